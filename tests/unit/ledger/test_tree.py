"""The tree is that of RFC 6962, at every size up to 64."""

from __future__ import annotations

from collections.abc import Sequence

import pymerkle
import pytest

from trucewatch.ledger.proof import prefix_roots, verify_consistency, verify_inclusion
from trucewatch.ledger.refusals import Malformed, ProofRefused
from trucewatch.ledger.tree import EMPTY_ROOT, CompactRange, Tree, leaf_hash, node_hash, prefix_path

MOST = 64
DATA = [number.to_bytes(2, "big") for number in range(MOST)]
LEAVES = [leaf_hash(one) for one in DATA]
TREE = Tree(LEAVES)


def half_of(size: int) -> int:
    """The largest power of two below the size: k of RFC 6962."""
    return 1 << (size - 1).bit_length() - 1


def mth(leaves: Sequence[bytes]) -> bytes:
    """MTH(D), section 2.1, as it stands there."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    half = half_of(len(leaves))
    return node_hash(mth(leaves[:half]), mth(leaves[half:]))


def path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH(m, D), section 2.1.1, as it stands there."""
    if len(leaves) == 1:
        return []
    half = half_of(len(leaves))
    if index < half:
        return [*path(index, leaves[:half]), mth(leaves[half:])]
    return [*path(index - half, leaves[half:]), mth(leaves[:half])]


def subproof(smaller: int, leaves: Sequence[bytes], *, whole: bool) -> list[bytes]:
    """SUBPROOF(m, D, b), section 2.1.2, as it stands there."""
    if smaller == len(leaves):
        return [] if whole else [mth(leaves)]
    half = half_of(len(leaves))
    if smaller <= half:
        return [*subproof(smaller, leaves[:half], whole=whole), mth(leaves[half:])]
    return [*subproof(smaller - half, leaves[half:], whole=False), mth(leaves[:half])]


def test_roots_are_those_of_the_definition() -> None:
    """Every size up to 64, the empty tree too."""
    assert [TREE.root(size) for size in range(MOST + 1)] == [
        mth(LEAVES[:size]) for size in range(MOST + 1)
    ]


def test_inclusion_paths_are_those_of_the_definition() -> None:
    """Every leaf of every size: 2,080 paths, each verified too."""
    for size in range(1, MOST + 1):
        for index in range(size):
            proof = TREE.inclusion(index, size)
            assert proof == path(index, LEAVES[:size])
            verify_inclusion(LEAVES[index], (index, size), proof, TREE.root(size))


def test_consistency_paths_are_those_of_the_definition() -> None:
    """Every pair of sizes: 2,080 paths, each verified too."""
    for size in range(1, MOST + 1):
        for smaller in range(1, size + 1):
            proof = TREE.consistency(smaller, size)
            assert proof == subproof(smaller, LEAVES[:size], whole=True)
            verify_consistency((smaller, size), (TREE.root(smaller), TREE.root(size)), proof)


def test_prefix_paths_give_both_roots() -> None:
    """Without knowing either: what fork evidence rests on."""
    for size in range(2, MOST + 1):
        for smaller in range(1, size):
            proof = prefix_path(smaller, size, TREE.node)
            assert prefix_roots((smaller, size), proof) == (TREE.root(smaller), TREE.root(size))


@pytest.mark.parametrize(("smaller", "size"), [(0, 5), (5, 5), (6, 5)])
def test_no_prefix_path_joins_such_sizes(smaller: int, size: int) -> None:
    """Only a smaller tree is the beginning of a larger one."""
    with pytest.raises(ProofRefused):
        prefix_path(smaller, size, TREE.node)
    with pytest.raises(ProofRefused):
        prefix_roots((smaller, size), [LEAVES[0]])


def test_appending_to_peaks_gives_every_root() -> None:
    """The sequencer keeps the peaks alone."""
    growing = CompactRange()
    for size, leaf in enumerate(LEAVES, 1):
        growing.append(leaf)
        assert growing.root() == TREE.root(size)


def test_peaks_can_be_kept_and_taken_up_again() -> None:
    """After a restart the log grows on from its stored peaks."""
    first = CompactRange()
    for leaf in LEAVES[:23]:
        first.append(leaf)
    second = CompactRange(first.size, first.hashes)
    for leaf in LEAVES[23:]:
        second.append(leaf)
    assert second.root() == TREE.root()


def test_a_wrong_number_of_peaks_is_refused() -> None:
    """Five leaves have two peaks."""
    with pytest.raises(Malformed, match="2 peaks"):
        CompactRange(5, [LEAVES[0]])


def test_a_peak_of_another_length_is_refused() -> None:
    """It could not be a hash."""
    with pytest.raises(Malformed, match="32 bytes"):
        CompactRange(1, [b"short"])


def test_roots_are_those_of_pymerkle() -> None:
    """Another project's tree over the same bytes."""
    peer = pymerkle.InmemoryTree(algorithm="sha256")
    for size, one in enumerate(DATA, 1):
        peer.append_entry(one)
        assert peer.get_root() == TREE.root(size)


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0), (70, 64)])
def test_a_leaf_outside_the_tree_has_no_path(index: int, size: int) -> None:
    """No path is made up."""
    with pytest.raises(ProofRefused):
        TREE.inclusion(index, size)


@pytest.mark.parametrize(("smaller", "size"), [(0, 5), (6, 5), (1, 65)])
def test_sizes_outside_the_tree_have_no_path(smaller: int, size: int) -> None:
    """From the empty tree there is nothing to prove."""
    with pytest.raises(ProofRefused):
        TREE.consistency(smaller, size)
