"""One recorder a record, also where two machines reach one database."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from postgres_server import Server
from trucewatch.storage.home import Home
from trucewatch.storage.lock import PATIENCE_S, RecorderLock
from trucewatch.storage.refusals import RecorderBusy

ORIGIN = "trucewatch/geneva/ledger-1"


@contextmanager
def held_elsewhere(server: Server) -> Iterator[psycopg.Connection]:
    """The lock in the database, held by a session of another machine."""
    number = int.from_bytes(sha256(ORIGIN.encode()).digest()[:8], "big", signed=True)
    name = str(connection.settings_dict["NAME"])
    with psycopg.connect(server.address(name), autocommit=True) as session:
        session.execute("SELECT pg_advisory_lock(%s)", [number])
        yield session


def test_a_recorder_on_another_machine_is_seen(
    postgresql: Home, server: Server, place: Path
) -> None:
    """Its home is elsewhere, its database is the same."""
    del postgresql
    with held_elsewhere(server), pytest.raises(RecorderBusy):
        RecorderLock(place / "other-home.lock", ORIGIN)


def test_the_session_of_a_killed_recorder_is_waited_for(
    postgresql: Home, server: Server, place: Path
) -> None:
    """The server may still be at its last work; the next recorder must not give up."""
    del postgresql
    with held_elsewhere(server) as session:
        threading.Timer(0.5, session.close).start()
        began = time.monotonic()
        RecorderLock(place / "lock", ORIGIN).release()
    assert time.monotonic() - began < PATIENCE_S
