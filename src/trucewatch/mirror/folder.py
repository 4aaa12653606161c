"""A mirror on disk: the files of the log, and the head that they are known to lead to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path

from trucewatch.ledger.entry import Entry, decode
from trucewatch.ledger.gathering import gathered
from trucewatch.ledger.policy import Checked, Policy
from trucewatch.ledger.refusals import DataMissing, Forked
from trucewatch.ledger.tiles import (
    CHECKPOINT,
    WIDTH,
    Files,
    TiledNodes,
    checkpoint_path,
    entries_path,
    tile_path,
    tiles_of,
)
from trucewatch.ledger.witness import ForkFound, Head
from trucewatch.mirror.durable import locked, make_folders, replace, sync_folder
from trucewatch.mirror.source import (
    LONGEST_BUNDLE,
    FolderSource,
    Source,
    entries_in,
    hashes_in,
    note_in,
)

FORKS = "forks"
INCOMING = ".incoming"


class Folder(FolderSource):
    """The log in a folder of one's own.

    `checkpoint` is the head: whatever stands there, all its files were on the disk before.
    """

    def lock(self) -> AbstractContextManager[None]:
        """Nobody else changes the folder meanwhile.

        Between reading the old head and writing the new one lies the race that would let two
        heads be cosigned.
        """
        return locked(self.root / ".lock")

    def head(self, policy: Policy) -> tuple[Checked, Head] | None:
        """The head; None where nothing was mirrored yet.

        Raises:
            SignatureRefused, Malformed: it is not what the log signed.
        """
        try:
            note = note_in(self, CHECKPOINT)
        except DataMissing:
            return None
        return checked_head(note, self, policy)

    def last_entry(self, size: int) -> Entry | None:
        """The newest of `size` entries."""
        if not size:
            return None
        index = (size - 1) // WIDTH
        return decode(entries_in(self, entries_path(index, size - index * WIDTH))[-1])

    def keep(self, checked: Checked) -> None:
        """Put a checkpoint to the kept ones, with cosignatures gathered, and make it the head.

        Its files are on the disk already.
        """
        size = checked.checkpoint.size
        replace(self.root / checkpoint_path(size), bytes(checked.note))
        replace(self.root / CHECKPOINT, bytes(checked.note))

    def gather(self, kept: Checked, other: Checked, policy: Policy) -> Checked:
        """The head with the cosignatures of another copy of it, on disk."""
        note = gathered(kept.note, other.note, (*policy.logs, *policy.witnesses.values()))
        if note == kept.note:
            return kept
        checked = policy.check(bytes(note))
        self.keep(checked)
        return checked

    @contextmanager
    def incoming(self) -> Iterator[Incoming]:
        """A place for files of which it is not known yet that they are those that were signed."""
        place = self.root / INCOMING
        shutil.rmtree(place, ignore_errors=True)
        try:
            yield Incoming(self, place)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def drop_partial(self, before: int, size: int) -> None:
        """Take partial files away whose full ones are there: each turn leaves one of each."""
        for level, index, width in tiles_of(before):
            if width < WIDTH and (index + 1) * WIDTH <= size >> level * 8:
                paths = [tile_path(level, index), *([entries_path(index)] if not level else [])]
                for path in paths:
                    shutil.rmtree(self.root / f"{path}.p", ignore_errors=True)

    def store_fork(self, fork: ForkFound) -> Path:
        """Write the evidence; from then on this folder takes nothing more from anybody."""
        data = bytes(fork.evidence)
        first, second = fork.sizes
        name = f"fork-{first}-{second}-{sha256(data).hexdigest()[:16]}.tw-fork"
        replace(self.root / FORKS / name, data)
        return self.root / FORKS / name

    def require_no_fork(self) -> None:
        """Refuse while evidence lies here: people decide then which history stands.

        Raises:
            Forked: with the file.
        """
        found = sorted((self.root / FORKS).glob("*.tw-fork"))
        if found:
            remedy = "hand the file to both sides; move it away once a new key is agreed"
            raise Forked("the log signed two histories", where=str(found[0]), remedy=remedy)


class Incoming:
    """Files of a growth that nothing vouches for yet; `settle` puts them in their places."""

    def __init__(self, folder: Folder, place: Path) -> None:
        self._folder, self._place = folder, place
        self._paths: list[str] = []

    def read(self, path: str, most: int = LONGEST_BUNDLE) -> bytes:
        """A file as it will stand."""
        incoming = self._place / path
        return incoming.read_bytes() if incoming.is_file() else self._folder.read(path, most)

    def put(self, files: Files) -> None:
        """Take files in."""
        for path, data in files.items():
            target = self._place / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            self._paths.append(path)

    def settle(self) -> None:
        """Move everything into place; on the disk when this returns."""
        folders = set()
        for path in dict.fromkeys(self._paths):
            source, target = self._place / path, self._folder.root / path
            with source.open("rb") as stream:
                os.fsync(stream.fileno())
            make_folders(target.parent)
            source.replace(target)
            folders.add(target.parent)
        for folder in sorted(folders):
            sync_folder(folder)


def checked_head(note: bytes, source: Source, policy: Policy) -> tuple[Checked, Head]:
    """A note opened under the policy, and its head with the nodes that the source tells."""
    checked = policy.check(note)
    nodes = TiledNodes(checked.checkpoint.size, lambda path: hashes_in(source, path))
    return checked, Head(checked.checkpoint, note, nodes)
