"""A mirror that runs on by itself, in a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger_world import MadeLog, entry, fork_of
from mirror_world import Delegation, log_signed_alone

PATIENCE_S = 60


class Running:
    """`tw-mirror pull --every 0.05` of one delegation."""

    def __init__(self, a: Delegation, source: Path) -> None:
        own = ("--policy", a.policy, "--key", a.key, "--hand-back", a.back, "--every", "0.05")
        command = [sys.executable, "-m", "trucewatch.mirror.program", "pull", a.mirror, source]
        words = [str(word) for word in (*command, *own)]
        self.program = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
        self.a = a

    def wait_for(self, size: int) -> bool:
        """Whether a head of that size is cosigned before patience ends."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if list(self.a.back.glob(f"{size}-*.cosigned")):
                return True
            time.sleep(0.02)
        return False


@pytest.fixture
def a(tmp_path: Path) -> Delegation:
    """A delegation that has not begun."""
    return Delegation(tmp_path / "a")


@pytest.fixture
def running(a: Delegation, tmp_path: Path) -> Iterator[Running]:
    """Its mirror, running on a folder that is not there yet."""
    log_signed_alone(3).write(tmp_path / "log")
    made = Running(a, tmp_path / "log")
    yield made
    made.program.kill()
    made.program.communicate(timeout=PATIENCE_S)


def put(log: MadeLog, folder: Path) -> None:
    """Publish a log in the place of what is there; for a moment there is nothing."""
    shutil.rmtree(folder)
    log.write(folder)


def test_it_follows_a_log_that_grows_and_is_away_at_times(running: Running, tmp_path: Path) -> None:
    """A source that is gone for a moment ends nothing."""
    log = log_signed_alone(3)
    first = running.wait_for(3)
    put(log.add(entry(seq) for seq in range(3, 300)).sign(by=()), tmp_path / "log")
    assert (first, running.wait_for(300), running.program.poll()) == (True, True, None)


def test_it_ends_when_the_log_forks(running: Running, a: Delegation, tmp_path: Path) -> None:
    """Exit 12, with the evidence; nobody is left to sleep through it."""
    running.wait_for(3)
    lie = fork_of(log_signed_alone(3), 1, 5)
    put(lie.sign(by=()), tmp_path / "log")
    _, told = running.program.communicate(timeout=PATIENCE_S)
    assert (running.program.returncode, len(a.evidence()), "fork" in told) == (12, 1, True)
