"""One recorder a record: a lock on the home, and one in a database that others can reach."""

from __future__ import annotations

import fcntl
import os
import time
from hashlib import sha256
from pathlib import Path

from django.db import connection

from trucewatch.storage.disk import PRIVATE
from trucewatch.storage.refusals import RecorderBusy

PATIENCE_S = 5.0
"""How long a session of a killed recorder may live on at the server."""


class RecorderLock:
    """Held until `release`, or until the process ends in whatever way.

    Args:
        path: of the lock file.
        origin: name of the ledger, by which recorders on other machines know the lock.
    """

    def __init__(self, path: Path, origin: str) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _lock_in_database(origin)
        except BlockingIOError as err:
            os.close(self._handle)
            raise _busy(str(path)) from err
        except BaseException:
            os.close(self._handle)
            raise

    def release(self) -> None:
        """Let another one be the recorder; the database's lock goes with the connection."""
        connection.close()
        os.close(self._handle)


def _lock_in_database(origin: str) -> None:
    """Take the lock in the database, which waits for the server to see that a killed one is gone.

    A server that is still at the last work of a killed recorder may yet commit it; until then
    its session, and with it the lock, stays.
    """
    if connection.vendor != "postgresql":
        return
    number = int.from_bytes(sha256(origin.encode()).digest()[:8], "big", signed=True)
    until = time.monotonic() + PATIENCE_S
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
            if cursor.fetchone() == (True,):
                return
            if time.monotonic() > until:
                raise _busy(origin)
            time.sleep(0.05)


def _busy(where: str) -> RecorderBusy:
    remedy = "send to the one that runs, or stop it first"
    return RecorderBusy("another process is the recorder", where=where, remedy=remedy)
