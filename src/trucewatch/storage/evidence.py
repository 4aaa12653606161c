"""Files of evidence under the hash of their bytes, so that `sha256sum` alone checks them.

A file appears under its name when all its bytes are on the disk, and never changes again. Who may
know the names is another matter: the hash of a file confirms who sent it, so names stand in the
custody record and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
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


@dataclass(frozen=True)
class Stored:
    """A file of the store.

    Args:
        sha256: 64 hex digits, which are its name.
        size: in bytes.
    """

    sha256: str
    size: int


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
        """Copy all of `stream` into the store; the same bytes again are the same file.

        Args:
            stream: read from where it stands, in chunks.
            largest: bytes; one more is refused, and nothing of it stays.

        Raises:
            DiskRefused: too large, or the disk is full or failing; the store is as it was.
        """
        incoming = self.root / "incoming"
        part = temporary_name(incoming)
        try:
            make_folders(incoming, self.disk)
            stored = self._write(part, stream, largest)
            self._settle(part, stored)
        except OSError as err:
            raise disk_refused(err, str(self.root)) from err
        finally:
            discard(part)
        return stored

    def _write(self, part: Path, stream: BinaryIO, largest: int) -> Stored:
        running, size = sha256(), 0
        handle = self.disk.create(part, SEALED)
        try:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > largest:
                    what = f"more than {largest} bytes"
                    raise DiskRefused(what, remedy="raise the limit or send it in parts")
                running.update(chunk)
                self.disk.write(handle, chunk)
            self.disk.sync(handle)
        finally:
            self.disk.close(handle)
        return Stored(running.hexdigest(), size)

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

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file in order, checked while they pass.

        Raises:
            EvidenceDamaged: the file is not there, or its bytes are others; the last chunk is then
                never given, so whoever keeps what came before has to throw it away.
        """
        running, held = sha256(), b""
        try:
            with self.path(name).open("rb") as file:
                while chunk := file.read(CHUNK):
                    if held:
                        yield held
                    running.update(chunk)
                    held = chunk
        except FileNotFoundError as err:
            raise self._damaged(name, "is not there") from err
        except OSError as err:
            raise self._damaged(name, f"cannot be read: {(err.strerror or '').lower()}") from err
        if running.hexdigest() != name:
            raise self._damaged(name, "has other bytes than were taken in")
        yield held

    def check(self, name: str) -> int:
        """How many bytes the file has, once they are seen to be those of its name."""
        return sum(len(chunk) for chunk in self.chunks(name))

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

    def _damaged(self, name: str, what: str) -> EvidenceDamaged:
        remedy = "bring the file back from a mirror or a backup; sha256sum tells the right one"
        return EvidenceDamaged(what, where=str(self.path(name)), remedy=remedy)
