"""Sealed files under the hash of their stored bytes, so that `sha256sum` alone checks them.

What is stored is ciphertext (`sealing`); this module neither has nor needs a key. A file appears
under its name when all its bytes are on the disk, and never changes again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from trucewatch.storage.disk import (
    DISK,
    SEALED,
    Disk,
    discard,
    make_folders,
    temporary_name,
)
from trucewatch.storage.refusals import DiskRefused, EvidenceDamaged, disk_refused

CHUNK = 1 << 20
"""1 MiB: large enough for the hash to run at full speed, small enough for many at once."""
LARGEST = 20 * 1024 * 1024
"""Bytes of one file, unless the caller allows more."""
OTHER_BYTES = "has other bytes than were taken in"


@dataclass(frozen=True)
class Stored:
    """A file of the store.

    Args:
        sha256: 64 hex digits, which are its name.
        size: in bytes.
    """

    sha256: str
    size: int


class Measured:
    """A stream that is hashed and counted while it is read.

    Args:
        stream: read from where it stands.
        largest: bytes; one more is refused.
    """

    def __init__(self, stream: BinaryIO, largest: int) -> None:
        self._stream, self._largest = stream, largest
        self._running, self._size = sha256(), 0

    def read(self, size: int) -> bytes:
        """The next bytes, none at the end.

        Raises:
            DiskRefused: it is longer than `largest`.
        """
        chunk = self._stream.read(size)
        self._size += len(chunk)
        if self._size > self._largest:
            what = f"more than {self._largest} bytes"
            raise DiskRefused(what, remedy="raise the limit or send it in parts")
        self._running.update(chunk)
        return chunk

    @property
    def seen(self) -> Stored:
        """Hash and size of what was read."""
        return Stored(self._running.hexdigest(), self._size)


class Sink:
    """Where the bytes of a new file go: hashed, and gathered into chunks for the disk."""

    def __init__(self, disk: Disk, handle: int) -> None:
        self._disk, self._handle = disk, handle
        self._waiting = bytearray()
        self._running, self._size = sha256(), 0

    def write(self, data: bytes) -> int:
        """Take all of `data`."""
        self._waiting += data
        if len(self._waiting) >= CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hand what was gathered to the disk; `Disk.sync` makes it durable."""
        data = bytes(self._waiting)
        self._waiting.clear()
        self._running.update(data)
        self._size += len(data)
        if data:
            self._disk.write(self._handle, data)

    @property
    def written(self) -> Stored:
        """Hash and size of what the disk was handed."""
        return Stored(self._running.hexdigest(), self._size)


