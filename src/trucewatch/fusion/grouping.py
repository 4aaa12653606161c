"""Accounts grouped by their links from the heaviest down, as far as people leave it to links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from trucewatch.fusion.compare import TOGETHER
from trucewatch.fusion.constraints import Constraints
from trucewatch.fusion.near import Near

VETO = -40
"""Two accounts that stand so far apart are never of one happening, whoever links them."""

Stacks = Mapping[str, Sequence[str]]
"""Accounts that are compared, each with all that tell the same, itself among them."""
Turn = tuple[int, str, str]
"""A pair as it has its turn: weight with its sign changed, then the two in order."""


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """Accounts of one happening.

    Args:
        heads: those that are compared.
        groups: the heads as links alone hold them together; a person joined them where there are
            several.
        joins: the links that joined groups, in their turn.
        members: ids of all accounts, in order.
    """

    heads: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    joins: tuple[Turn, ...]
    members: tuple[str, ...]


def grouped(
    stacks: Stacks, near: Near, asked: Constraints, others: Mapping[str, Cluster]
) -> tuple[list[Cluster], set[Cluster]]:
    """The clusters of these accounts, and those of others that would have to be grouped anew.

    Every link has its turn, the heaviest first, and joins the groups of its two accounts where
    all pairs between them come to `TOGETHER` on average (average linkage), none of them stands
    apart, and no person holds them apart.

    Args:
        others: clusters of all accounts that are linked to these and not among them. They need
            no new grouping as long as nothing of theirs is joined with anything of these.

    Returns:
        Clusters that are to be trusted only where no others have to be grouped anew.
    """
    groups, people = _Groups(stacks, near), _Decided(stacks, asked)
    joins: list[Turn] = []
    touched: set[Cluster] = set()
    beside: dict[Cluster, _Replay] = {}
    for turn in _turns(stacks, near):
        _, one, other = turn
        if one in stacks and other in stacks:
            if people.allow(one, other) and groups.joined(one, other):
                people.join(one, other)
                joins.append(turn)
            continue
        ours, theirs = (one, other) if one in stacks else (other, one)
        cluster = others[theirs]
        if cluster in touched:
            continue
        there = beside.get(cluster) or beside.setdefault(cluster, _Replay(cluster))
        if groups.agrees(ours, there.group_at(turn, theirs)):
            touched.add(cluster)
    return ([] if touched else _clusters(stacks, groups, people, joins)), touched


def _turns(stacks: Stacks, near: Near) -> list[Turn]:
    """Links of these accounts, among themselves and to others, the heaviest first."""
    return sorted(
        (-weight, one, other) if one < other else (-weight, other, one)
        for one in stacks
        for other, weight in near[one].items()
        if weight is not None and weight >= TOGETHER and (one < other or other not in stacks)
    )


class _Replay:
    """The groups of a cluster as they stood turn by turn."""

    def __init__(self, cluster: Cluster) -> None:
        self._of = {head: {head} for head in cluster.heads}
        self._coming = list(reversed(cluster.joins))

    def group_at(self, turn: Turn, head: str) -> set[str]:
        """The group of a head before a turn, which is not before one that was asked of."""
        while self._coming and self._coming[-1] < turn:
            _, one, other = self._coming.pop()
            _merge(self._of, one, other)
        return self._of[head]


def _merge(of: dict[str, set[str]], one: str, other: str) -> None:
    """Make the groups of two accounts one; the work is that of the smaller."""
    kept, gone = of[one], of[other]
    if len(kept) < len(gone):
        kept, gone = gone, kept
    kept |= gone
    for member in gone:
        of[member] = kept


def _clusters(
    stacks: Stacks, groups: _Groups, people: _Decided, joins: Iterable[Turn]
) -> list[Cluster]:
    by_cluster: dict[str, list[Turn]] = {}
    for turn in joins:
        by_cluster.setdefault(people.of[turn[1]], []).append(turn)
    return [
        Cluster(
            heads=tuple(sorted(heads)),
            groups=groups.among(heads),
            joins=tuple(by_cluster.get(label, ())),
            members=tuple(sorted(one for head in heads for one in stacks[head])),
        )
        for label, heads in people.members.items()
    ]


class _Groups:
    """Groups that links hold together."""

    def __init__(self, heads: Iterable[str], near: Near) -> None:
        self.of = {one: {one} for one in heads}
        self._near = near
        self._refused: set[tuple[int, int, int, int]] = set()

    def joined(self, one: str, other: str) -> bool:
        """Make the groups of two accounts one, if as a whole they speak for it."""
        kept, gone = self.of[one], self.of[other]
        if kept is gone:
            return False
        # A group is told from what it was and what it will be by its size.
        pair = id(kept), len(kept), id(gone), len(gone)
        if pair in self._refused:
            return False
        if not self.agrees(one, gone):
            self._refused.add(pair)
            return False
        _merge(self.of, one, other)
        return True

    def among(self, heads: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """The groups of these accounts, in order."""
        distinct = {id(group): group for group in map(self.of.__getitem__, heads)}
        return tuple(sorted(tuple(sorted(group)) for group in distinct.values()))

    def agrees(self, one: str, theirs: AbstractSet[str]) -> bool:
        """Whether the group of an account and another one as a whole speak for being one."""
        ours: AbstractSet[str] = self.of[one]
        few, many = (ours, theirs) if len(ours) < len(theirs) else (theirs, ours)
        total = pairs = 0
        for member in few:
            for other in self._near[member].keys() & many:
                weight = self._near.weight(member, other)
                if weight < VETO:
                    return False
                total += weight
                pairs += 1
        return total >= TOGETHER * pairs


class _Decided:
    """What people hold together and apart, as it grows with every two groups that are joined."""

    def __init__(self, stacks: Stacks, asked: Constraints) -> None:
        self.of = {one: one for one in stacks}
        self.members = {one: [one] for one in stacks}
        self._apart: dict[str, set[str]] = {one: set() for one in stacks}
        owner: dict[str, str] = {}
        for one, stack in stacks.items() if asked.root or asked.apart else ():
            for root in sorted({asked.root_of(member) for member in stack}):
                self.join(owner.setdefault(root, one), one)
        for one in stacks if owner else ():
            others = (owner[root] for root in asked.apart_from(one) if root in owner)
            self._apart[self.of[one]].update(self.of[other] for other in others)

    def allow(self, one: str, other: str) -> bool:
        """Whether nobody holds these two apart."""
        return self.of[other] not in self._apart[self.of[one]]

    def join(self, one: str, other: str) -> None:
        """Two are together from now on, with all that is together with either."""
        kept, gone = self.of[one], self.of[other]
        if kept == gone:
            return
        if len(self.members[kept]) < len(self.members[gone]):
            kept, gone = gone, kept
        for member in self.members[gone]:
            self.of[member] = kept
        self.members[kept] += self.members.pop(gone)
        for third in self._apart.pop(gone):
            self._apart[third].discard(gone)
            self._apart[third].add(kept)
            self._apart[kept].add(third)
