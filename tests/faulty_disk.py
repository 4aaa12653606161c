"""Disks that fail or lose power at a chosen step, in the place of the real one."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from pathlib import Path

from trucewatch.storage.disk import Disk


class PowerLost(BaseException):
    """The power went; nothing of the program runs on, not even its clean-up."""


class FailingDisk(Disk):
    """Fails at the n-th operation, and at every one after it where the fault stays.

    Args:
        at: which operation fails, from 1; 0 for none.
        code: `errno.ENOSPC` or `errno.EIO`.
        stays: whether all later operations fail too.
    """

    def __init__(self, at: int, code: int, *, stays: bool = False) -> None:
        self.at, self.code, self.stays, self.count = at, code, stays, 0

    def _step(self) -> None:
        self.count += 1
        if self.at and (self.count == self.at or (self.stays and self.count > self.at)):
            raise OSError(self.code, os.strerror(self.code))

    def create(self, path: Path, mode: int) -> int:
        """Fail or create."""
        self._step()
        return super().create(path, mode)

    def write(self, handle: int, data: bytes) -> None:
        """Fail after a part was written, or write."""
        self.count += 1
        if self.at and (self.count == self.at or (self.stays and self.count > self.at)):
            super().write(handle, data[: len(data) // 2])
            raise OSError(self.code, os.strerror(self.code))
        super().write(handle, data)

    def sync(self, handle: int) -> None:
        """Fail or sync."""
        self._step()
        super().sync(handle)

    def link(self, old: Path, new: Path) -> None:
        """Fail or link."""
        self._step()
        super().link(old, new)

    def rename(self, old: Path, new: Path) -> None:
        """Fail or rename."""
        self._step()
        super().rename(old, new)

    def make_folder(self, path: Path) -> None:
        """Fail or make."""
        self._step()
        super().make_folder(path)

    def sync_folder(self, path: Path) -> None:
        """Fail or sync."""
        self._step()
        super().sync_folder(path)


@dataclass
class Change:
    """A change of a folder's names that is not on the disk yet, and what stood there before."""

    folder: Path
    name: Path
    before: bytes | None


@dataclass
class ForgetfulDisk(Disk):
    """Loses the power before the n-th operation; then `lose` drops what was never synced.

    Args:
        at: before which operation the power goes, from 1; 0 for never.
        draw: decides which of the unsynced things happen to survive, as on a real disk.
    """

    at: int
    draw: random.Random
    count: int = 0
    unsynced: dict[int, int] = field(default_factory=dict)  # inode -> bytes that are safe
    changes: list[Change] = field(default_factory=list)

    def _step(self) -> None:
        self.count += 1
        if self.count == self.at:
            raise PowerLost

    def create(self, path: Path, mode: int) -> int:
        """A new name and a file of which nothing is safe."""
        self._step()
        handle = super().create(path, mode)
        self.unsynced[os.fstat(handle).st_ino] = 0
        self.changes.append(Change(path.parent, path, None))
        return handle

    def write(self, handle: int, data: bytes) -> None:
        """Bytes that are not safe yet."""
        self._step()
        super().write(handle, data)

    def sync(self, handle: int) -> None:
        """The file's bytes are safe; its name is not."""
        self._step()
        super().sync(handle)
        self.unsynced.pop(os.fstat(handle).st_ino, None)

    def link(self, old: Path, new: Path) -> None:
        """A new name that is not safe."""
        self._step()
        super().link(old, new)
        self.changes.append(Change(new.parent, new, None))

    def rename(self, old: Path, new: Path) -> None:
        """A move that is not safe: the old file may stand there again."""
        self._step()
        before = new.read_bytes() if new.exists() else None
        super().rename(old, new)
        self.changes.append(Change(new.parent, new, before))

    def make_folder(self, path: Path) -> None:
        """A new folder whose name is not safe."""
        self._step()
        super().make_folder(path)
        self.changes.append(Change(path.parent, path, None))

    def sync_folder(self, path: Path) -> None:
        """The names in the folder are safe."""
        self._step()
        super().sync_folder(path)
        self.changes = [one for one in self.changes if one.folder != path]

    def lose(self, root: Path) -> None:
        """Make the files below `root` what a disk may hold after the power went."""
        for change in reversed(self.changes):
            if self.draw.random() < 0.5 or not change.name.exists():
                continue
            if change.name.is_dir():
                _remove(change.name)
            elif change.before is None:
                change.name.unlink()
            else:
                change.name.write_bytes(change.before)
        for path in [path for path in root.rglob("*") if path.is_file()]:
            safe = self.unsynced.get(path.stat().st_ino)
            if safe is not None:
                path.chmod(0o600)
                os.truncate(path, self.draw.randint(safe, path.stat().st_size))


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
