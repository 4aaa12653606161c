"""The published vectors of transparency-dev/merkle hold, all 196."""

from __future__ import annotations

import pytest

import merkle_vectors as vectors
from trucewatch.ledger.proof import verify_consistency, verify_inclusion
from trucewatch.ledger.refusals import ProofRefused
from trucewatch.ledger.tree import Tree, leaf_hash


def includes(probe: vectors.Inclusion) -> bool:
    """Whether the verifier accepts a probe."""
    try:
        verify_inclusion(probe.leaf, (probe.index, probe.size), probe.path, probe.root)
    except ProofRefused:
        return False
    return True


def is_consistent(probe: vectors.Consistency) -> bool:
    """Whether the verifier accepts a probe."""
    try:
        verify_consistency((probe.size1, probe.size2), (probe.root1, probe.root2), probe.path)
    except ProofRefused:
        return False
    return True


def test_all_published_probes_are_there() -> None:
    """As many as the files of the project, so that none was lost on the way."""
    assert len(list(vectors.inclusions())) == 98
    assert len(list(vectors.consistencies())) == 98


@pytest.mark.parametrize("probe", list(vectors.inclusions()), ids=lambda probe: probe.name)
def test_inclusion_is_judged_as_published(probe: vectors.Inclusion) -> None:
    """Zero-length hashes among them, which a prototype once accepted."""
    assert includes(probe) == probe.holds


@pytest.mark.parametrize("probe", list(vectors.consistencies()), ids=lambda probe: probe.name)
def test_consistency_is_judged_as_published(probe: vectors.Consistency) -> None:
    """Save one: equal roots that are no hashes at all are published as good, and refused here."""
    is_no_hash = len(probe.root1) != 32
    assert is_consistent(probe) == (probe.holds and not is_no_hash)


def test_roots_of_the_reference_leaves_are_the_published_ones() -> None:
    """Size by size, from one leaf to eight."""
    tree = Tree(leaf_hash(leaf) for leaf in vectors.LEAVES)
    assert [tree.root(size) for size in range(1, 9)] == vectors.ROOTS


@pytest.mark.parametrize(("index", "size", "path"), vectors.INCLUDED)
def test_inclusion_paths_are_the_published_ones(index: int, size: int, path: vectors.Path) -> None:
    """What is proved is what others would prove."""
    tree = Tree(leaf_hash(leaf) for leaf in vectors.LEAVES)
    assert tuple(tree.inclusion(index, size)) == path


@pytest.mark.parametrize(("smaller", "size", "path"), vectors.CONSISTENT)
def test_consistency_paths_are_the_published_ones(
    smaller: int, size: int, path: vectors.Path
) -> None:
    """What is proved is what others would prove."""
    tree = Tree(leaf_hash(leaf) for leaf in vectors.LEAVES)
    assert tuple(tree.consistency(smaller, size)) == path
