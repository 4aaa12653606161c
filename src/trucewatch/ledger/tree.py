"""The Merkle tree of RFC 6962: hashes, a root that grows leaf by leaf, and proofs from its nodes.

A node is named by level and index: level 0 are the leaves, node (l, i) covers the leaves from
i * 2^l to (i + 1) * 2^l. Only complete nodes are ever stored; what hangs over the right edge is
hashed together when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

from trucewatch.ledger.refusals import Malformed, ProofRefused

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
Nodes = Callable[[int, int], bytes]


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256 over 0x00 and the stored bytes."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 over 0x01 and both children."""
    return sha256(b"\x01" + left + right).digest()


def peaks(size: int) -> Iterator[tuple[int, int]]:
    """The complete nodes that together cover `size` leaves, from left to right.

    >>> list(peaks(6))
    [(2, 0), (1, 2)]
    >>> list(peaks(0))
    []
    """
    covered = 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            yield level, covered >> level
            covered += 1 << level


def folded(hashes: Sequence[bytes]) -> bytes:
    """One root from the peaks, the smaller joined first; the empty root from none."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


class CompactRange:
    """The peaks of a tree: all that appending needs, at most one hash a bit of the size.

    Args:
        size: how many leaves, from 0.
        hashes: the peaks from left to right, as `peaks(size)` names them.

    >>> growing = CompactRange()
    >>> growing.append(leaf_hash(b"a"))
    >>> growing.root() == leaf_hash(b"a")
    True
    >>> CompactRange().root().hex()[:8]
    'e3b0c442'
    """

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)
        if len(self.hashes) != size.bit_count():
            raise Malformed(f"{size} leaves have {size.bit_count()} peaks, not {len(self.hashes)}")
        if any(len(one) != HASH_BYTES for one in self.hashes):
            raise Malformed("a peak is not 32 bytes")

    def append(self, leaf: bytes) -> None:
        """Take in the hash of the next leaf."""
        whole = self.size
        while whole & 1:
            leaf = node_hash(self.hashes.pop(), leaf)
            whole >>= 1
        self.hashes.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Root over all leaves so far."""
        return folded(self.hashes)


class Tree:
    """All nodes of a log in memory, for proofs over any two sizes.

    >>> tree = Tree(leaf_hash(bytes([number])) for number in range(5))
    >>> len(tree), len(tree.inclusion(2, 5)), len(tree.consistency(3, 5))
    (5, 3, 4)
    >>> tree.inclusion(5, 5)
    Traceback (most recent call last):
    trucewatch.ledger.refusals.ProofRefused: no leaf 5 in a tree of 5
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Take in the hash of the next leaf, and every node that it completes."""
        level = 0
        self._levels[0].append(leaf)
        while len(self._levels[level]) % 2 == 0:
            left, right = self._levels[level][-2:]
            level += 1
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(node_hash(left, right))

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete node."""
        return self._levels[level][index]

    def root(self, size: int | None = None) -> bytes:
        """Root over the first `size` leaves, over all where none is given."""
        return root_at(self._known(size), self.node)

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The path of a leaf, from its sibling up."""
        return inclusion_path(index, self._known(size), self.node)

    def consistency(self, smaller: int, size: int | None = None) -> list[bytes]:
        """The proof that the first `smaller` leaves are those of the tree of `size`."""
        return consistency_path(smaller, self._known(size), self.node)

    def _known(self, size: int | None) -> int:
        if size is not None and not 0 <= size <= len(self):
            raise ProofRefused(f"no tree of {size} among {len(self)} leaves")
        return len(self) if size is None else size


def root_at(size: int, node: Nodes) -> bytes:
    """Root over the first `size` leaves; `node` gives the complete nodes."""
    return folded([node(level, index) for level, index in peaks(size)])


def inclusion_path(index: int, size: int, node: Nodes) -> list[bytes]:
    """RFC 6962 section 2.1.1: the sibling of each node from leaf `index` up to the root."""
    if not 0 <= index < size:
        raise ProofRefused(f"no leaf {index} in a tree of {size}")
    return _siblings(index, 0, size, node)


def consistency_path(smaller: int, size: int, node: Nodes) -> list[bytes]:
    """RFC 6962 section 2.1.2: what leads from the smaller root to the larger.

    The first node is left out where it is the whole smaller tree: the verifier holds its root.
    """
    if 0 < smaller == size:
        return []
    path = prefix_path(smaller, size, node)
    return path[1:] if smaller.bit_count() == 1 else path


def prefix_path(smaller: int, size: int, node: Nodes) -> list[bytes]:
    """The last complete node of the first `smaller` leaves, then its siblings up: both roots."""
    if not 0 < smaller < size:
        raise ProofRefused(f"no consistency proof from {smaller} to {size}")
    level = (smaller & -smaller).bit_length() - 1
    index = (smaller >> level) - 1
    return [node(level, index), *_siblings(index, level, size, node)]


def _siblings(index: int, level: int, size: int, node: Nodes) -> list[bytes]:
    path = []
    last = size - 1
    while last >> level:
        sibling = index ^ 1
        if sibling < size >> level:
            path.append(node(level, sibling))
        elif sibling <= last >> level:
            path.append(_edge(level, size, node))
        index, level = index >> 1, level + 1
    return path


def _edge(level: int, size: int, node: Nodes) -> bytes:
    """The incomplete node at the right edge of a level: the peaks below that level."""
    return folded([node(lower, index) for lower, index in peaks(size) if lower < level])
