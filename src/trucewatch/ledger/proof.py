"""Verification of Merkle proofs; a proof never says how large its tree is.

With correct checks a genuine path still holds under some wrong sizes, so `size` must come from a
checkpoint whose signature was verified, and `seq` inside the entry must equal `index`: `included`
asks for both.
"""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.ledger.checkpoint import Checkpoint
from trucewatch.ledger.entry import Entry, decode
from trucewatch.ledger.refusals import ProofRefused
from trucewatch.ledger.tree import EMPTY_ROOT, HASH_BYTES, leaf_hash, node_hash

MOST_HASHES = 64


def included(data: bytes, index: int, path: Sequence[bytes], checkpoint: Checkpoint) -> Entry:
    """The entry, once its bytes are shown to be leaf `index` of the checkpoint's tree.

    Args:
        data: the stored bytes.
        index: where the proof says the entry stands.
        path: hashes from the leaf's sibling up.
        checkpoint: one whose signatures the policy accepted.

    Raises:
        ProofRefused: the path does not lead to the root, or `seq` is not `index`.
        Malformed: the bytes are no entry.
    """
    verify_inclusion(leaf_hash(data), (index, checkpoint.size), path, checkpoint.root)
    entry = decode(data)
    if entry.seq != index:
        raise ProofRefused(f"the entry says seq {entry.seq}, the proof says {index}")
    return entry


def verify_inclusion(
    leaf: bytes, place: tuple[int, int], path: Sequence[bytes], root: bytes
) -> None:
    """Refuse unless the path leads from a leaf to the root.

    Args:
        leaf: hash of the leaf.
        place: index of the leaf and size of the tree, the size from a signed checkpoint.
        path: hashes from the leaf's sibling up.
        root: root of the tree of that size.
    """
    index, size = place
    if not 0 <= index < size:
        raise ProofRefused(f"no leaf {index} in a tree of {size}")
    _check_hashes(path, leaf, root)
    inner, border = _lengths(index, size)
    if len(path) != inner + border:
        raise ProofRefused(f"path of {len(path)} hashes where {inner + border} are needed")
    found = leaf
    for level, sibling in enumerate(path):
        is_right = level >= inner or index >> level & 1
        found = node_hash(sibling, found) if is_right else node_hash(found, sibling)
    if found != root:
        raise ProofRefused(f"the path leads to another root than that of the tree of {size}")


def verify_consistency(
    sizes: tuple[int, int], roots: tuple[bytes, bytes], path: Sequence[bytes]
) -> None:
    """Refuse unless the larger tree begins with the smaller.

    Args:
        sizes: of the smaller and the larger tree, both from signed checkpoints, from 1.
        roots: in the same order.
        path: as RFC 6962 section 2.1.2 orders it; empty where the sizes are equal.
    """
    smaller, larger = sizes
    if not 0 < smaller <= larger:
        raise ProofRefused(f"no consistency proof from {smaller} to {larger}")
    _check_hashes(path, *roots)
    if smaller == larger:
        if path or roots[0] != roots[1]:
            raise ProofRefused(f"two roots, or a path, at the one size {smaller}")
        return
    is_whole = smaller.bit_count() == 1  # then the smaller root is the node where the path begins
    if prefix_roots(sizes, [roots[0], *path] if is_whole else path) != roots:
        raise ProofRefused(f"the path does not lead from the tree of {smaller} to that of {larger}")


def extends(older: Checkpoint, newer: Checkpoint, path: Sequence[bytes]) -> None:
    """Refuse unless the newer checkpoint's tree begins with the older's.

    Both must be verified checkpoints of one log. Everything begins with the empty tree.
    """
    if older.origin != newer.origin:
        raise ProofRefused(f"{older.origin} and {newer.origin} are two logs")
    if older.size == 0 and older.root == EMPTY_ROOT and not path:
        return
    verify_consistency((older.size, newer.size), (older.root, newer.root), path)


def prefix_roots(sizes: tuple[int, int], path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The roots over the first `smaller` and over all `larger` leaves to which a path leads.

    Args:
        sizes: smaller and larger, `0 < smaller < larger`.
        path: as `tree.prefix_path` gives it: the last complete node of the smaller tree first,
            also where it is that whole tree.

    Raises:
        ProofRefused: sizes that no path joins, or a path of another length.
    """
    smaller, larger = sizes
    if not 0 < smaller < larger:
        raise ProofRefused(f"no path joins the sizes {smaller} and {larger}")
    shift = (smaller & -smaller).bit_length() - 1
    inner, border = _lengths(smaller - 1, larger)
    inner -= shift
    if len(path) != 1 + inner + border:
        raise ProofRefused(f"path of {len(path)} hashes from {smaller} to {larger}")
    before = after = path[0]
    for level, sibling in enumerate(path[1:]):
        if level >= inner or (smaller - 1) >> shift >> level & 1:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
        else:
            after = node_hash(after, sibling)
    return before, after


def _lengths(index: int, size: int) -> tuple[int, int]:
    """How many hashes of a path lie below and above where leaf and last leaf part."""
    inner = (index ^ (size - 1)).bit_length()
    return inner, (index >> inner).bit_count()


def _check_hashes(path: Sequence[bytes], *ends: bytes) -> None:
    if len(path) > MOST_HASHES:
        raise ProofRefused(f"path of {len(path)} hashes; no log has more than {MOST_HASHES}")
    if any(len(one) != HASH_BYTES for one in (*path, *ends)):
        raise ProofRefused("a hash is not 32 bytes")
