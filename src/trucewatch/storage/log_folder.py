"""The log as files that anybody may copy: checkpoints, tiles and bundles of entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from trucewatch.ledger.checkpoint import Checkpoint, parse_checkpoint
from trucewatch.ledger.keys import VerifierKey
from trucewatch.ledger.note import open_note
from trucewatch.ledger.refusals import DataMissing
from trucewatch.ledger.tiles import (
    CHECKPOINT,
    WIDTH,
    checkpoint_path,
    entries_path,
    grown,
    unbundle,
)
from trucewatch.storage.disk import DISK, Disk, replace
from trucewatch.storage.refusals import RecordAltered

AT_ONCE = 64 * WIDTH
"""Entries that are held in memory while a gap is written."""
Entries = Callable[[int, int], Sequence[bytes]]


class LogFolder:
    """A log on disk, at the centre or at a mirror.

    Args:
        root: the folder.
        key: the log's key.
        disk: the disk to write to.
    """

    def __init__(self, root: Path, key: VerifierKey, disk: Disk = DISK) -> None:
        self.root, self.key, self.disk = root, key, disk

    def checkpoint(self) -> tuple[Checkpoint, bytes] | None:
        """The newest checkpoint and its note, None where none is there.

        Raises:
            SignatureRefused: the log did not sign it.
        """
        try:
            note = self.read(CHECKPOINT)
        except DataMissing:
            return None
        return parse_checkpoint(open_note(note, [self.key]).text), note

    def size(self) -> int:
        """How many entries the newest checkpoint covers."""
        found = self.checkpoint()
        return found[0].size if found else 0

    def read(self, path: str) -> bytes:
        """A file of the log.

        Raises:
            DataMissing: it is not there.
        """
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError) as err:
            raise DataMissing("file is not there", where=str(self.root / path)) from err

    def entries(self, start: int, stop: int) -> list[bytes]:
        """Entries `start` to `stop` from the bundles; both at most what the checkpoint covers."""
        size, found = self.size(), []
        for index in range(start // WIDTH, -(-stop // WIDTH)):
            width = min(WIDTH, size - index * WIDTH)
            found += unbundle(self.read(entries_path(index, width)), width)
        skipped = start // WIDTH * WIDTH
        return found[start - skipped : stop - skipped]

    def extend(self, note: bytes, entries: Entries) -> None:
        """Write the files for a newer checkpoint, the checkpoint itself last.

        Args:
            note: signed by the log.
            entries: gives the entries from one seq up to another.

        Raises:
            RecordAltered: the entries do not lead to the checkpoint's root; it stays unpublished.
            OSError: the disk refused; what was published before still stands.
        """
        checkpoint = parse_checkpoint(open_note(note, [self.key]).text)
        size = self.size()
        if size > checkpoint.size:
            what = f"{size} entries are published, the new checkpoint has {checkpoint.size}"
            raise RecordAltered(what, where=str(self.root))
        root = checkpoint.root if size == checkpoint.size else None
        while size < checkpoint.size:
            stop = min(checkpoint.size, (size // AT_ONCE + 1) * AT_ONCE)
            growth = grown(size, entries(size, stop), self.read)
            for path, data in growth.files.items():
                replace(self.root / path, data, disk=self.disk)
            size, root = growth.size, growth.root
        if root != checkpoint.root:
            what = f"the entries in the database do not lead to the root signed for {size}"
            remedy = "find those that were changed with: trucewatch record check"
            raise RecordAltered(what, where=str(self.root), remedy=remedy)
        self._publish(checkpoint, note)

    def _publish(self, checkpoint: Checkpoint, note: bytes) -> None:
        kept = checkpoint_path(checkpoint.size)
        try:
            # It may carry cosignatures by now, which the log's own note does not have.
            note = self.read(kept)
        except DataMissing:
            replace(self.root / kept, note, disk=self.disk)
        replace(self.root / CHECKPOINT, note, disk=self.disk)
