"""Whoever touches evidence leaves a link in its chain, and the bytes never change."""

from __future__ import annotations

import io
import secrets
from hashlib import sha256

import pytest

from submissions import erasure
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.wire import to_wire
from trucewatch.storage.custody import Custody
from trucewatch.storage.custody_record import CustodyRecord, EvidenceKind
from trucewatch.storage.desk import Desk
from trucewatch.storage.entries import bodies
from trucewatch.storage.home import Home
from trucewatch.storage.models import CustodyEvent, Entry, Evidence
from trucewatch.storage.objects import record_of, same_content
from trucewatch.storage.refusals import DiskRefused, EvidenceDamaged, KeyReused
from trucewatch.storage.submission import submission


@pytest.fixture
def custody(desk: Desk, home: Home) -> Custody:
    """What officer 7 does, with one photo taken in."""
    acting = Custody(home, desk, "officer:7")
    acting.receive(
        io.BytesIO(b"photo"),
        key="k",
        subject="ev",
        media_type="image/jpeg",
        received_from="the hotline",
    )
    return acting


@pytest.mark.usefixtures("custody")
def test_an_intake_is_the_first_link() -> None:
    """With who, when and from whom."""
    link = CustodyEvent.objects.get()
    assert (link.evidence, link.action, link.actor) == ("ev", "received", "officer:7")
    assert dict(link.details or {})["received_from"] == "the hotline"


@pytest.mark.usefixtures("custody")
def test_the_shared_ledger_holds_no_hash_of_a_file() -> None:
    """Whoever seizes a phone could confirm its owner by it."""
    record = record_of("ev")
    names = (record.sha256, record.content_sha256, sha256(b"photo").hexdigest())
    assert not [name for name in names for body in bodies(0, 9) if name.encode() in body]


def test_looking_is_recorded_before_a_byte_is_given(custody: Custody) -> None:
    """Also where the look goes no further."""
    custody.look("ev", key="look", purpose="to date it")
    assert CustodyEvent.objects.order_by("seq").values_list("action", flat=True).last() == "read"


def test_what_is_looked_at_is_whole(custody: Custody, home: Home) -> None:
    """Changed bytes are told, not shown."""
    assert b"".join(custody.look("ev", key="a", purpose="x")) == b"photo"
    path = home.evidence.path(str(Evidence.objects.get(id="ev").sha256))
    path.chmod(0o644)
    path.write_bytes(b"bent!")
    with pytest.raises(EvidenceDamaged):
        list(custody.look("ev", key="b", purpose="x"))


def test_a_rendition_is_a_new_object(custody: Custody) -> None:
    """It names what it was made from, by which tool, with which parameters."""
    custody.derive(
        io.BytesIO(b"small photo"),
        key="r",
        subject="ev-small",
        kind=EvidenceKind.RENDITION,
        derived_from="ev",
        tool="pillow 12.0",
        parameters={"width": "1600"},
    )
    made = Evidence.objects.get(id="ev-small")
    assert (made.kind, made.derived_from, made.tool) == ("rendition", "ev", "pillow 12.0")
    assert made.parameters == {"width": "1600"}
    assert Evidence.objects.get(id="ev").kind == "original"


def test_two_intakes_of_the_same_bytes_are_two_objects(custody: Custody, home: Home) -> None:
    """Each with its chain and its file; from the files nobody can tell that they are the same."""
    custody.receive(io.BytesIO(b"photo"), key="k2", subject="ev2")
    assert len(set(Evidence.objects.values_list("sha256", flat=True))) == 2
    assert CustodyEvent.objects.count() == 2
    assert len(list(home.evidence.names())) == 2


def test_the_closed_record_tells_duplicates(custody: Custody) -> None:
    """By the hash of the content, which stands nowhere else."""
    custody.receive(io.BytesIO(b"photo"), key="k2", subject="ev2")
    custody.receive(io.BytesIO(b"other"), key="k3", subject="ev3")
    assert (same_content("ev2"), same_content("ev3")) == (["ev"], [])


