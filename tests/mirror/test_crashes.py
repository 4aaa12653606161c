"""A mirror that is killed, restored from an old copy, or lost in part."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ledger_world import entry, fork_of
from mirror_world import Delegation, log_signed_alone, run, verifies
from trucewatch.ledger.cosignature import cosign
from trucewatch.ledger.tiles import entries_path

KILLED = """
import os, signal, sys
from pathlib import Path
import trucewatch.mirror.cosigning as cosigning
from trucewatch.mirror.program import main
point = sys.argv.pop(1)
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
if point == "settling":
    import trucewatch.mirror.folder as folder
    folder.sync_folder = die
elif point == "before":
    cosigning.cosign = die
elif point == "signed":
    cosigning.replace = die
else:
    import trucewatch.mirror.program as program
    program.hand_back = die
sys.exit(main(sys.argv[1:]))
"""


def killed_turn(a: Delegation, log: Path, point: str) -> int:
    """A turn in a process of its own that is killed at a point."""
    own = ("--policy", a.policy, "--key", a.key)
    words = ("pull", a.mirror, log, *own, "--hand-back", a.back)
    command = [sys.executable, "-c", KILLED, point, *map(str, words)]
    return subprocess.run(command, check=False, capture_output=True, timeout=60).returncode


@pytest.mark.parametrize("point", ["before", "signed", "after"])
def test_a_killed_mirror_goes_on_where_it_stood(tmp_path: Path, point: str) -> None:
    """Killed between storing and cosigning, signing and storing that, storing that and sending."""
    log, a = log_signed_alone(300).write(tmp_path / "log"), Delegation(tmp_path / "a")
    ends = killed_turn(a, log, point)
    assert (ends, a.cosigned(), a.turn(log).code, len(a.cosigned())) == (
        -signal.SIGKILL,
        [],
        0,
        1,
    )


def test_a_head_is_on_disk_before_it_is_cosigned(tmp_path: Path) -> None:
    """Killed at the moment of signing, the mirror holds the whole of what it was to sign."""
    log, a = log_signed_alone(300).write(tmp_path / "log"), Delegation(tmp_path / "a")
    killed_turn(a, log, "before")
    assert (a.mirror / "checkpoint").read_bytes() == (log / "checkpoint").read_bytes()


def test_a_head_is_not_there_before_its_files(tmp_path: Path) -> None:
    """Killed while the files go into place, the mirror still stands where it stood."""
    log, a = log_signed_alone(300).write(tmp_path / "log"), Delegation(tmp_path / "a")
    killed_turn(a, log, "settling")
    stood = (a.mirror / "checkpoint").exists()
    assert (stood, a.turn(log).code, len(a.cosigned())) == (False, 0, 1)


def test_a_killed_mirror_still_refuses_the_other_history(tmp_path: Path) -> None:
    """The race of the witness: stored, killed, and then shown a fork."""
    honest, a = log_signed_alone(300), Delegation(tmp_path / "a")
    killed_turn(a, honest.write(tmp_path / "log"), "after")
    lie = fork_of(honest, 100, 400)
    lie.sign(by=())
    assert (a.turn(lie.write(tmp_path / "lie")).code, a.cosigned()) == (12, [])


def test_an_old_copy_of_the_mirror_cannot_sign_a_second_history(tmp_path: Path) -> None:
    """What was cosigned last stands beside the key, not in the mirror."""
    honest, a = log_signed_alone(300), Delegation(tmp_path / "a")
    a.turn(honest.write(tmp_path / "log"))
    shutil.rmtree(a.mirror)
    lie = fork_of(honest, 100, 400)
    lie.sign(by=())
    assert (a.turn(lie.write(tmp_path / "lie")).code, len(a.cosigned())) == (12, 1)


def test_an_old_copy_of_the_mirror_does_not_cosign_less(tmp_path: Path) -> None:
    """It pulls what it lost first."""
    a = Delegation(tmp_path / "a")
    a.turn(log_signed_alone(300).write(tmp_path / "log"))
    shutil.rmtree(a.mirror)
    told = a.turn(log_signed_alone(200).write(tmp_path / "old"))
    assert (told.code, "cosigned 300 entries, and 200 are here" in told.err) == (13, True)


def test_a_clock_that_went_back_is_not_signed_with(tmp_path: Path) -> None:
    """Cosignatures of one witness never go back in time."""
    a = Delegation(tmp_path / "a")
    log = log_signed_alone(300)
    a.turn(log.write(tmp_path / "log"))
    later = cosign(log.note, a.signer, int(time.time()) + 400)
    a.key.with_suffix(".last").write_bytes(later)
    log.add([entry(300)]).sign(by=())
    assert a.turn(log.write(tmp_path / "log")).code == 14


def damaged(folder: Path, how: str) -> None:
    """A log folder with some of its files lost or altered."""
    bundle, tile = folder / entries_path(0), folder / "tile/0/001"
    if how == "lost":
        bundle.unlink()
        shutil.rmtree(folder / "tile" / "1")
    elif how == "torn":
        bundle.write_bytes(bundle.read_bytes()[:-1])
        tile.write_bytes(b"")
    elif how == "altered":
        bundle.write_bytes(bundle.read_bytes().replace(b"p-1", b"p-2", 1))
    elif how == "everything":
        shutil.rmtree(folder)
        folder.mkdir()


@pytest.mark.parametrize("how", ["lost", "torn", "altered", "everything"])
def test_a_mirror_makes_the_centre_whole_again(tmp_path: Path, how: str) -> None:
    """What the centre lost, a delegation has; to the byte."""
    log, a = log_signed_alone(600).sign().write(tmp_path / "log"), Delegation(tmp_path / "a")
    a.turn(log)
    damaged(log, how)
    assert run("repair", log, a.mirror, "--policy", a.policy).code == 0
    assert verifies("log", log, "--policy", a.policy) == 0


def test_two_mirrors_with_gaps_make_each_other_whole(tmp_path: Path) -> None:
    """Each lost another part; together they have all."""
    log = log_signed_alone(600).sign().write(tmp_path / "log")
    a, b = Delegation(tmp_path / "a"), Delegation(tmp_path / "b", "delegation-b")
    for side, index in ((a, 0), (b, 1)):
        side.turn(log)
        (side.mirror / entries_path(index)).unlink()
        (side.mirror / f"tile/0/00{index}").unlink()
    assert run("repair", a.mirror, b.mirror, "--policy", a.policy).code == 0
    assert verifies("log", a.mirror, "--policy", a.policy) == 0


def test_what_no_copy_has_is_named(tmp_path: Path) -> None:
    """Exit 13 and the path; hashes alone do not bring entries back."""
    log, a = log_signed_alone(600).write(tmp_path / "log"), Delegation(tmp_path / "a")
    a.turn(log)
    for folder in (log, a.mirror):
        (folder / entries_path(1)).unlink()
    told = run("repair", log, a.mirror, "--policy", a.policy)
    assert (told.code, "tile/entries/001" in told.err) == (13, True)
