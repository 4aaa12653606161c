"""The database itself refuses to change what was recorded, on both engines."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from record_places import as_superuser
from submissions import incident
from trucewatch.storage.home import Home
from trucewatch.storage.models import Entry, Payload
from trucewatch.storage.recorder import Recorder

CHANGES = [
    "UPDATE storage_entry SET body = '' WHERE seq = 1",
    "UPDATE storage_entry SET seq = 9 WHERE seq = 2",
    "DELETE FROM storage_entry WHERE seq = 2",
    "DELETE FROM storage_entry",
    "INSERT INTO storage_entry (seq, body) VALUES (5, '')",
    "INSERT INTO storage_entry (seq, body) VALUES (-1, '')",
    "INSERT INTO storage_entry (seq, body) VALUES (3, ''), (5, '')",
    "INSERT INTO storage_entry (seq, body) VALUES (4, ''), (5, '')",
    "INSERT INTO storage_entry (seq, body) VALUES (-1, ''), (3, '')",
    "UPDATE storage_payload SET value = ''",
    "UPDATE storage_payload SET seq = 0",
    "UPDATE storage_payload SET field = 'x', salt = NULL, value = NULL",
    "DELETE FROM storage_payload",
]
OF_ONE_ENGINE = {
    "sqlite": [
        "INSERT OR REPLACE INTO storage_entry (seq, body) VALUES (1, '')",
        (
            "REPLACE INTO storage_payload (commitment, seq, field, json, salt, value) "
            "SELECT commitment, seq, field, json, x'00', x'00' FROM storage_payload"
        ),
    ],
    "postgresql": ["TRUNCATE storage_entry CASCADE", "TRUNCATE storage_payload"],
}


@pytest.fixture
def recorded(home: Home) -> None:
    """Three entries."""
    recorder = Recorder(home)
    recorder.append([incident(subject) for subject in "abc"])
    recorder.close()


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_refused(change: str) -> None:
    """Whoever makes it by mistake is stopped, and nothing has moved."""
    before = _rows()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert _rows() == before


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("at", [0, 1])
def test_a_change_that_only_one_engine_knows_is_refused(at: int) -> None:
    """On SQLite also from a connection that did not ask for recursive triggers."""
    before = _rows()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA recursive_triggers=OFF")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(OF_ONE_ENGINE[connection.vendor][at])
    assert _rows() == before


@pytest.mark.usefixtures("recorded")
def test_a_payload_can_be_erased() -> None:
    """Salt and value go together; the row and its commitment stay."""
    erased = Payload.objects.filter(entry_id=1).update(salt=None, value=None, erased_by=2)
    assert erased == 2


@pytest.mark.usefixtures("recorded")
def test_an_erased_payload_does_not_come_back() -> None:
    """Even the bytes that once stood there are refused."""
    Payload.objects.filter(entry_id=1).update(salt=None, value=None, erased_by=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Payload.objects.filter(entry_id=1).update(salt=b"1", value=b"2", erased_by=None)


@pytest.mark.usefixtures("recorded")
def test_a_gap_made_past_every_rule_is_not_filled() -> None:
    """An entry follows the newest one and nothing else; what is lost comes back by a restore."""
    as_superuser(
        "DELETE FROM storage_payload WHERE seq = 1", "DELETE FROM storage_entry WHERE seq = 1"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO storage_entry (seq, body) VALUES (1, '')")


def _rows() -> list[object]:
    entries = Entry.objects.order_by("seq").values_list("seq", "body")
    payloads = Payload.objects.order_by("commitment").values_list("commitment", "entry_id", "value")
    plain = [(seq, bytes(body)) for seq, body in entries]
    return [*plain, *((name, seq, bytes(value or b"")) for name, seq, value in payloads)]
