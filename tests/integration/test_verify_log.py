"""Both verifiers find what was done to a log, tell it alike, and cry wolf never."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from draw import Draw
from ledger_damage import DAMAGES, drawn_log
from ledger_world import (
    LOG,
    OFFICER,
    POLICY,
    WITNESSES,
    MadeLog,
    admitting,
    entry,
    fork_of,
    made_log,
    seeded,
    signed,
)
from trucewatch.ledger.entry import encode
from trucewatch.ledger.fork import parse_evidence
from trucewatch.ledger.keys import NOTE
from trucewatch.ledger.note import SignatureLine, parse_note, sign_note
from trucewatch.ledger.refusals import Forked
from trucewatch.ledger.tiles import checkpoint_path
from verifiers import DATA, FORK, OK, QUORUM, SIGNATURE, TIME, USE, by_node, by_python

Asked = list[str | Path]
EXPECTED = {
    "flip": {SIGNATURE, QUORUM, DATA},
    "lose": {SIGNATURE, DATA},
    "cut": {DATA},
    "lengthen": {DATA},
    "rewrite": {DATA},
    "exchange": {DATA},
    "repeat": {DATA},
    "fork": {FORK},
    "go_back": {TIME},
    "run_ahead": {TIME},
    "clock_back": {TIME},
    "misspell": {DATA},
    "unsign": {SIGNATURE},
    "without": {QUORUM},
    "impostor": {SIGNATURE},
    "overstate": {DATA},
}


def asked(log: MadeLog, folder: Path) -> Asked:
    """The command that verifies a log and everything in it."""
    written = log.write(folder)
    policy = folder.with_suffix(".policy")
    return ["log", written, "--policy", policy, "--signatures", "--out", f"{folder}.tw-fork"]


def codes(logs: list[MadeLog], folder: Path) -> Iterator[tuple[int, int]]:
    """The exit codes of both verifiers for each log."""
    commands = [asked(log, folder / str(number)) for number, log in enumerate(logs)]
    return zip([by_python(*one) for one in commands], by_node(commands), strict=True)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 600, 800])
def test_an_honest_log_holds(size: int, tmp_path: Path) -> None:
    """At every edge of a tile."""
    assert list(codes([made_log(size)], tmp_path)) == [(OK, OK)]


def test_entries_of_one_instant_hold(tmp_path: Path) -> None:
    """All entries of a batch have one."""
    log = MadeLog().add([entry(0), replace(entry(1), ts=entry(0).ts)]).sign()
    assert list(codes([log], tmp_path)) == [(OK, OK)]


def test_an_empty_log_holds(tmp_path: Path) -> None:
    """Its checkpoint is the first thing that the three cosign."""
    assert list(codes([MadeLog().sign()], tmp_path)) == [(OK, OK)]


def test_honest_logs_never_alarm(tmp_path: Path) -> None:
    """Forty of any shape, with texts in all scripts and people's signatures."""
    logs = [drawn_log(Draw(f"honest {number}")) for number in range(40)]
    assert set(codes(logs, tmp_path)) == {(OK, OK)}


@pytest.mark.parametrize("what", DAMAGES)
def test_damage_is_found_and_told_alike(what: str, tmp_path: Path) -> None:
    """Twelve logs a kind, each with three entries or more and one checkpoint.

    Bits are turned in what that checkpoint needs: a second copy of it could spare the first.
    """
    logs = []
    for number in range(12):
        draw = Draw(f"{what} {number}")
        rest = [entry(seq) for seq in range(2, 3 + draw.below(9))]
        log = MadeLog().add([admitting(0), signed(entry(1)), *rest]).sign()
        if what == "flip":
            del log.files[checkpoint_path(len(log.data))]
        logs.append(DAMAGES[what](draw, log))
    found = list(codes(logs, tmp_path))
    assert all(ours == theirs for ours, theirs in found)
    assert {ours for ours, _ in found} <= EXPECTED[what]


def test_turned_bits_of_a_log_are_found(tmp_path: Path) -> None:
    """Every 89th bit of all its files; `make torture` turns each."""
    log = MadeLog().add([admitting(0), signed(entry(1)), entry(2)]).sign()
    words = asked(log, tmp_path / "log")
    (tmp_path / "log" / "checkpoints" / "003").unlink()
    assert by_python(*words) == OK
    missed = [
        f"{path.name} bit {bit}"
        for path in sorted((tmp_path / "log").rglob("*"))
        if path.is_file()
        for bit in range(len(path.name) % 89, 8 * path.stat().st_size, 89)
        if with_bit_turned(path, bit, words) == OK
    ]
    assert missed == []


def with_bit_turned(path: Path, bit: int, words: Asked) -> int:
    """What the verifier says while one bit of a file is turned."""
    whole = path.read_bytes()
    data = bytearray(whole)
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)
    code = by_python(*words)
    path.write_bytes(whole)
    return code


