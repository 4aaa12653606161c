"""`trucewatch log`: verify, prove, checkpoint, collect."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ceremony_world import tw
from ledger_world import WITNESSES, MadeLog, entry, fork_of, made_log
from mirror_world import Delegation, log_signed_alone, verifies
from program import Run
from trucewatch.ledger.cosignature import cosign


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a log that is joint at 300 and that A alone has followed to 302."""
    log = made_log(300)
    log.add([entry(300), entry(301)]).sign(by=("delegation-a",))
    log.write(tmp_path / "log")
    return tmp_path


def ask(place: Path, command: str, *words: object) -> Run:
    """`trucewatch log` on the log in a folder, under its policy."""
    return tw("log", command, place / "log", *words, "--policy", place / "log.policy")


def test_a_joint_log_is_verified(tmp_path: Path) -> None:
    """By the same rules as the stand-alone verifier."""
    made_log(300).write(tmp_path / "log")
    assert ask(tmp_path, "verify").code == 0


def test_an_altered_entry_fails_verification(place: Path) -> None:
    """Exit 1, as of every check of this program; the line says what tw-verify says."""
    path = place / "log/tile/entries/000"
    path.write_bytes(path.read_bytes().replace(b"p-1", b"p-2", 1))
    told = ask(place, "verify")
    assert (told.code, "missing data" in told.err) == (1, True)


def test_a_policy_that_is_not_there_is_bad_use(place: Path) -> None:
    """Nothing was checked, and nothing is said of the log."""
    told = tw("log", "verify", place / "log", "--policy", place / "none")
    assert (told.code, "cannot be read" in told.err) == (2, True)


def test_a_proof_convinces_the_stand_alone_verifier(place: Path) -> None:
    """Entry and proof, and nothing else of the log."""
    proof, data = place / "17.tlog-proof", place / "17.entry"
    ask(place, "prove", 17, "-o", proof, "--entry", data)
    assert verifies("entry", data, proof, "--policy", place / "log.policy") == 0


def test_a_proof_goes_to_the_screen_where_no_file_is_named(place: Path) -> None:
    """As bytes that another program can take."""
    assert ask(place, "prove", 17).out.startswith(b"c2sp.org/tlog-proof@v1\nindex 17\n")


def test_an_entry_that_is_not_joint_yet_is_not_proved(place: Path) -> None:
    """A bulletin that prints such a proof would say too much."""
    told = ask(place, "prove", 301)
    assert (told.code, "not joint yet" in told.err) == (1, True)


def test_what_the_log_alone_vouches_for_can_be_asked_for(place: Path) -> None:
    """Said so on purpose, with --logged."""
    assert ask(place, "prove", 301, "--logged").code == 0


def test_an_entry_that_is_not_there_is_refused(place: Path) -> None:
    """With how many there are."""
    told = ask(place, "prove", 302)
    assert (told.code, "among the 302" in told.err) == (2, True)


def test_the_checkpoint_tells_how_far_each_side_vouches(place: Path) -> None:
    """A followed to 302; the others, and so the joint state, stand at 300."""
    told = json.loads(ask(place, "checkpoint", "--json").out)
    sizes = {one["word"]: one["size"] for one in told["states"]}
    assert sizes == {
        "logged": 302,
        "delegation-a": 302,
        "delegation-b": 300,
        "facilitator": 300,
        "parties": 300,
        "joint": 300,
    }


def test_a_side_that_never_cosigned_is_none_and_not_zero(tmp_path: Path) -> None:
    """No checkpoint is not a checkpoint of nothing."""
    log_signed_alone(3).write(tmp_path / "log")
    told = json.loads(ask(tmp_path, "checkpoint", "--json").out)
    assert {one["size"] for one in told["states"]} == {3, None}


def test_the_table_fits_eighty_columns(place: Path) -> None:
    """Also over a bad line."""
    assert max(map(len, ask(place, "checkpoint").text.splitlines())) <= 80


def test_an_entry_tells_its_states(place: Path) -> None:
    """What is so and what is not yet."""
    first, second = ask(place, "checkpoint", "--entry", 301).text.split("\n", 1)
    assert first == "entry 301: logged; witnessed by delegation-a"
    assert "joint" in second


def cosigned(log: MadeLog, side: Delegation, folder: Path) -> Path:
    """What a side handed back of a log."""
    side.turn(log.write(folder))
    return side.back


def test_collected_cosignatures_make_a_checkpoint_joint(tmp_path: Path) -> None:
    """From the folders of three sticks."""
    log = log_signed_alone(5)
    backs = [cosigned(log, Delegation(tmp_path / w, w), tmp_path / "log") for w in WITNESSES]
    told = ask(tmp_path, "collect", *backs)
    assert (told.code, told.text.splitlines()[-1][-7:]) == (0, "; joint")


def test_the_first_cosignature_of_a_witness_stays(tmp_path: Path) -> None:
    """Its time is evidence of when the entries were there."""
    log = log_signed_alone(5)
    folder = log.write(tmp_path / "log")
    for at in (1_772_324_000, 1_772_325_000):
        (tmp_path / "one.cosigned").write_bytes(cosign(log.note, WITNESSES["facilitator"], at))
        ask(tmp_path, "collect", tmp_path / "one.cosigned")
    kept = (folder / "checkpoint").read_bytes()
    assert kept == cosign(log.note, WITNESSES["facilitator"], 1_772_324_000)


def test_a_cosignature_of_another_history_is_a_fork(tmp_path: Path) -> None:
    """Somebody signs with the log's key; the centre has the evidence too."""
    log = log_signed_alone(5)
    folder = log.write(tmp_path / "log")
    (tmp_path / "one.cosigned").write_bytes(fork_of(log, 2, 5).note)
    told = ask(tmp_path, "collect", tmp_path / "one.cosigned")
    assert (told.code, len(list((folder / "forks").iterdir()))) == (1, 1)


def test_what_does_not_hold_is_named_and_the_rest_taken(tmp_path: Path) -> None:
    """One torn file on a stick costs nobody else a cosignature."""
    log = log_signed_alone(5)
    log.write(tmp_path / "log")
    back = tmp_path / "back"
    back.mkdir()
    (back / "5-a.cosigned").write_bytes(log.note[:40])
    (back / "5-b.cosigned").write_bytes(cosign(log.note, WITNESSES["facilitator"], 1_772_324_000))
    told = ask(tmp_path, "collect", back)
    assert (told.code, "5-a.cosigned" in told.err, "facilitator" in told.text) == (1, True, True)
