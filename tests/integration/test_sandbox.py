"""The box in which hostile files are opened holds what runs in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from poison_images import picture
from poison_office import docx
from trucewatch.domain.intake import FileKind
from trucewatch.pipeline import sandbox
from trucewatch.pipeline.crossing import Request
from trucewatch.pipeline.intake import examine
from trucewatch.pipeline.limits import MEMORY_BYTES

BWRAP = shutil.which(sandbox.PROGRAM) or ""
ASKED = Request(name="a.png", media_type=None, convert=True, largest=20_000_000)


def boxed(code: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the box."""
    command = [*sandbox.box(BWRAP), sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_there_is_a_box_here() -> None:
    """Set-up installs it; without it most kinds of files would stay closed."""
    sandbox.require_sandbox()


def test_the_box_has_no_network() -> None:
    """Not even to this machine: its own loopback is all there is."""
    code = (
        "import socket; print(socket.if_nameindex()); socket.create_connection(('1.1.1.1', 9), 1)"
    )
    run = boxed(code)
    assert "'lo'" in run.stdout
    assert run.stdout.count("(") == 1
    assert "Network is unreachable" in run.stderr


@pytest.mark.parametrize("path", ["/canary", "/usr/canary", "/tmp/canary", "/dev/canary"])  # noqa: S108 - inside the box
def test_the_box_cannot_be_written_to(path: str) -> None:
    """Nothing lasts of what ran there; its own devices are in memory alone."""
    run = boxed(f"open({path!r}, 'w')")
    assert run.returncode != 0 or path.startswith("/dev/")
    assert not Path(path).exists()


def test_the_box_does_not_see_the_disk(tmp_path: Path) -> None:
    """A record, a key or another report lies outside of it."""
    secret = tmp_path / "secret"
    secret.write_text("x", encoding="utf-8")
    code = f"import os; print(os.path.exists({str(secret)!r}), os.path.exists('/etc/passwd'))"
    assert boxed(code).stdout == "False False\n"


def test_the_box_has_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases and addresses of databases stand in environments."""
    monkeypatch.setenv("TRUCEWATCH_SECRET", "x")
    names = set(boxed("import os; print(*os.environ)").stdout.split())
    assert names == {"PYTHONPATH", "LC_ALL", "PWD"}


def test_the_box_does_not_see_other_programs() -> None:
    """Nor can it send them signals: it counts its own from one."""
    assert int(boxed("import os; print(os.getpid())").stdout) < 10


def test_the_program_within_knows_neither_django_nor_a_model() -> None:
    """What a hostile file could take over should hold as little as possible."""
    code = (
        "import sys, trucewatch.pipeline.boxed as b; from trucewatch.text.conversion import "
        "docx, image, mail, pdf; print({'django', 'spacy', 'numpy'} & set(sys.modules))"
    )
    assert boxed(code).stdout == "set()\n"


def test_memory_is_bounded_within() -> None:
    """The bound is set before a byte is read and cannot be raised again."""
    code = (
        "import resource, trucewatch.pipeline.boxed as b; b.bound()\n"
        f"try: bytearray({MEMORY_BYTES})\n"
        "except MemoryError: print('refused')\n"
        "try: resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))\n"
        "except ValueError: print('kept')"
    )
    assert boxed(code).stdout == "refused\nkept\n"


def test_what_takes_too_long_is_killed() -> None:
    """The officer waits for seconds, not for whoever made the file."""
    began = time.monotonic()
    found = sandbox.opened(picture(), ASKED, 0.01)
    assert [reason.code for reason in found.verdict.reasons] == ["too_costly"]
    assert time.monotonic() - began < 10


def test_without_a_box_files_stay_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are looked into all the same, so that the officer sees every reason."""
    monkeypatch.setenv("PATH", "/nowhere")
    found = examine(docx(more={"word/vbaProject.bin": b"x"}), "a.docx")
    assert [one.code for one in found.verdict.reasons] == ["office_macros", "no_sandbox"]
    assert found.extract is None


def test_a_box_that_cannot_be_made_is_no_box(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where an account may make no namespaces; what it said is the reason."""
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'no permission' >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    found = examine(picture(), "a.png")
    assert [dict(one.facts) for one in found.verdict.reasons] == [{"what": "no permission"}]
    assert found.verdict.kind is FileKind.IMAGE


def test_text_needs_no_box(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report in plain text is read on any machine."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert examine(b"Shelling in Hama.\n", "a.txt").verdict.accepted
