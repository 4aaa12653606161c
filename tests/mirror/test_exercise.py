"""Mirrors and collected cosignatures keep an exercise and a centre apart; verifiers show which."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceremony_world import tw
from ledger_world import ORIGIN, MadeLog, entry, seeded
from mirror_world import Delegation, log_signed_alone
from trucewatch.ledger import tw_verify
from trucewatch.ledger.checkpoint import Checkpoint, sign_checkpoint
from trucewatch.ledger.keys import NOTE
from trucewatch.ledger.tiles import checkpoint_path

EXERCISE = "trucewatch/lakeside/exercise-1"
KEY = seeded(EXERCISE, NOTE)


def exercise_log(size: int = 5) -> MadeLog:
    """The log of an exercise, signed by its own key alone."""
    log = MadeLog(origin=EXERCISE).add(entry(seq) for seq in range(size))
    note = sign_checkpoint(Checkpoint(EXERCISE, size, log.tree.root()), KEY)
    log.files["checkpoint"] = log.files[checkpoint_path(size)] = note
    return log


def trusting_exercises(root: Path) -> Delegation:
    """A delegation that takes part in an exercise."""
    made = Delegation(root)
    made.policy.write_text(f"log {KEY.key}\nquorum none\n", "ascii")
    return made


def test_a_cosigned_checkpoint_of_an_exercise_is_not_collected(tmp_path: Path) -> None:
    """Into the log of a centre."""
    log = log_signed_alone(5).write(tmp_path / "log")
    (tmp_path / "5.cosigned").write_bytes(exercise_log().note)
    words = ("log", "collect", log, tmp_path / "5.cosigned")
    told = tw(*words, "--policy", tmp_path / "log.policy")
    assert told.code == 1
    assert f"is of the exercise {EXERCISE}, and this is the centre {ORIGIN}" in told.err


def test_a_cosigned_checkpoint_of_a_centre_is_not_collected(tmp_path: Path) -> None:
    """Into the log of an exercise."""
    log = exercise_log().write(tmp_path / "log")
    (tmp_path / "5.cosigned").write_bytes(log_signed_alone(5).note)
    policy = trusting_exercises(tmp_path / "a").policy
    told = tw("log", "collect", log, tmp_path / "5.cosigned", "--policy", policy)
    assert told.code == 1
    assert f"is of the centre {ORIGIN}, and this is the exercise {EXERCISE}" in told.err


def test_a_mirror_of_a_centre_pulls_no_exercise(tmp_path: Path) -> None:
    """Neither into what it has nor into an empty folder."""
    a = Delegation(tmp_path / "a")
    source = exercise_log().write(tmp_path / "exercise")
    told = [a.turn(source)]
    assert a.turn(log_signed_alone(5).write(tmp_path / "log")).code == 0
    told.append(a.turn(source))
    assert all(one.code for one in told)
    assert all("an exercise and a centre never take in" in one.err for one in told)


def test_a_mirror_of_an_exercise_pulls_no_centre(tmp_path: Path) -> None:
    """Whoever trains does not cosign what is real."""
    a = trusting_exercises(tmp_path / "a")
    told = a.turn(log_signed_alone(5).write(tmp_path / "log"), cosigns=False)
    assert told.code
    assert f"is of the centre {ORIGIN}" in told.err


def test_the_command_shows_that_it_is_an_exercise(tmp_path: Path) -> None:
    """By the origin, in the line that it ends with."""
    log = exercise_log().write(tmp_path / "log")
    policy = trusting_exercises(tmp_path / "a").policy
    told = tw("log", "verify", log, "--policy", policy)
    assert (told.code, f"{EXERCISE}: 5 entries" in told.text) == (0, True)


def test_the_verifier_shows_that_it_is_an_exercise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The one that knows nothing of the rest."""
    log = exercise_log().write(tmp_path / "log")
    policy = trusting_exercises(tmp_path / "a").policy
    assert tw_verify.main(["log", str(log), "--policy", str(policy)]) == 0
    assert f"{EXERCISE}: 5 entries" in capsys.readouterr().out