def test_forks_are_found_with_evidence_that_convinces_alone(tmp_path: Path) -> None:
    """Thirty at random places; the evidence is judged by the package and by both verifiers."""
    policy = tmp_path / "policy"
    judged: list[Asked] = []
    for number in range(30):
        draw = Draw(f"fork {number}")
        log = made_log(1 + draw.below(40))
        told = asked(DAMAGES["fork"](draw, log), tmp_path / str(number))
        assert by_python(*told) == FORK
        evidence = Path(str(told[-1]))
        with pytest.raises(Forked):
            parse_evidence(evidence.read_bytes()).verify(POLICY)
        policy = tmp_path / f"{number}.policy"
        judged.append(["fork", evidence, "--policy", policy])
        assert by_python(*judged[-1]) == FORK
    assert set(by_node(judged)) == {FORK}


def test_both_verifiers_write_the_same_evidence(tmp_path: Path) -> None:
    """To the byte."""
    log = made_log(40)
    forked = fork_of(log, 20, 60)
    forked.files["checkpoints/040"] = log.note
    words = asked(forked, tmp_path / "log")
    by_python(*words)
    ours = Path(str(words[-1])).read_bytes()
    by_node([words])
    assert Path(str(words[-1])).read_bytes() == ours


def test_truncation_by_the_holder_of_the_key_is_found(tmp_path: Path) -> None:
    """Fewer entries, signed anew: the larger checkpoint that somebody kept says so."""
    log = made_log(30)
    short = MadeLog().add(log.data[:20]).sign()
    short.files["checkpoints/030"] = log.note
    assert list(codes([short], tmp_path)) == [(DATA, DATA)]


def test_a_checkpoint_without_the_log_s_entries_is_missing_data(tmp_path: Path) -> None:
    """Signed by all, and nothing behind it."""
    log = made_log(30)
    log.files = {"checkpoint": log.note}
    assert list(codes([log], tmp_path)) == [(DATA, DATA)]


def test_a_full_file_stands_in_for_a_partial_one(tmp_path: Path) -> None:
    """The log grew while it was copied, and the partial files are gone already."""
    log = made_log(200)
    grown = log.copy().add(entry(seq) for seq in range(200, 300))
    files = {path: data for path, data in grown.files.items() if ".p/" not in path}
    log.files = {**files, "checkpoint": log.note, "tile/1/000.p/1": grown.files["tile/1/000.p/1"]}
    assert list(codes([log], tmp_path)) == [(OK, OK)]


def test_keys_can_be_pinned_from_outside(tmp_path: Path) -> None:
    """A reader's own list of people's keys rules out others, though the log admits them."""
    log = MadeLog().add([admitting(0), signed(entry(1))]).sign()
    words = asked(log, tmp_path / "log")
    keys = tmp_path / "keys"
    keys.write_text("nobody\n", encoding="utf-8")
    assert by_python(*words, "--keys", keys) == SIGNATURE
    assert by_node([[*words, "--keys", keys]]) == [SIGNATURE]


def test_a_key_is_admitted_by_its_text_alone(tmp_path: Path) -> None:
    """A list that holds the text is another value, also where a language would not mind."""
    listed = entry(0, type="key.admitted", payload_public={"vkey": [str(OFFICER.key)]})
    log = MadeLog().add([listed, signed(entry(1))]).sign()
    assert list(codes([log], tmp_path)) == [(SIGNATURE, SIGNATURE)]


def test_lines_that_share_name_or_key_id_alone_are_ignored(tmp_path: Path) -> None:
    """A log may sign with its next key too; four bytes may meet by chance."""
    log = made_log(5)
    note = parse_note(log.note)
    next_key = replace(seeded("next", NOTE), name=LOG.name)
    renewed = note.with_line(parse_note(sign_note(note.text, [next_key])).lines[0])
    chance = renewed.with_line(SignatureLine("other.example/log", LOG.key.key_id, bytes(64)))
    log.files["checkpoint"] = bytes(chance)
    assert list(codes([log], tmp_path)) == [(OK, OK)]


def test_a_cosignature_beyond_all_time_is_refused(tmp_path: Path) -> None:
    """2^63 seconds, properly signed: no reader of the format takes it."""
    log = made_log(5)
    note = parse_note(log.note)
    witness = WITNESSES["facilitator"]
    message = f"cosignature/v1\ntime {2**63}\n{note.text}".encode()
    value = (2**63).to_bytes(8, "big") + witness.sign(message)
    late = note.with_line(SignatureLine(witness.name, witness.key.key_id, value))
    log.files["checkpoint"] = bytes(late)
    assert list(codes([log], tmp_path)) == [(SIGNATURE, SIGNATURE)]


def test_signatures_of_people_are_verified_where_asked_for(tmp_path: Path) -> None:
    """Without the option a log with a bad one holds; its tree does."""
    draw = Draw("people")
    log = DAMAGES["unsign"](draw, MadeLog().add([admitting(0)]).sign())
    words = asked(log, tmp_path / "log")
    assert by_python(*words) == SIGNATURE
    assert by_python(*[one for one in words if one != "--signatures"]) == OK


