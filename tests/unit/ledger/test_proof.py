"""Forged proofs are refused; each bug that a verifier once had is a test here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledger_world import ORIGIN, MadeLog, entry, made_log
from trucewatch.ledger.checkpoint import Checkpoint
from trucewatch.ledger.entry import encode
from trucewatch.ledger.proof import extends, included, verify_consistency, verify_inclusion
from trucewatch.ledger.refusals import LedgerRefusal, ProofRefused
from trucewatch.ledger.tree import EMPTY_ROOT, Tree, leaf_hash

LOG = made_log(100)
CHECKPOINT = Checkpoint(ORIGIN, 100, LOG.tree.root())
Path = list[bytes]
SPOILED: dict[str, Callable[[Path], Path]] = {
    "empty": lambda _: [],
    "one too few": lambda path: path[:-1],
    "one too many": lambda path: [*path, path[-1]],
    "the root behind": lambda path: [*path, CHECKPOINT.root],
    "over-long": lambda path: path * 20,
    "in reverse": lambda path: path[::-1],
    "two exchanged": lambda path: [path[1], path[0], *path[2:]],
    "of another entry": lambda _: LOG.tree.inclusion(41),
    "a hash of no bytes": lambda path: [b"", *path[1:]],
    "all hashes of no bytes": lambda path: [b""] * len(path),
    "a hash cut": lambda path: [path[0][:31], *path[1:]],
    "a hash one longer": lambda path: [path[0] + b"\x00", *path[1:]],
    "a bit turned": lambda path: [bytes([path[0][0] ^ 1]) + path[0][1:], *path[1:]],
}


def test_a_proof_of_the_log_gives_its_entry() -> None:
    """The honest case, without which no refusal means anything."""
    found = included(LOG.data[40], 40, LOG.tree.inclusion(40), CHECKPOINT)
    assert (found.seq, found.subject) == (40, "i-40")


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_path_is_refused(how: str) -> None:
    """Whatever was done to it."""
    with pytest.raises(ProofRefused):
        included(LOG.data[40], 40, SPOILED[how](LOG.tree.inclusion(40)), CHECKPOINT)


def test_a_bundle_for_another_entry_is_refused() -> None:
    """GHSA-ccxc-vr6p-4858: a good proof beside something that it does not prove."""
    with pytest.raises(ProofRefused, match="another root"):
        included(LOG.data[41], 40, LOG.tree.inclusion(40), CHECKPOINT)


def test_a_path_holds_for_one_size_only_by_its_checkpoint() -> None:
    """certificate-transparency-rfcs#100: the path of leaf 0 of 2 also fits other sizes and roots.

    The path alone does not tell them apart, so the size is never taken from beside it.
    """
    tree = Tree(leaf_hash(bytes([one])) for one in range(2))
    verify_inclusion(leaf_hash(b"\x00"), (0, 2), tree.inclusion(0), tree.root())
    with pytest.raises(ProofRefused):
        verify_inclusion(leaf_hash(b"\x00"), (0, 3), tree.inclusion(0), tree.root())


def test_a_lie_about_the_index_is_found_by_seq() -> None:
    """Some wrong pairs of index and size lead to the same root; the entry itself says its place."""
    log = MadeLog().add(entry(seq) for seq in range(5)).sign()
    path = log.tree.inclusion(4)
    lies = [
        (index, size)
        for size in range(1, 64)
        for index in range(size)
        if (index, size) != (4, 5) and leads(log, path, (index, size))
    ]
    assert lies
    for index, size in lies:
        with pytest.raises(ProofRefused, match="says seq 4"):
            included(log.data[4], index, path, Checkpoint(ORIGIN, size, log.tree.root()))


def leads(log: MadeLog, path: Path, place: tuple[int, int]) -> bool:
    """Whether the path of entry 4 is accepted at a place by hashes alone."""
    try:
        verify_inclusion(leaf_hash(log.data[4]), place, path, log.tree.root())
    except ProofRefused:
        return False
    return True


def test_an_entry_that_claims_another_place_is_refused() -> None:
    """Though the log signed it there."""
    log = MadeLog().add([encode(entry(0)), encode(entry(7))]).sign()
    checkpoint = Checkpoint(ORIGIN, 2, log.tree.root())
    with pytest.raises(ProofRefused, match="says seq 7, the proof says 1"):
        included(log.data[1], 1, log.tree.inclusion(1), checkpoint)


def test_no_proof_leads_from_the_empty_tree() -> None:
    """transparency-dev/merkle#140: an empty proof from size 0 was accepted for any root."""
    with pytest.raises(ProofRefused):
        verify_consistency((0, 5), (b"\x00" * 32, LOG.tree.root(5)), [])


def test_two_empty_trees_need_no_proof_and_have_none() -> None:
    """RFC 6962 defines consistency from size 1 on; a yes for 0 would say nothing."""
    with pytest.raises(ProofRefused):
        verify_consistency((0, 0), (EMPTY_ROOT, EMPTY_ROOT), [])


def test_everything_extends_the_checkpoint_of_the_empty_log() -> None:
    """A checkpoint of size 0 has but one root, so nothing has to be proved."""
    extends(Checkpoint(ORIGIN, 0, EMPTY_ROOT), CHECKPOINT, [])


def test_a_zero_length_root_and_leaf_are_refused() -> None:
    """They are equal, and a verifier that only compares says yes."""
    with pytest.raises(ProofRefused, match="32 bytes"):
        verify_inclusion(b"", (0, 1), [], b"")


def test_equal_sizes_need_equal_roots() -> None:
    """Without a path nothing else speaks for them."""
    with pytest.raises(ProofRefused):
        verify_consistency((5, 5), (LOG.tree.root(5), LOG.tree.root(6)), [])


def test_equal_sizes_take_no_path() -> None:
    """A path there would be ignored, and what is ignored can hide something."""
    root = LOG.tree.root(5)
    with pytest.raises(ProofRefused):
        verify_consistency((5, 5), (root, root), [root])


def test_a_checkpoint_that_goes_back_is_refused() -> None:
    """A log never becomes shorter."""
    older = Checkpoint(ORIGIN, 100, LOG.tree.root())
    newer = Checkpoint(ORIGIN, 60, LOG.tree.root(60))
    with pytest.raises(ProofRefused):
        extends(older, newer, LOG.tree.consistency(60))


def test_checkpoints_of_two_logs_do_not_extend_each_other() -> None:
    """Though their trees might."""
    other = Checkpoint("trucewatch/elsewhere/ledger-1", 60, LOG.tree.root(60))
    with pytest.raises(ProofRefused, match="two logs"):
        extends(other, CHECKPOINT, LOG.tree.consistency(60))


def test_no_path_speaks_for_another_entry() -> None:
    """Every entry of a small log with every path of it: 9,900 lies."""
    paths = [LOG.tree.inclusion(index) for index in range(100)]
    accepted = [
        (at, index)
        for at, data in enumerate(LOG.data)
        for index, path in enumerate(paths)
        if at != index and is_accepted(data, index, path)
    ]
    assert accepted == []


def is_accepted(data: bytes, index: int, path: Path) -> bool:
    """Whether the proof is taken."""
    try:
        included(data, index, path, CHECKPOINT)
    except LedgerRefusal:
        return False
    return True


def test_no_path_has_more_than_64_hashes() -> None:
    """What it claims to lead to is not even looked at."""
    with pytest.raises(ProofRefused, match="no log has more than 64"):
        verify_inclusion(bytes(32), (0, 1), [bytes(32)] * 65, bytes(32))
