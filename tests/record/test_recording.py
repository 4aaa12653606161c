"""What is handed in is recorded once, whole and in order, or refused with the reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from submissions import incident, reading
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.ledger.checkpoint import parse_checkpoint
from trucewatch.ledger.entry import decode
from trucewatch.ledger.note import open_note
from trucewatch.ledger.proof import included
from trucewatch.ledger.proof_file import parse_proof
from trucewatch.storage.batch import record
from trucewatch.storage.desk import Desk
from trucewatch.storage.entries import bodies
from trucewatch.storage.home import Home
from trucewatch.storage.models import Entry, Incident, Payload, Reading, Statement
from trucewatch.storage.recorder import Recorder
from trucewatch.storage.refusals import KeyMissing, KeyReused, RecorderBusy, StaleVersion
from trucewatch.storage.submission import KEY_FIELD, Submission, Value, submission


def test_an_acknowledgement_proves_the_entry(desk: Desk, home: Home) -> None:
    """Whoever handed in can check offline that the entry is under a signed checkpoint."""
    told = desk.hand_in(incident("a")).result()
    proof = parse_proof(told.proof)
    text = open_note(proof.checkpoint, [home.key()]).text
    entry = included(told.entry, proof.index, proof.path, parse_checkpoint(text))
    assert entry.seq == told.seq == 0


def test_what_is_acknowledged_is_in_the_guard(desk: Desk, home: Home) -> None:
    """A database that loses an acknowledged entry can never be signed again."""
    desk.hand_in(incident("a")).result()
    note = home.guard.read()
    assert note is not None
    assert parse_checkpoint(open_note(note, [home.key()]).text).size == 1


def test_a_correction_keeps_the_id_and_raises_the_version(desk: Desk) -> None:
    """The old version stays beside the new one."""
    desk.hand_in(incident("a", title="first")).result()
    desk.hand_in(incident("a", 1, title="second")).result()
    versions = Incident.objects.filter(subject="a").order_by("version")
    told = list(versions.values_list("version", "body__title"))
    assert told == [(1, "first"), (2, "second")]


def test_of_two_corrections_of_one_version_one_is_stale(desk: Desk) -> None:
    """The second has not seen the first, so its author has to look again."""
    desk.hand_in(incident("a")).result()
    desk.hand_in(incident("a", 1)).result()
    with pytest.raises(StaleVersion, match="version 2 is on record, this follows 1"):
        desk.hand_in(incident("a", 1)).result()


def test_the_same_key_finds_the_same_entry(desk: Desk) -> None:
    """A field client that lost the answer sends again and gets it, with salts of its own."""
    first = desk.hand_in(incident("a", key="k")).result()
    again = desk.hand_in(incident("a", key="k")).result()
    assert (again.seq, again.entry, again.repeated) == (first.seq, first.entry, True)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        incident("b", key="k"),
        incident("a", key="k", title="another"),
        submission(key="k", type="call.logged", actor="officer:7", subject="a"),
    ],
    ids=["subject", "document", "type"],
)
def test_a_key_stands_for_one_thing(desk: Desk, other: Submission) -> None:
    """The same key with another body is refused, and nothing is appended."""
    desk.hand_in(incident("a", key="k")).result()
    with pytest.raises(KeyReused, match="already stands for entry 0"):
        desk.hand_in(other).result()
    assert Entry.objects.count() == 1


def test_a_key_is_compared_within_a_batch_too(home: Home) -> None:
    """The second of the same batch is found again, the third is refused."""
    recorder = Recorder(home)
    given = [incident("a", key="k"), incident("a", key="k"), incident("b", key="k")]
    first, again, other = recorder.append(given)
    recorder.close()
    assert not isinstance(first, Refusal)
    assert not isinstance(again, Refusal)
    assert (first.seq, again.repeated) == (again.seq, True)
    assert isinstance(other, KeyReused)


def test_without_a_key_nothing_is_taken() -> None:
    """The same report sent twice would be two."""
    with pytest.raises(KeyMissing):
        submission(key=None, type="call.logged", actor="officer:7")


HOSTILE: list[tuple[str, dict[str, Any]]] = [
    ("visible ASCII", {"key": "a\nb"}),
    ("visible ASCII", {"key": "k" * 201}),
    ("type", {"type": "Not A Type"}),
    ("actor", {"actor": ""}),
    ("subject", {"subject": "a b"}),
    ("prev_version", {"prev_version": 0}),
    ("prev_version", {"prev_version": True}),
    ("a ledger holds no float", {"public": {"x": 0.5}}),
    ("is not NFC", {"public": {"x": "e\u0301"}}),
    ("plain ASCII", {"public": {"\u0455": 1}}),
    (
        "nested more than",
        {"public": {"x": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}},
    ),
    ("65535", {"public": {"x": "y" * 70_000}}),
    ("NUL", {"private": {"document": {"x": "a\x00b"}}}),
    ("surrogate", {"private": {"document": {"x": "\ud800"}}}),
    ("no JSON number", {"private": {"document": {"x": float("inf")}}}),
    ("integer beyond", {"private": {"document": {"x": 2**53}}}),
    ("no text", {"private": {"document": {1: "x"}}}),
    ("no JSON value", {"private": {"document": {"x": {1, 2}}}}),
    ("no name", {"private": {"idempotency_key": b"x"}}),
    ("no name", {"private": {"A": b"x"}}),
    ("the limit is", {"private": {"blob": bytes(20 * 1024 * 1024 + 1)}}),
]


@pytest.mark.parametrize(("says", "parts"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_is_refused_with_its_reason(says: str, parts: dict[str, Any]) -> None:
    """Before it comes near the database."""
    plain = {"key": "k", "type": "call.logged", "actor": "officer:7"}
    with pytest.raises(Refusal, match=says):
        submission(**{**plain, **parts})


def test_deep_nesting_is_refused_not_crashed_on() -> None:
    """Ten thousand brackets are cheap to send."""
    deep: Any = 1
    for _ in range(10_000):
        deep = [deep]
    with pytest.raises(InvalidValue, match="nested more than 64 deep"):
        submission(key="k", type="a.b", actor="a", private={"document": deep})


def test_a_forged_key_value_is_refused(desk: Desk) -> None:
    """The closed key must be the key, else a mirror would know it by another."""
    forged = Submission(
        key="k", type="call.logged", actor="a", values=(Value("idempotency_key", b"other"),)
    )
    with pytest.raises(InvalidValue, match="is not the key"):
        desk.hand_in(forged)


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("needs one document", {"subject": "a"}),
    ("needs one document", {"subject": "a", "private": {"document": [1]}}),
    ("needs one document", {"subject": "a", "private": {"document": b"{}"}}),
    (
        "needs one document",
        {"subject": "a", "private": {"document": {}}, "public": {"document": {}}},
    ),
    ("subject is missing", {"private": {"document": {}}}),
    ("no version is on record", {"subject": "a", "prev_version": 3, "private": {"document": {}}}),
]


@pytest.mark.parametrize(("says", "parts"), WRONG, ids=range(len(WRONG)))
def test_a_document_of_another_shape_is_refused(
    desk: Desk, says: str, parts: dict[str, Any]
) -> None:
    """And nothing is appended."""
    given = submission(key="k", type="incident.recorded", actor="officer:7", **parts)
    with pytest.raises(Refusal, match=says):
        desk.hand_in(given).result()
    assert Entry.objects.count() == 0


def test_a_refused_one_takes_no_other_with_it(home: Home) -> None:
    """The places of the others follow one another."""
    recorder = Recorder(home)
    bad = submission(key="bad", type="incident.recorded", actor="a", subject="x")
    answers = recorder.append([incident("a"), bad, incident("b")])
    recorder.close()
    assert [isinstance(one, Refusal) for one in answers] == [False, True, False]
    assert [decode(body).seq for body in bodies(0, 9)] == [0, 1]


def test_what_the_database_refuses_takes_no_other_with_it(home: Home) -> None:
    """A document that only calls itself JSON; the neighbours are recorded."""
    recorder = Recorder(home)
    key = incident("b").value(KEY_FIELD)
    assert key is not None
    odd = Submission(
        key=key.data.decode(),
        type="agreement.recorded",
        actor="a",
        subject="terms",
        values=(Value("document", b"{", json=True), key),
    )
    answers = recorder.append([incident("a"), odd, incident("c")])
    recorder.close()
    assert [isinstance(one, Refusal) for one in answers] == [False, True, False]
    assert Payload.objects.count() == 4


def test_a_reading_brings_its_statements(desk: Desk) -> None:
    """Each under an opaque id of its own, named openly in the entry."""
    desk.hand_in(reading("r", ["s1", "s2"])).result()
    assert Reading.objects.get(subject="r").version == 1
    told = Statement.objects.order_by("subject").values_list("subject", "reading", "body__words")
    assert list(told) == [("s1", "r", "words of s1"), ("s2", "r", "words of s2")]


def test_statements_must_be_listed(desk: Desk) -> None:
    """One that the entry does not name could not be a tombstone later."""
    with pytest.raises(Refusal, match="does not list the statements"):
        desk.hand_in(reading("r", ["s1", "s2"], listed=["s1"])).result()


def test_an_unknown_type_is_recorded_all_the_same(desk: Desk) -> None:
    """The record serves verbs that are not thought of yet."""
    given = submission(key="k", type="session.opened", actor="chair:1", public={"room": "B"})
    assert desk.hand_in(given).result().seq == 0


def test_time_never_goes_back(home: Home) -> None:
    """A clock that is set back gives entries the last time, not an earlier one."""
    noon = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    clock = iter([noon, noon - dt.timedelta(days=1), noon + dt.timedelta(seconds=1)])
    recorder = Recorder(home, clock=lambda: next(clock))
    for subject in "abc":
        recorder.append([incident(subject)])
    recorder.close()
    times = [decode(body).ts for body in bodies(0, 3)]
    assert times == ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z", "2026-03-01T12:00:01Z"]


def test_there_is_one_recorder(desk: Desk, home: Home) -> None:
    """A second one is refused while the first runs."""
    del desk  # it runs
    with pytest.raises(RecorderBusy):
        Recorder(home)


def test_a_batch_is_one_transaction(home: Home) -> None:
    """Rows, payloads and receipts come together or not at all."""
    recorder = Recorder(home)
    broken = [incident("a"), incident("b")]
    with pytest.raises(RuntimeError):
        record([*broken, _Explosive(key="x", type="a.b", actor="a")], 0, "2026-03-01T12:00:00Z")
    recorder.close()
    counts = [model.objects.count() for model in (Entry, Payload, Incident)]
    assert counts == [0, 0, 0]


class _Explosive(Submission):
    """Fails when its entry is asked for, as a fault in the program would."""

    def entry(self, seq: int, ts: str) -> Any:
        """Fail."""
        raise RuntimeError(f"{seq} at {ts}")