def test_an_intake_sent_again_is_one_object(custody: Custody, home: Home) -> None:
    """The same key, the same object, the same facts, and the file of the first time."""
    custody.receive(
        io.BytesIO(b"photo"),
        key="k",
        subject="ev",
        media_type="image/jpeg",
        received_from="the hotline",
    )
    assert (Entry.objects.count(), len(list(home.evidence.names()))) == (1, 1)


def test_the_same_intake_by_another_person_is_refused(custody: Custody, home: Home) -> None:
    """The chain says who took it in; the file of the second attempt goes again."""
    other = Custody(home, custody.desk, "officer:8")
    with pytest.raises(KeyReused):
        other.receive(
            io.BytesIO(b"photo"),
            key="k",
            subject="ev",
            media_type="image/jpeg",
            received_from="the hotline",
        )
    assert len(list(home.evidence.names())) == 1


def test_an_intake_under_a_used_key_leaves_no_file(custody: Custody, home: Home) -> None:
    """Other bytes under the key are refused, and what was sealed of them goes again."""
    with pytest.raises(KeyReused):
        custody.receive(io.BytesIO(b"other"), key="k", subject="ev")
    assert len(list(home.evidence.names())) == 1


def test_a_file_that_is_too_large_makes_no_entry(custody: Custody) -> None:
    """Refused by its size, at the limit that the caller sets."""
    with pytest.raises(DiskRefused, match="more than 4 bytes"):
        custody.receive(io.BytesIO(b"photo"), key="k2", subject="ev2", largest=4)
    assert Entry.objects.count() == 1


def test_a_link_to_nothing_is_refused(custody: Custody) -> None:
    """A chain begins with an intake."""
    with pytest.raises(InvalidValue, match="no evidence nowhere is on record"):
        custody.note("transferred", "nowhere", key="t", to="the laboratory")


def test_a_rendition_of_nothing_is_refused(custody: Custody) -> None:
    """Its source has to be on record."""
    with pytest.raises(InvalidValue, match="no evidence nowhere is on record"):
        custody.derive(
            io.BytesIO(b"x"),
            key="r",
            subject="w",
            kind=EvidenceKind.WORKING,
            derived_from="nowhere",
            tool="cp",
        )


@pytest.mark.parametrize(
    ("says", "change"),
    [
        ("sha256 is not 64 hex digits", {"sha256": "AB"}),
        ("content_sha256 is not 64", {"content_sha256": "AB"}),
        ("larger than its content", {"size": 1}),
        ("larger than its content", {"content_size": -1}),
        ("sealed_to names no public keys", {"sealed_to": []}),
        ("sealed_to names no public keys", {"sealed_to": ["AGE-SECRET-KEY-1X"]}),
        ("media_type", {"media_type": "a photo"}),
        ("more than 200 characters", {"name": "n" * 201}),
        ("derived_from belongs", {"derived_from": "x"}),
        ("tool belongs", {"tool": "x"}),
        ("is no field", {"colour": "red"}),
        ("is none of", {"kind": "copy"}),
    ],
)
def test_a_custody_record_of_another_shape_is_refused(
    desk: Desk, says: str, change: dict[str, object]
) -> None:
    """Whoever hands it in; nothing is appended."""
    record = CustodyRecord(
        kind=EvidenceKind.ORIGINAL,
        sha256="0" * 64,
        size=201,
        content_sha256="1" * 64,
        content_size=1,
        sealed_to=("age1x",),
    )
    given = submission(
        key=secrets.token_hex(4),
        type="evidence.received",
        actor="a",
        subject="ev",
        private={"custody": {**to_wire(record), **change}},
    )
    with pytest.raises(Refusal, match=says):
        desk.hand_in(given).result()
    assert Entry.objects.count() == 0


def test_erased_evidence_is_a_tombstone(custody: Custody, desk: Desk) -> None:
    """Known to have been there; neither looked at nor told apart any more."""
    desk.hand_in(erasure(0, "custody")).result()
    stone = Evidence.objects.get(id="ev")
    assert (stone.sha256, stone.kind, stone.erased_by) == (None, None, 1)
    with pytest.raises(Refusal, match="has been erased"):
        custody.look("ev", key="l", purpose="x")
