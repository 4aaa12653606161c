"""What an exercise takes out verifies by its own clock, whatever the machine's shows."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from api_world import World
from blind_world import published
from position_world import Clock
from review_world import CHAIR, heard, said
from trucewatch.service.centre import Centre
from trucewatch.service.exercise.moving import move_to_next
from trucewatch.service.review import cases
from trucewatch.service.review.case_file import case_file
from trucewatch.service.review.revealing import reveal_all_due
from verifiers import LEDGER


@pytest.fixture
def clock() -> Clock:
    """A machine whose clock is years before the time that the script invents."""
    return Clock(dt.datetime(2020, 3, 2, 12, tzinfo=dt.UTC))


def test_a_reveal_by_a_deadline_is_held_against_the_clock_of_the_exercise(
    exercise: Centre, tmp_path: Path
) -> None:
    """By both verifiers; by the machine's it would have been years too early."""
    case = heard(exercise)
    cases.invite(exercise, CHAIR, case, said())
    move_to_next(exercise, CHAIR, key="step")
    reveal_all_due(exercise, pytest.fail)
    published(World(exercise))
    file, policy, keys = (tmp_path / one for one in ("case.json", "policy", "keys"))
    file.write_bytes(case_file(exercise, CHAIR, case).data)
    policy.write_text(f"log {exercise.home.key()}\nquorum none\n", "ascii")
    keys.write_text("# none is needed\n", "ascii")
    words = ["case", str(file), "--policy", str(policy), "--keys", str(keys)]
    for program in (
        [sys.executable, "-S", str(LEDGER / "tw_verify.py")],
        ["node", str(LEDGER / "tw_verify.mjs")],
    ):
        run = subprocess.run([*program, *words], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        assert "the clock had ended" in run.stdout
