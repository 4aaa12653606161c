"""The role of the centre's programs may record and erase, and cannot bend the record."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from default_database import point_at
from postgres_server import Server
from submissions import erasure, incident
from trucewatch.domain.errors import Refusal
from trucewatch.storage.checking import faults
from trucewatch.storage.home import Home
from trucewatch.storage.recorder import Recorder
from trucewatch.storage.rights import grant

ROLE = "centre_programs"


@pytest.fixture
def as_role(postgresql: Home, server: Server) -> Iterator[str]:
    """The address by which the programs reach the record."""
    server.run(f"DROP ROLE IF EXISTS {ROLE}")
    server.run(f"CREATE ROLE {ROLE} LOGIN")
    grant(ROLE)
    name = str(connection.settings_dict["NAME"])
    address = server.address(name, user=ROLE)
    point_at(address, postgresql.root)
    yield address
    connection.close()
    server.run(f"DROP OWNED BY {ROLE}", name)
    server.run(f"DROP ROLE {ROLE}")


@pytest.mark.usefixtures("as_role")
def test_the_role_records_and_erases(postgresql: Home) -> None:
    """All that the recorder does."""
    recorder = Recorder(postgresql)
    recorder.append([incident("a")])
    answers = recorder.append([erasure(0, "document")])
    recorder.close()
    assert not isinstance(answers[0], Refusal)
    assert list(faults(postgresql)) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE storage_entry SET seq = 5",
        "DELETE FROM storage_entry",
        "TRUNCATE storage_entry CASCADE",
        "DELETE FROM storage_payload",
        "ALTER TABLE storage_entry DISABLE TRIGGER ALL",
        "DROP TRIGGER entry_gapless ON storage_entry",
        "DROP TABLE storage_payload",
        "SET session_replication_role = replica",
    ],
)
def test_the_role_may_not_bend_anything(as_role: str, change: str) -> None:
    """Refused for want of the right, before any trigger is asked."""
    with psycopg.connect(as_role) as session, pytest.raises(psycopg.errors.InsufficientPrivilege):
        session.execute(change.encode())


def test_sqlite_has_no_roles(sqlite: Home) -> None:
    """Its remedy is the owner of the file."""
    del sqlite
    with pytest.raises(Refusal, match="SQLite has no roles"):
        grant(ROLE)
