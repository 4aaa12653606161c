"""One connected part of the accounts, grouped by its links from the heaviest down."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.fusion.compare import TOGETHER
from trucewatch.fusion.constraints import Constraints

VETO = -40
"""Two accounts that stand so far apart are never of one happening, whoever links them."""

Near = Mapping[str, Mapping[str, int]]
"""Weights by both accounts of each pair that was compared."""
Stacks = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Grouped:
    """How a part falls into clusters.

    Args:
        clusters: each in order, by their first.
        compared: the same as comparison alone would hold together under what people forbid; a
            cluster that a person joined has several of these.
        used: pairs whose link joined two groups, the heaviest first.
    """

    clusters: tuple[tuple[str, ...], ...]
    compared: tuple[tuple[str, ...], ...]
    used: tuple[tuple[str, str], ...]


def grouped(part: Stacks, near: Near, asked: Constraints) -> Grouped:
    """Group a part whose accounts hang together by links or by what people decided.

    Args:
        part: the accounts that are compared, each with all that stand in its stack.
    """
    if len(part) == 1:
        alone = (tuple(part),)
        return Grouped(alone, alone, ())
    groups, people = _Groups(part, near), _Decided(part, asked)
    used: list[tuple[str, str]] = []
    for _, one, other in sorted(_heavy(part, near)):
        a, b = groups.of[one], groups.of[other]
        if a != b and people.allow(one, other) and groups.agree(a, b):
            groups.join(a, b)
            people.join(one, other)
            used.append((one, other))
    return Grouped(people.clusters(), _ordered(groups.members.values()), tuple(used))


def _heavy(part: Collection[str], near: Near) -> Iterable[tuple[int, str, str]]:
    return (
        (-weight, one, other)
        for one in part
        for other, weight in near[one].items()
        if weight >= TOGETHER and one < other
    )


def _ordered(groups: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(sorted(group)) for group in groups))


@dataclass(slots=True)
class _Tally:
    """The pairs between two groups: sum, number and least of their weights."""

    total: int = 0
    pairs: int = 0
    least: int = 0

    def add(self, total: int, pairs: int, least: int) -> None:
        self.least = min(self.least, least) if self.pairs else least
        self.total += total
        self.pairs += pairs


class _Groups:
    """Groups with what all pairs between any two of them come to (average linkage)."""

    def __init__(self, part: Collection[str], near: Near) -> None:
        self.of = {one: one for one in part}
        self.members = {one: [one] for one in part}
        self._between: dict[str, dict[str, _Tally]] = {
            one: {
                other: _Tally(weight, 1, weight)
                for other, weight in near[one].items()
                if other in self.of
            }
            for one in part
        }

    def agree(self, one: str, other: str) -> bool:
        """Whether two groups as a whole speak for being one."""
        told = self._between[one][other]
        return told.least >= VETO and told.total >= TOGETHER * told.pairs

    def join(self, one: str, other: str) -> None:
        """Make two groups one; the work is that of the one with fewer neighbours."""
        kept, gone = one, other
        if len(self._between[kept]) < len(self._between[gone]):
            kept, gone = gone, kept
        for member in self.members[gone]:
            self.of[member] = kept
        self.members[kept] += self.members.pop(gone)
        for third, told in self._between.pop(gone).items():
            del self._between[third][gone]
            if third == kept:
                continue
            there = self._between[kept].setdefault(third, _Tally())
            there.add(told.total, told.pairs, told.least)
            self._between[third][kept] = there


class _Decided:
    """What people hold together and apart, as it grows with every group that is joined."""

    def __init__(self, part: Stacks, asked: Constraints) -> None:
        self._of = {one: one for one in part}
        self._members = {one: [one] for one in part}
        self._apart: dict[str, set[str]] = {one: set() for one in part}
        owner: dict[str, str] = {}
        for one, stack in part.items():
            for root in {asked.root_of(member) for member in stack}:
                self.join(owner.setdefault(root, one), one)
        for one in part:
            others = (owner[root] for root in asked.apart_from(one) if root in owner)
            self._apart[self._of[one]].update(self._of[other] for other in others)

    def allow(self, one: str, other: str) -> bool:
        """Whether nobody holds these two apart."""
        return self._of[other] not in self._apart[self._of[one]]

    def join(self, one: str, other: str) -> None:
        """Two are together from now on, with all that is together with either."""
        kept, gone = self._of[one], self._of[other]
        if kept == gone:
            return
        if len(self._members[kept]) < len(self._members[gone]):
            kept, gone = gone, kept
        for member in self._members[gone]:
            self._of[member] = kept
        self._members[kept] += self._members.pop(gone)
        for third in self._apart.pop(gone):
            self._apart[third].discard(gone)
            self._apart[third].add(kept)
            self._apart[kept].add(third)

    def clusters(self) -> tuple[tuple[str, ...], ...]:
        """Whoever is together, in order."""
        return _ordered(self._members.values())
