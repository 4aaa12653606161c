"""The last signed checkpoint, outside the database and outside every backup.

A database that is restored from yesterday's backup looks healthy. Signing on from it would fork
the ledger, so the signer asks the guard first and compares. The guard only moves by exchange:
whoever sets it has to say what stood there.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trucewatch.storage.disk import DISK, PRIVATE, Disk, make_folders, replace
from trucewatch.storage.refusals import RecordBehind


class Guard:
    """A compare-and-swap cell of one signed note.

    Args:
        folder: where it lives; on a disk of its own where there is one.
        disk: the disk to write to.
    """

    def __init__(self, folder: Path, disk: Disk = DISK) -> None:
        self.folder, self.disk = folder, disk
        self.path = folder / "checkpoint"

    def read(self) -> bytes | None:
        """The note that stands there, None where nothing was ever signed."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None

    def swap(self, expected: bytes | None, note: bytes) -> None:
        """Put `note` in the place of `expected`; on the disk when this returns.

        Raises:
            RecordBehind: something else stands there: somebody signed in between.
            OSError: the disk refused; read again before anything is signed.
        """
        with self._locked():
            if self.read() != expected:
                what = "the last signed checkpoint is not the one this recorder signed after"
                remedy = "stop every recorder of this record, then start one"
                raise RecordBehind(what, where=str(self.path), remedy=remedy)
            replace(self.path, note, mode=PRIVATE, disk=self.disk)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        make_folders(self.folder, self.disk)
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
