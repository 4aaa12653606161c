"""Making a log folder whole again from other copies: missing, torn and altered files.

It holds for the centre's folder as for a mirror. Nothing is taken on trust: whatever copy the
hashes come from, they have to lead to the root that was signed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.ledger.policy import Checked, Policy
from trucewatch.ledger.refusals import DataMissing, LedgerRefusal
from trucewatch.ledger.tiles import (
    CHECKPOINT,
    WIDTH,
    bundle,
    entries_path,
    tile_path,
    tiles_from,
)
from trucewatch.ledger.tree import HASH_BYTES, CompactRange, leaf_hash
from trucewatch.mirror.durable import replace
from trucewatch.mirror.folder import Folder, checked_head
from trucewatch.mirror.source import Source, entries_in, hashes_in, note_in

Leaves = list[bytes]


@dataclass(frozen=True)
class Repaired:
    """What a repair came to.

    Args:
        size: entries that the folder's checkpoint covers.
        files: paths that were written.
        lost: paths of bundles that no copy has as they were signed.
    """

    size: int
    files: list[str]
    lost: list[str]


def repair(folder: Folder, copies: Sequence[Source], policy: Policy) -> Repaired:
    """Write every file anew that is not what the checkpoint covers.

    Args:
        folder: what is to be whole; its lock is held. Where its checkpoint cannot be read either,
            the largest of the copies' stands for it.
        copies: other copies of the log, as many as there are.
        policy: whom the owner trusts.

    Raises:
        DataMissing: no copy, nor all of them together, has the hashes that were signed.
    """
    places = (folder, *copies)
    checked, is_ours = _target(folder, copies, policy)
    leaves = _signed_leaves(checked, places)
    written, lost = [], []
    for index in range(0, len(leaves), WIDTH):
        part = leaves[index : index + WIDTH]
        path = entries_path(index // WIDTH, len(part))
        found = _bundle(path, part, places)
        if found is None:
            lost.append(path)
        elif _put(folder, path, found):
            written.append(path)
    written += [path for path, data in tiles_from(leaves) if _put(folder, path, data)]
    if not is_ours and not lost:
        folder.keep(checked)
        written.append(CHECKPOINT)
    return Repaired(len(leaves), written, lost)


def _target(folder: Folder, copies: Sequence[Source], policy: Policy) -> tuple[Checked, bool]:
    try:
        return checked_head(note_in(folder, CHECKPOINT), folder, policy)[0], True
    except LedgerRefusal:
        found = list(_heads(copies, policy))
        if not found:
            raise
        return max(found, key=lambda one: one.checkpoint.size), False


def _heads(copies: Sequence[Source], policy: Policy) -> Iterator[Checked]:
    for copy in copies:
        try:
            yield checked_head(note_in(copy, CHECKPOINT), copy, policy)[0]
        except LedgerRefusal:
            continue


def _signed_leaves(checked: Checked, places: Sequence[Source]) -> Leaves:
    """The hashes of all leaves: of the first place whose own lead to the root.

    What a place lacks is filled in from the others.
    """
    checkpoint = checked.checkpoint
    for place in places:
        others = [place, *(other for other in places if other is not place)]
        tree = CompactRange()
        leaves: Leaves = []
        for index in range(-(-checkpoint.size // WIDTH)):
            leaves += _block(index, min(WIDTH, checkpoint.size - index * WIDTH), others)
        for leaf in leaves:
            tree.append(leaf)
        if tree.size == checkpoint.size and tree.root() == checkpoint.root:
            return leaves
    what = f"no copy has the {checkpoint.size} entries that were signed"
    raise DataMissing(what, where=checkpoint.origin, remedy="name more copies")


def _block(index: int, width: int, places: Sequence[Source]) -> Leaves:
    for place in places:
        try:
            return [leaf_hash(one) for one in entries_in(place, entries_path(index, width))]
        except LedgerRefusal:
            pass
        try:
            data = hashes_in(place, tile_path(0, index, width))
        except LedgerRefusal:
            continue
        if len(data) == width * HASH_BYTES:
            return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]
    return []


def _bundle(path: str, leaves: Leaves, places: Sequence[Source]) -> bytes | None:
    for place in places:
        try:
            entries = entries_in(place, path)
        except LedgerRefusal:
            continue
        if [leaf_hash(one) for one in entries] == leaves:
            return bundle(entries)
    return None


def _put(folder: Folder, path: str, data: bytes) -> bool:
    try:
        if folder.read(path) == data:
            return False
    except LedgerRefusal:
        pass
    replace(folder.root / path, data)
    return True
