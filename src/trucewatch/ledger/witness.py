"""What a witness asks of a head before it cosigns: is it of one history with mine, and is it time?

Nothing here is fetched, stored or signed; the package `mirror` does that, in the order that counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trucewatch.ledger.checkpoint import Checkpoint
from trucewatch.ledger.fork import ForkEvidence, contradicts
from trucewatch.ledger.refusals import DataMissing, Forked, Malformed, ProofRefused, TimeDisorder
from trucewatch.ledger.tree import Nodes, prefix_path

SKEW = 120
"""Seconds that two honest clocks may differ; `tw-verify` counts with the same."""


@dataclass(frozen=True)
class Head:
    """A checkpoint whose log signature holds, and the nodes of the tree that it claims.

    Args:
        checkpoint: what the note says.
        note: as it was signed.
        nodes: complete nodes by level and index; they are not trusted yet.
    """

    checkpoint: Checkpoint
    note: bytes
    nodes: Nodes


class ForkFound(Forked):
    """The log signed two histories; `evidence` proves it to anybody who has the log's key."""

    def __init__(self, evidence: ForkEvidence, sizes: tuple[int, int], origin: str) -> None:
        self.evidence, self.sizes = evidence, sizes
        what = f"signed two histories, of {sizes[0]} and {sizes[1]} entries"
        super().__init__(what, where=origin)


def require_one_history(ours: Head, theirs: Head) -> None:
    """Return where one tree can hold both heads; nodes are asked of the larger one alone.

    Raises:
        ForkFound: no tree can.
        DataMissing: the nodes of the larger head are not those that it signs, so that nothing can
            be told.
        Malformed: they are heads of two logs.
    """
    small, large = sorted(
        (ours, theirs), key=lambda one: (one.checkpoint.size, one.checkpoint.root)
    )
    first, second = small.checkpoint, large.checkpoint
    if first.origin != second.origin:
        raise Malformed(f"{ours.checkpoint.origin} and {theirs.checkpoint.origin} are two logs")
    if not first.size:
        return
    path = [] if first.size == second.size else prefix_path(first.size, second.size, large.nodes)
    try:
        is_fork = contradicts(first, second, path)
    except ProofRefused as error:
        what = f"the tiles are not those of the head of {second.size} entries"
        raise DataMissing(what, where=second.origin) from error
    if is_fork:
        evidence = ForkEvidence(tuple(path), small.note, large.note)
        raise ForkFound(evidence, (first.size, second.size), first.origin)


def require_time(now: int, newest: int, others: Mapping[str, int]) -> None:
    """Refuse where this clock and those of others differ by more than 120 seconds.

    Args:
        now: this clock, POSIX seconds.
        newest: when the newest entry was taken in by the log's clock, POSIX seconds.
        others: when other witnesses cosigned this head, by name; none of them can be from the
            future.

    Raises:
        TimeDisorder: whose clock is ahead, and by how much. Which of the two is wrong is not known.

    >>> require_time(1_000, 1_100, {})
    >>> require_time(1_000, 900, {"b": 1_200})
    Traceback (most recent call last):
    trucewatch.ledger.refusals.TimeDisorder: the clock of b is 200 s ahead of this one; set the \
clock that is wrong, then try again
    """
    for name, at in (("the log", newest), *sorted(others.items())):
        if at > now + SKEW:
            what = f"the clock of {name} is {at - now} s ahead of this one"
            raise TimeDisorder(what, remedy="set the clock that is wrong, then try again")