def test_quick_still_finds_forks(tmp_path: Path) -> None:
    """It leaves out old cosignatures, not old roots."""
    log = made_log(40)
    forked = fork_of(log, 20, 60)
    forked.files["checkpoints/040"] = log.note
    words = asked(forked, tmp_path / "log")
    assert by_python(*words, "--quick") == FORK
    assert by_node([[*words, "--quick"]]) == [FORK]


def test_two_checkpoints_of_one_size_are_a_fork(tmp_path: Path) -> None:
    """No entry need be read to say so."""
    log = made_log(20)
    other = fork_of(log, 10, 20)
    other.files["checkpoints/020"] = log.note
    assert list(codes([other], tmp_path)) == [(FORK, FORK)]


@pytest.mark.parametrize(
    ("size", "root"), [(0, bytes(32)), (5, bytes(31)), (5, bytes(33)), (2**53, bytes(32))]
)
def test_a_root_that_no_tree_of_the_size_has_is_no_checkpoint(
    size: int, root: bytes, tmp_path: Path
) -> None:
    """Though the log signed it."""
    log = made_log(5)
    text = f"{log.origin}\n{size}\n{b64encode(root).decode()}\n"
    log.files["checkpoint"] = sign_note(text, [LOG])
    assert list(codes([log], tmp_path)) == [(SIGNATURE, SIGNATURE)]


def test_a_note_of_another_form_is_no_checkpoint(tmp_path: Path) -> None:
    """Nor is one that is not UTF-8."""
    logs = []
    for note in (b"", b"text\n", b"\xff" + made_log(3).note):
        logs.append(made_log(3))
        logs[-1].files["checkpoint"] = note
    assert list(codes(logs, tmp_path)) == [(SIGNATURE, SIGNATURE)] * 3


def test_signatures_of_other_kinds_are_counted_as_not_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never as good."""
    one = replace(entry(1), sig=[{"kind": "passkey", "assertion": "x"}])
    log = MadeLog().add([admitting(0), one, signed(entry(2))]).sign()
    assert list(codes([log], tmp_path)) == [(OK, OK)]
    assert "1 signatures by people, 1 of kinds not checked" in capsys.readouterr().out


def test_a_signature_without_its_value_is_refused(tmp_path: Path) -> None:
    """It claims to be of a kind that is checked."""
    one = replace(entry(1), sig=[{"kind": "ed25519", "key": str(OFFICER.key)}])
    log = MadeLog().add([admitting(0), one]).sign()
    assert list(codes([log], tmp_path)) == [(SIGNATURE, SIGNATURE)]


@pytest.mark.parametrize(("late", "code"), [(-120, OK), (-121, TIME)])
def test_clocks_may_differ_by_two_minutes(late: int, code: int, tmp_path: Path) -> None:
    """A witness whose clock is behind that of the log by no more has seen no later entry."""
    log = MadeLog().add([entry(0), entry(1)]).sign(late=late)
    assert list(codes([log], tmp_path)) == [(code, code)]


@pytest.mark.parametrize(("lists", "code"), [(31, OK), (32, DATA)])
def test_an_entry_is_32_levels_deep_at_most(lists: int, code: int, tmp_path: Path) -> None:
    """Entry and payload are two of them; an empty list within thirty others is the last."""
    nested = b'_public":{"a":' + b"[" * lists + b"]" * lists + b"}"
    data = encode(entry(0)).replace(b'_public":{}', nested)
    assert list(codes([MadeLog().add([data]).sign()], tmp_path)) == [(code, code)]


@pytest.mark.parametrize(("people", "code"), [(16, OK), (17, DATA)])
def test_an_entry_has_16_signatures_at_most(people: int, code: int, tmp_path: Path) -> None:
    """The bytes are the centre's own; it would have refused them itself."""
    some = b'"sig":[' + b",".join([b'{"kind":"passkey"}'] * people) + b"]"
    data = encode(entry(0)).replace(b'"sig":[]', some)
    assert list(codes([MadeLog().add([data]).sign()], tmp_path)) == [(code, code)]


def test_a_partial_file_of_256_is_not_looked_at(tmp_path: Path) -> None:
    """A full tile has one place."""
    log = made_log(256)
    log.files["tile/0/000.p/256"] = b"x"
    assert list(codes([log], tmp_path)) == [(OK, OK)]


def test_a_list_of_keys_that_is_no_text_is_bad_use(tmp_path: Path) -> None:
    """It is the reader's own file."""
    words = asked(MadeLog().add([admitting(0), signed(entry(1))]).sign(), tmp_path / "log")
    keys = tmp_path / "keys"
    keys.write_bytes(b"\xff\n")
    assert by_python(*words, "--keys", keys) == USE
    assert by_node([[*words, "--keys", keys]]) == [USE]
