"""Files that are whole on the disk, or not there: the few operations on which durability rests.

Everything this package itself writes goes through a `Disk`, so that tests can put one in its place
that fails or loses power at any step. A `sync` that failed is never tried again on the same file:
the kernel may have dropped the pages and would answer that all is well.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

PRIVATE, SEALED, OPEN = 0o600, 0o444, 0o644


class Disk:
    """The disk of this machine."""

    def create(self, path: Path, mode: int) -> int:
        """Make a new file and open it for writing; refused where one is there."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)

    def write(self, handle: int, data: bytes) -> None:
        """Write all of `data`."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]

    def sync(self, handle: int) -> None:
        """Return once the file's bytes are on the disk."""
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Close it."""
        os.close(handle)

    def link(self, old: Path, new: Path) -> None:
        """Give the file a second name; refused where that is taken."""
        os.link(old, new)

    def rename(self, old: Path, new: Path) -> None:
        """Move the file onto `new`, in one move."""
        old.replace(new)

    def unlink(self, path: Path) -> None:
        """Take the name away."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make one folder; its parent has to be synced as after any new name."""
        path.mkdir()

    def sync_folder(self, path: Path) -> None:
        """Return once the names in the folder are on the disk."""
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


DISK = Disk()


def make_folders(path: Path, disk: Disk = DISK) -> None:
    """Make the folder and those above it, each name on the disk before the next."""
    if path.is_dir():
        return
    make_folders(path.parent, disk)
    with contextlib.suppress(FileExistsError):
        disk.make_folder(path)
    disk.sync_folder(path.parent)


def temporary_name(folder: Path) -> Path:
    """A name that nobody else uses; it begins with a dot, so that listings pass over it."""
    return folder / f".{secrets.token_hex(8)}.part"


def write_new(path: Path, data: bytes, *, mode: int, disk: Disk = DISK) -> None:
    """A new file under a name that nobody looks for yet: its bytes are on the disk."""
    handle = disk.create(path, mode)
    try:
        disk.write(handle, data)
        disk.sync(handle)
    finally:
        disk.close(handle)


def replace(path: Path, data: bytes, *, mode: int = OPEN, disk: Disk = DISK) -> None:
    """Put `data` in the place of the file; whoever looks finds the old bytes or the new.

    Raises:
        OSError: nothing changed, or the new bytes are there and may not outlast a power cut.
    """
    make_folders(path.parent, disk)
    part = temporary_name(path.parent)
    try:
        write_new(part, data, mode=mode, disk=disk)
        disk.rename(part, path)
    except OSError:
        discard(part)
        raise
    disk.sync_folder(path.parent)


def discard(part: Path) -> None:
    """Take away what was begun; where even that fails, a later clean-up finds its name."""
    with contextlib.suppress(OSError):
        part.unlink()
