"""Prepare this checkout and, with `--demo`, show what Trucewatch does; one progress display.

Needs the standard library alone, since nothing else is there on a fresh machine. A second run
finds its stamps and is done at once. The Makefile has made sure of the Python release before.

    python3 tools/setup.py [--dev] [--demo]
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import page_files

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PIP = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input"]
NO_NETWORK = (
    *("NewConnectionError", "Temporary failure", "No matching distribution", "timed out"),
    *("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT"),
)
BAR = 24
SYSTEM = {"chromium": "chromium", "bwrap": "bubblewrap"}
"""Programs beside Python, each with the package that brings it. Fonts come with the pages."""
NO_SANDBOX = (
    "The package bubblewrap is not installed; until it is, PDF, DOCX, e-mails and pictures that\n"
    "arrive stay in quarantine.\n"
)


class SetupStopped(Exception):
    """A step failed; the message is for a person."""


class Display:
    """One line on standard error that is drawn over and over; a row of lines where it is piped."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()
        self.began = self.drawn = time.monotonic()
        self.label = ""

    def show(self, share: float, label: str) -> None:
        """Draw the bar at `share` (0 to 1) of the whole."""
        now = time.monotonic()
        if not self.live:
            if label != self.label:
                sys.stderr.write(f"{label} ({now - self.began:.0f} s)\n")
        elif label != self.label or now - self.drawn > 0.1:
            full = round(share * BAR)
            bar = "━" * full + " " * (BAR - full)
            sys.stderr.write(f"\r\033[K{bar} {share:4.0%}  {label}  {now - self.began:.0f} s")
            self.drawn = now
        self.label = label
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that what follows starts on a clean one."""
        if self.live:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


def lines_of(command: list[str], log: Path) -> Iterator[str]:
    """Run `command`, keep what it prints in `log`, give its lines as they come."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with (
        log.open("w", encoding="utf-8") as kept,
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as run,
    ):
        for line in run.stdout or ():
            kept.write(line)
            yield line
    if run.returncode != 0:
        raise SetupStopped(reason_in(log))


def reason_in(log: Path) -> str:
    """One line that says what stopped and what to do."""
    text = log.read_text(encoding="utf-8")
    said = [line for line in text.splitlines() if line.strip()]
    errors = (
        [line for line in said if "ERROR" in line or "npm error" in line]
        or said[-1:]
        or ["no output"]
    )
    if any(word in text for word in NO_NETWORK):
        where = "pip config list; npm config list"
        remedy = f"check the connection to your package index ({where}), then run make again"
    else:
        remedy = f"the full log is {log}"
    return f"{errors[0].strip()}\n{remedy}"


def digest(*parts: Path) -> str:
    """What a stamp holds: it changes with any byte of `parts` and with the Python release."""
    total = hashlib.sha256(sys.version.encode())
    for part in parts:
        total.update(part.read_bytes())
    return total.hexdigest()


def make_venv(_show: Callable[[float], None]) -> None:
    """Make `.venv`, unless a whole one of this Python release stands there already."""
    probe = "import sys, pip; print(sys.version)"
    if PYTHON.exists():
        run = subprocess.run(
            [str(PYTHON), "-c", probe], capture_output=True, text=True, check=False
        )
        if run.stdout.strip() == sys.version:
            return
    for _ in lines_of([sys.executable, "-m", "venv", "--clear", str(VENV)], ROOT / "out/setup.log"):
        pass


def install(requirements: Path, show: Callable[[float], None]) -> None:
    """Install what `requirements` pins, refusing any file whose hash is another."""
    pins = sum(line[:1].isalnum() for line in requirements.read_text("utf-8").splitlines())
    command = [*PIP, "install", "--require-hashes", "-r", str(requirements)]
    seen = 0
    for line in lines_of(command, VENV / f"{requirements.stem}.log"):
        seen += line.startswith(("Collecting", "Requirement already"))
        show(0.8 * min(1.0, seen / pins))


def install_ours(_show: Callable[[float], None]) -> None:
    """Install the package itself, in place, with the pinned build parts."""
    command = [*PIP, "install", "--no-deps", "--no-build-isolation", "-e", "."]
    for _ in lines_of(command, VENV / "ours.log"):
        pass


def make_page_files(show: Callable[[float], None]) -> None:
    """Install what the pages are made with, and copy what is served."""
    npm = shutil.which("npm")
    if npm is None:
        raise SetupStopped("npm is not there\ninstall Node 20 or later, then run make again")
    for _ in lines_of([npm, *page_files.INSTALL[1:]], VENV / "pages.log"):
        pass
    show(0.9)
    page_files.place()


def compile_texts(_show: Callable[[float], None]) -> None:
    """Compile the translations of page texts."""
    command = [str(PYTHON), str(ROOT / "tools/make_messages.py"), "--compile"]
    for _ in lines_of(command, VENV / "texts.log"):
        pass


def system_packages(_show: Callable[[float], None]) -> None:
    """Install what tests need of the system: a browser for the pages, and walls for conversions."""
    install_missing(SYSTEM)


def sandbox(_show: Callable[[float], None]) -> None:
    """Install the sandbox in which files are opened, where this may; `main` says if it is not."""
    with contextlib.suppress(SetupStopped):
        install_missing(("bwrap",))