class EvidenceFolder:
    """Files in a folder of this machine.

    Args:
        root: the folder; made when the first file comes.
        disk: the disk to write to.
    """

    def __init__(self, root: Path, disk: Disk = DISK) -> None:
        self.root, self.disk = root, disk

    def path(self, name: str) -> Path:
        """Where the file of that hash stands, or would."""
        return self.root / "sha256" / name[:2] / name[2:4] / name

    def take_in(self, stream: BinaryIO, *, largest: int = LARGEST) -> Stored:
        """Copy all of `stream` into the store as it is; the same bytes again are the same file.

        Args:
            stream: what is sealed already, read from where it stands.
            largest: bytes; one more is refused, and nothing of it stays.

        Raises:
            DiskRefused: too large, or the disk is full or failing; the store is as it was.
        """
        measured = Measured(stream, largest)

        def copy(sink: Sink) -> None:
            while chunk := measured.read(CHUNK):
                sink.write(chunk)

        return self.keep(copy)

    def bring(self, name: str, source: EvidenceFolder) -> None:
        """Copy a file of another store, read once; it comes in whole or not at all.

        It was measured when it was taken in over there, so here it needs no limit.

        Raises:
            EvidenceDamaged: over there it is missing, cannot be read, or is another one.
            DiskRefused: the disk of this store is full or failing; the store is as it was.
        """

        def copy(sink: Sink) -> None:
            for chunk in source.chunks(name):
                sink.write(chunk)

        self.keep(copy)

    def keep(self, fill: Callable[[Sink], None]) -> Stored:
        """A new file of the bytes that `fill` writes.

        Args:
            fill: writes to the sink it is given; whatever it raises leaves nothing behind.

        Raises:
            DiskRefused: the disk is full or failing; the store is as it was.
        """
        incoming = self.root / "incoming"
        part = temporary_name(incoming)
        try:
            make_folders(incoming, self.disk)
            stored = self._write(part, fill)
            self._settle(part, stored)
        except OSError as err:
            raise disk_refused(err, str(self.root)) from err
        finally:
            discard(part)
        return stored

    def _write(self, part: Path, fill: Callable[[Sink], None]) -> Stored:
        handle = self.disk.create(part, SEALED)
        try:
            sink = Sink(self.disk, handle)
            fill(sink)
            sink.flush()
            self.disk.sync(handle)
        finally:
            self.disk.close(handle)
        return sink.written

    def _settle(self, part: Path, stored: Stored) -> None:
        final = self.path(stored.sha256)
        make_folders(final.parent, self.disk)
        try:
            self.disk.link(part, final)
        except FileExistsError:
            if final.stat().st_size != stored.size:
                raise self._damaged(stored.sha256, "has another size than its bytes had") from None
        # Also where name or folders were there: who made them may not have come to this line yet.
        for folder in (final.parent, *final.parents[1:4]):
            self.disk.sync_folder(folder)

    def whole(self, name: str) -> BinaryIO:
        """The file, open at its first byte, once all its bytes are seen to be those of its name.

        Raises:
            EvidenceDamaged: it is not there, cannot be read, or its bytes are others.
        """
        file = self._opened(name)
        try:
            if file_digest(file, "sha256").hexdigest() != name:
                raise self._damaged(name, OTHER_BYTES)
            file.seek(0)
        except OSError as err:
            file.close()
            raise self._unreadable(name, err) from err
        except EvidenceDamaged:
            file.close()
            raise
        return file

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, seen to be those of its name once the last one was given.

        Raises:
            EvidenceDamaged: it is not there, cannot be read, or its bytes are others.
        """
        running = sha256()
        with self._opened(name) as file:
            try:
                while chunk := file.read(CHUNK):
                    running.update(chunk)
                    yield chunk
            except OSError as err:
                raise self._unreadable(name, err) from err
        if running.hexdigest() != name:
            raise self._damaged(name, OTHER_BYTES)

    def check(self, name: str) -> int:
        """How many bytes the file has, once they are seen to be those of its name."""
        with self.whole(name) as file:
            return os.fstat(file.fileno()).st_size

    def erase(self, name: str) -> None:
        """Take a file away for good; the ledger entry that orders it comes first."""
        path = self.path(name)
        if path.exists():
            self.disk.unlink(path)
            self.disk.sync_folder(path.parent)

    def names(self) -> Iterator[str]:
        """The hashes of all files, in order; what has another form is passed over."""
        for path in sorted((self.root / "sha256").glob("??/??/*")):
            if len(path.name) == 64 and path.name[:4] == path.parent.parent.name + path.parent.name:
                yield path.name

    def _opened(self, name: str) -> BufferedReader:
        try:
            return self.path(name).open("rb")
        except FileNotFoundError as err:
            raise self._damaged(name, "is not there") from err
        except OSError as err:
            raise self._unreadable(name, err) from err

    def _unreadable(self, name: str, err: OSError) -> EvidenceDamaged:
        return self._damaged(name, f"cannot be read: {(err.strerror or '').lower()}")

    def _damaged(self, name: str, what: str) -> EvidenceDamaged:
        remedy = "bring the file back from a mirror or a backup; sha256sum tells the right one"
        return EvidenceDamaged(what, where=str(self.path(name)), remedy=remedy)
