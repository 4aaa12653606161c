"""Tables come back from entries and payloads; what was erased comes back as a tombstone."""

from __future__ import annotations

import io

import pytest
from django.apps import apps
from django.db import connection

from submissions import erasure, incident, reading
from trucewatch.domain.errors import Refusal
from trucewatch.storage.custody import Custody
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.models import Entry, Incident, Payload, Receipt, Statement
from trucewatch.storage.rebuilding import digest, rebuild, strayed
from trucewatch.storage.recorder import Recorder
from trucewatch.storage.refusals import ContentErased, RecorderBusy
from trucewatch.storage.rows import PROJECTED
from trucewatch.storage.submission import Submission, submission


@pytest.fixture
def eventful(desk: Desk, home: Home) -> Desk:
    """A record in which everything has happened: corrections, statements, evidence, erasures."""
    given = [
        incident("i1"),
        incident("i1", 1, title="corrected"),
        incident("i2"),
        reading("r1", ["s1", "s2"]),
        reading("r1", ["s1", "s2", "s3"][:2], 1),
        reading("r2", ["s4"]),
        submission(
            key="t",
            type="agreement.recorded",
            actor="a",
            subject="g",
            public={"document": {"t": 1}},
        ),
        submission(key="x", type="session.opened", actor="a"),
    ]
    for one in given:
        desk.hand_in(one).result()
    custody = Custody(home, desk, "officer:7")
    custody.receive(io.BytesIO(b"photo"), key="e1", subject="ev1", media_type="image/jpeg")
    list(custody.look("ev1", key="e2", purpose="to date it"))
    desk.hand_in(erasure(2, "document")).result()
    desk.hand_in(erasure(5, "document")).result()
    comment = submission(
        key="c",
        type="comment.recorded",
        actor="a",
        subject="c",
        public={"verb": "comment.write", "audience": "shared"},
        private={"document": {"words": "seen"}},
    )
    desk.hand_in(comment).result()
    return desk


def test_emptied_tables_come_back_equal(eventful: Desk, home: Home) -> None:
    """Row for row, tombstones included."""
    eventful.close()
    before = {table: digest(table) for table in PROJECTED}
    for table in PROJECTED:
        apps.get_model("storage", table).objects.all().delete()
    assert rebuild(home) == 13
    assert {table: digest(table) for table in PROJECTED} == before


def test_a_sound_record_has_no_strayed_table(eventful: Desk) -> None:
    """Looking does not change anything either."""
    eventful.close()
    assert strayed() == []
    assert Incident.objects.count() == 3


@pytest.mark.parametrize("table", PROJECTED)
def test_a_changed_table_is_found(eventful: Desk, table: str) -> None:
    """Whoever edits a table of the site is found by comparing it with the record."""
    eventful.close()
    row = apps.get_model("storage", table).objects.order_by("pk").values_list("seq").first()
    assert row is not None
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM storage_{table} WHERE seq = %s", row)  # noqa: S608 - ours
    assert strayed() == [table]


def test_the_tables_are_not_made_anew_under_the_recorder(eventful: Desk, home: Home) -> None:
    """Its newest rows would get lost."""
    del eventful
    with pytest.raises(RecorderBusy):
        rebuild(home)


@pytest.mark.usefixtures("eventful")
def test_an_erased_document_is_a_tombstone() -> None:
    """Version and time stay, the body is gone, and it says which entry had it erased."""
    stone = Incident.objects.get(subject="i2")
    assert (stone.version, stone.body, stone.erased_by) == (1, None, 10)


@pytest.mark.usefixtures("eventful")
def test_statements_of_an_erased_reading_are_tombstones() -> None:
    """They are known by their ids alone."""
    stone = Statement.objects.get(subject="s4")
    assert (stone.reading, stone.body, stone.erased_by) == ("r2", None, 11)


@pytest.mark.usefixtures("eventful")
def test_nothing_of_an_erased_payload_is_left() -> None:
    """Salt and value both: either alone would let somebody guess."""
    assert list(
        Payload.objects.filter(entry_id=2, field="document").values_list("salt", "value")
    ) == [(None, None)]


def test_a_correction_may_follow_an_erased_version(eventful: Desk) -> None:
    """Erasing content does not end the thing."""
    assert eventful.hand_in(incident("i2", 1)).result().seq == 13


@pytest.mark.parametrize(
    ("says", "order"),
    [
        ("no 'document' that could be erased", erasure(7, "document")),
        ("no 'document' that could be erased", erasure(99, "document")),
        ("no 'document' that could be erased", erasure(2, "document")),
        ("stays, so that a repetition is known", erasure(0, "idempotency_key")),
        ("public needs seq", erasure(0)),
    ],
    ids=["open", "absent", "twice", "key", "nothing"],
)
def test_a_wrong_order_erases_nothing(eventful: Desk, says: str, order: Submission) -> None:
    """And leaves no entry."""
    size = Entry.objects.count()
    with pytest.raises(Refusal, match=says):
        eventful.hand_in(order).result()
    assert Entry.objects.count() == size


def test_the_key_of_erased_content_is_still_known(desk: Desk) -> None:
    """Sent again, it is neither recorded anew nor called the same."""
    desk.hand_in(incident("a", key="k")).result()
    desk.hand_in(erasure(0, "document")).result()
    with pytest.raises(ContentErased):
        desk.hand_in(incident("a", key="k")).result()


def test_erased_words_leave_the_file(home: Home) -> None:
    """On SQLite the very bytes are overwritten; PostgreSQL frees their place for others."""
    words = "a name that must not be found"
    recorder = Recorder(home)
    recorder.append([incident("a", title=words)])
    recorder.append([erasure(0, "document")])
    recorder.close()
    files = [path.read_bytes() for path in home.root.rglob("record.sqlite3*")]
    assert not any(words.encode() in data for data in files)


def test_erasing_takes_the_file_of_evidence(desk: Desk, home: Home) -> None:
    """And its wrapped data key with it; another object of the same bytes keeps its own."""
    custody = Custody(home, desk, "officer:7")
    gone = custody.receive(io.BytesIO(b"photo"), key="e1", subject="ev1")
    kept = custody.receive(io.BytesIO(b"photo"), key="e2", subject="ev2")
    desk.hand_in(erasure(0, "custody")).result()
    assert list(home.evidence.names()) == [kept.sha256]
    assert not home.evidence.path(gone.sha256).exists()


def test_receipts_are_made_of_the_record(eventful: Desk, home: Home) -> None:
    """A key is found again after every table was made anew."""
    eventful.close()
    rebuild(home)
    assert Receipt.objects.count() == Entry.objects.count()