def install_missing(programs: Iterable[str]) -> None:
    """Install the packages of those programs that are not there, where the system has apt."""
    missing = [SYSTEM[program] for program in programs if not shutil.which(program)]
    if not missing:
        return
    apt, root = shutil.which("apt-get"), hasattr(os, "geteuid") and os.geteuid() == 0
    if not (apt and root):
        raise SetupStopped(f"needed: {' and '.join(missing)}; install them, then run again")
    quiet = [apt, "-q", "-y", "-o", "Dpkg::Use-Pty=0"]
    for command in ([*quiet, "update"], [*quiet, "install", "--no-install-recommends", *missing]):
        for _ in lines_of(["env", "DEBIAN_FRONTEND=noninteractive", *command], VENV / "system.log"):
            pass


Step = tuple[str, str, "list[Path]", Callable[[Callable[[float], None]], None]]


def steps(*, dev: bool) -> list[Step]:
    """Label, stamp, what the stamp depends on, and what to do, in order."""
    base, extra = ROOT / "requirements/base.txt", ROOT / "requirements/dev.txt"
    page_parts = [page_files.LOCK, Path(page_files.__file__)]
    texts = sorted((ROOT / "src/trucewatch/web/locale").glob("*/*/LC_MESSAGES/django.po"))
    plan: list[Step] = [
        ("Making .venv", "venv", [], make_venv),
        ("Installing packages", "base", [base], lambda show: install(base, show)),
        ("Installing Trucewatch", "ours", [ROOT / "pyproject.toml"], install_ours),
        ("Building page files", "pages", page_parts, make_page_files),
        ("Compiling page texts", "texts", texts, compile_texts),
        ("Installing the sandbox", "sandbox", [], sandbox),
    ]
    if dev:
        plan += [
            ("Installing test tools", "dev", [extra], lambda show: install(extra, show)),
            ("Installing a browser for tests", "system", [], system_packages),
        ]
    return plan


def prepare(display: Display, *, dev: bool, whole: float) -> None:
    """Take each step whose stamp is not that of today's files."""
    plan = steps(dev=dev)
    for at, (label, name, parts, act) in enumerate(plan):
        stamp, wanted = VENV / f".stamp-{name}", digest(*parts)
        if PYTHON.exists() and stamp.exists() and stamp.read_text("ascii") == wanted:
            continue

        def show(share: float, at: int = at, label: str = label) -> None:
            display.show(whole * (at + share) / len(plan), label)

        show(0)
        act(show)
        stamp.write_text(wanted, encoding="ascii")


def demo(display: Display, *, start: float) -> int:
    """Run `trucewatch demo`, its progress drawn in the same line, its summary below."""
    wide = str(os.get_terminal_size().columns) if sys.stdout.isatty() else "80"
    env = {"COLUMNS": wide, **os.environ, "TRUCEWATCH_PROGRESS": "lines"}
    if sys.stdout.isatty() and "NO_COLOR" not in env:
        env["FORCE_COLOR"] = "1"
    display.show(start, "Starting Trucewatch")
    command = [str(PYTHON), "-m", "trucewatch", "demo"]
    errors = []
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as printed,
        subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=printed, stderr=subprocess.PIPE, text=True
        ) as run,
    ):
        for line in run.stderr or ():
            mark, _, rest = line.partition("\t")
            if mark == "@progress":
                done, total, label = rest.rstrip("\n").split("\t")
                display.show(start + (1 - start) * int(done) / int(total), label)
            else:
                errors.append(line)
        run.wait()
        display.clear()
        printed.seek(0)
        sys.stdout.write(printed.read())
    sys.stderr.writelines(errors)
    return run.returncode


def serve(*, once: bool) -> int:
    """Serve the demonstration centre in the foreground; interrupting it is how it ends."""
    command = [str(PYTHON), "-m", "trucewatch", "serve", "--home", "out/centre"]
    sys.stdout.flush()
    # People of the demonstration have no second proof yet; their password may stand for one.
    env = {"TRUCEWATCH_STEP_UP": "password", **os.environ}
    with subprocess.Popen([*command, *(["--once"] if once else [])], cwd=ROOT, env=env) as running:
        while True:
            try:
                return running.wait()
            except KeyboardInterrupt:  # it got the same signal and is ending
                continue


def main() -> int:
    """Exit 0 when all is ready, 2 with the reason and the remedy otherwise."""
    parser = argparse.ArgumentParser(description="Prepare this checkout.")
    parser.add_argument("--dev", action="store_true", help="also what the checks and tests need")
    parser.add_argument("--demo", action="store_true", help="then make and serve a centre")
    parser.add_argument("--once", action="store_true", help="serve until the first page answered")
    args = parser.parse_args()
    display = Display()
    start = 0.7 if args.demo else 1.0
    try:
        prepare(display, dev=args.dev, whole=start)
    except KeyboardInterrupt:
        display.clear()
        sys.stderr.write("Set-up stopped; run it again to go on.\n")
        return 130
    except (SetupStopped, OSError) as err:
        display.clear()
        sys.stderr.write(f"Set-up stopped: {err}\n")
        return 2
    display.clear()
    if not shutil.which("bwrap"):
        sys.stderr.write(NO_SANDBOX)
    if args.demo:
        return demo(display, start=start) or serve(once=args.once)
    return 0


if __name__ == "__main__":
    sys.exit(main())
