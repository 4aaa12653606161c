"""Files that are whole on the disk, or not there; and one process at a time.

An `fsync` that failed is never tried again: the error goes up and the program ends, for the system
may have dropped what it could not write and would answer that all is well.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trucewatch.domain.errors import Refusal

OPEN, PRIVATE = 0o644, 0o600


def replace(path: Path, data: bytes, *, mode: int = OPEN) -> None:
    """Put `data` in the place of the file; on the disk when this returns.

    Raises:
        OSError: the old bytes stand, or the new ones that may not outlast a power cut.
    """
    make_folders(path.parent)
    part = path.parent / f".{secrets.token_hex(8)}.part"
    try:
        write(part, data, mode=mode)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write(path: Path, data: bytes, *, mode: int = OPEN) -> None:
    """Write a new file; its bytes are on the disk when this returns, its name may not be."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def make_folders(path: Path) -> None:
    """Make a folder and those above it, each name on the disk before the next."""
    if not path.is_dir():
        make_folders(path.parent)
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Return once the names in the folder are on the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`; the lock goes with the process, however it ends.

    Raises:
        Refusal: another process holds it.
    """
    make_folders(path.parent)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as err:
        remedy = "wait until it has ended; no two may work here at once"
        raise Refusal("another tw-mirror is at work", where=str(path), remedy=remedy) from err
    finally:
        os.close(handle)
