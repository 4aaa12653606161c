"""Hostile files are opened in a box: no network, nothing of the disk but Python, bounded.

The box is bubblewrap. Where it is missing or cannot make its namespaces nothing is opened; no
setting changes that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import BinaryIO

import trucewatch
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.intake import Reason, Verdict
from trucewatch.pipeline import opening
from trucewatch.pipeline.crossing import Opened, Request, read, written_request
from trucewatch.pipeline.limits import CPU_SECONDS, MEMORY_BYTES, OUTPUT_BYTES, WALL_SECONDS
from trucewatch.text.inspection.sniff import sniff

PROGRAM = "bwrap"
PACKAGE = "bubblewrap"
_ALONE = (
    "--unshare-all",
    "--die-with-parent",
    "--new-session",
    "--clearenv",
    "--cap-drop",
    "ALL",
    "--uid",
    "65534",
    "--gid",
    "65534",
    "--dev",
    "/dev",
)
_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/etc/ld.so.cache")
_SIGNALLED = 128
_XCPU, _XFSZ = 24, 25


class SandboxMissing(Refusal):
    """There is no box to open files in; the line says why and what to install."""

    code = "sandbox_missing"


def require_sandbox() -> None:
    """Make sure that files can be opened here; proved once by opening one.

    Raises:
        SandboxMissing: no bubblewrap, or it cannot make its namespaces here.
    """
    _proved(shutil.which(PROGRAM) or "")


@cache
def _proved(program: str) -> None:
    if not sys.platform.startswith("linux"):
        raise SandboxMissing("bubblewrap runs on Linux alone")
    if not program:
        remedy = f"install the package {PACKAGE}, as with apt-get install {PACKAGE}"
        raise SandboxMissing(f"{PROGRAM} is not installed", remedy=remedy)
    request = Request(name="probe.txt", media_type=None, convert=True, largest=100)
    answer, run = _run([*box(program), *_bare()], written_request(request, b"probe"), WALL_SECONDS)
    try:
        extract = read(answer).extract
    except InvalidValue:
        extract = None
    if extract is None or extract.text != "probe":
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        what = said[-1] if said else f"{PROGRAM} ended with {run.returncode}"
        raise SandboxMissing(what, remedy="allow user namespaces to this account")


def opened(raw: bytes, request: Request, seconds: float) -> Opened:
    """What came of a file in the box; every end of the program within is a verdict.

    Args:
        seconds: until it is killed.

    Where there is no box the file is looked into, bounded all the same, and not opened.
    """
    try:
        require_sandbox()
    except SandboxMissing as missing:
        looked = replace(request, convert=False)
        found = bounded(raw, looked, seconds).verdict
        reason = Reason("no_sandbox", {"what": missing.what})
        return Opened(verdict=replace(found, reasons=(*found.reasons, reason)))
    return _opened([*box(shutil.which(PROGRAM) or ""), *_bare()], raw, request, seconds)


def bounded(raw: bytes, request: Request, seconds: float) -> Opened:
    """What came of a file in a program that is bounded, and not boxed: for characters alone."""
    if not sys.platform.startswith("linux"):
        return opening.opened(request, raw)
    return _opened(_bare(), raw, request, seconds)


def _opened(command: Sequence[str], raw: bytes, request: Request, seconds: float) -> Opened:
    try:
        answer, run = _run(command, written_request(request, raw), seconds)
    except subprocess.TimeoutExpired:
        return _closed(raw, request, Reason("too_costly", {"limit": f"{WALL_SECONDS} s"}))
    if run.returncode == 0:
        try:
            return read(answer)
        except InvalidValue as err:
            return _closed(raw, request, Reason("conversion_failed", {"what": err.what}))
    return _closed(raw, request, _ended(run))


def _ended(run: subprocess.CompletedProcess[bytes]) -> Reason:
    """Why the program within ended: a bound that it met, or a crash."""
    signal = -run.returncode if run.returncode < 0 else run.returncode - _SIGNALLED
    if signal == _XCPU:
        return Reason("too_costly", {"limit": f"{CPU_SECONDS} s"})
    if signal == _XFSZ or b"File too large" in run.stderr:
        return Reason("too_costly", {"limit": f"{OUTPUT_BYTES // 1_000_000} MB"})
    if b"MemoryError" in run.stderr:
        return Reason("too_costly", {"limit": f"{MEMORY_BYTES >> 20} MiB"})
    said = run.stderr.decode("utf-8", "replace").strip().splitlines()
    what = said[-1].partition(":")[0] if said and signal <= 0 else f"signal {signal}"
    return Reason("conversion_failed", {"what": what})


def _run(
    command: Sequence[str], request: bytes, seconds: float
) -> tuple[bytes, subprocess.CompletedProcess[bytes]]:
    """Run a program over a request; both stay in memory, for no disk may hold evidence bare."""
    with _in_memory("request") as given, _in_memory("answer") as answer:
        given.write(request)
        given.seek(0)
        run = subprocess.run(  # noqa: S603 - our own program; nothing of the file is in the command
            command,
            stdin=given,
            stdout=answer,
            stderr=subprocess.PIPE,
            timeout=max(seconds, 0.001),
            env=_environment(),
            check=False,
        )
        answer.seek(0)
        return answer.read(OUTPUT_BYTES), run


def _in_memory(name: str) -> BinaryIO:
    return os.fdopen(os.memfd_create(name), "w+b")


def box(program: str) -> list[str]:
    """The command that runs in a box what is written behind it."""
    bound = [word for path in _shown() for word in ("--ro-bind", str(path), str(path))]
    environment = [word for pair in _environment().items() for word in ("--setenv", *pair)]
    return [program, *_ALONE, *bound, "--remount-ro", "/", *environment, "--chdir", "/"]


def _bare() -> list[str]:
    return [sys.executable, "-s", "-P", "-B", "-m", "trucewatch.pipeline.boxed"]


def _environment() -> dict[str, str]:
    """Nothing of ours but where Python finds its packages."""
    return {"PYTHONPATH": os.pathsep.join(map(str, _packages())), "LC_ALL": "C.UTF-8"}


def _packages() -> list[Path]:
    """Where Python looks, with the folder that holds this package in front."""
    own = Path(trucewatch.__file__).parent.parent
    return [own, *(Path(path) for path in sys.path if path.endswith("-packages"))]


def _shown() -> Iterator[Path]:
    """What the box may see: the system's programs, Python, its packages, and this package."""
    yield from (Path(path) for path in _SYSTEM if Path(path).exists())
    pythons = [Path(sys.base_prefix), Path(sys.prefix)]
    yield from (path for path in dict.fromkeys(pythons) if not path.is_relative_to("/usr"))
    yield Path(trucewatch.__file__).parent
    packages = [path for path in _packages()[1:] if path.exists()]
    yield from (path for path in packages if not path.is_relative_to(sys.prefix))


def _closed(raw: bytes, request: Request, reason: Reason) -> Opened:
    found = sniff(raw, request.name, request.media_type)
    return Opened(verdict=Verdict(kind=found.kind, media_type=found.media_type, reasons=(reason,)))
