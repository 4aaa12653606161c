"""People's decisions as must-links and cannot-links between statements, the latest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from trucewatch.domain.decision import Decision, DecisionFate, DecisionKind, DecisionState

_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Constraints:
    """Which statements have to be together and which apart.

    Args:
        root: of each statement that is held together with others, the first of them.
        together: all that are held together, in order, by the first of them.
        apart: roots, or statements alone, by those that must not share a cluster with them.
        standing: decisions that hold wholly or in part, in the order in which they were made.
        fates: each decision with what became of it, as if all its statements were told.
    """

    root: Mapping[str, str] = field(default_factory=dict)
    together: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    standing: tuple[Decision, ...] = ()
    fates: tuple[DecisionFate, ...] = ()

    def root_of(self, statement: str) -> str:
        """The statement that stands for all that are held together with this one."""
        return self.root.get(statement, statement)

    def apart_from(self, statement: str) -> frozenset[str]:
        """Roots from which this statement is held apart."""
        return self.apart.get(self.root_of(statement), _NOBODY)

    def differing(self, other: Constraints) -> Iterator[str]:
        """Statements of which the other asks for something else, each once."""
        for one in {**self.root, **self.apart, **other.root, **other.apart}:
            mine, theirs = self.root.get(one, one), other.root.get(one, one)
            same = self.together.get(mine) == other.together.get(theirs)
            if not same or self.apart_from(one) != other.apart_from(one):
                yield one


NONE = Constraints()


def constraints(decisions: Iterable[Decision]) -> Constraints:
    """What decisions ask for; equal for every order in which they are given.

    The latest is heard first and an earlier one holds as far as it does not contradict later
    ones, also where it does so only by way of others: what is one with a and one with b makes a
    and b one. Of decisions of one instant that with the higher id counts as the later.
    """
    made = sorted({one.id: one for one in decisions}.values(), key=_moment)
    withdrawn = dict(_withdrawn(made))
    bonds = _Bonds()
    fates: dict[str, DecisionFate] = {}
    for one in reversed(made):
        if one.kind is DecisionKind.UNMERGE:
            void = one.id not in withdrawn.values()
            state = DecisionState.VOID if void else DecisionState.STANDING
            fates[one.id] = DecisionFate(decision=one, state=state)
        elif one.id in withdrawn:
            later = (withdrawn[one.id],)
            fates[one.id] = DecisionFate(decision=one, state=DecisionState.WITHDRAWN, later=later)
        else:
            fates[one.id] = bonds.heard(one)
    holding = {DecisionState.STANDING, DecisionState.PARTLY}
    together = bonds.together()
    return Constraints(
        root={one: root for root, members in together.items() for one in members},
        together=together,
        apart=bonds.apart(),
        standing=tuple(one for one in made if one.sides and fates[one.id].state in holding),
        fates=tuple(fates[one.id] for one in made),
    )


def fates_among(asked: Constraints, told: Container[str]) -> tuple[DecisionFate, ...]:
    """What became of each decision where only some statements are told at present."""
    return tuple(_fate_among(one, told) for one in asked.fates)


def _fate_among(fate: DecisionFate, told: Container[str]) -> DecisionFate:
    decision = fate.decision
    missing = tuple(one for one in decision.statements if one not in told)
    present = sum(any(one in told for one in side.statements) for side in decision.sides)
    if decision.kind is DecisionKind.CONFIRM:
        present = len(decision.statements) - len(missing)
    holds = fate.state in {DecisionState.STANDING, DecisionState.PARTLY}
    least = min(2, len(decision.statements))
    state = DecisionState.DORMANT if holds and present < least else fate.state
    return DecisionFate(
        decision=decision, state=state, later=fate.later, disputed=fate.disputed, missing=missing
    )


def _moment(one: Decision) -> tuple[object, str]:
    return one.at, one.id


def _withdrawn(made: Sequence[Decision]) -> Iterator[tuple[str, str]]:
    """Merges that were withdrawn, each with the first unmerge that did."""
    merges = {one.id: one for one in made if one.kind is DecisionKind.MERGE}
    taken: set[str] = set()
    for one in made:
        merge = merges.get(one.withdraws)
        if merge is not None and merge.id not in taken and _moment(merge) < _moment(one):
            taken.add(merge.id)
            yield merge.id, one.id


def _pairs_apart(split: Decision) -> int:
    return sum(
        len(side.statements) * len(other.statements) for side, other in combinations(split.sides, 2)
    )


class _Bonds:
    """Statements held together and apart by the decisions heard so far."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._apart: dict[str, dict[str, set[str]]] = defaultdict(dict)
        self._joined: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def heard(self, one: Decision) -> DecisionFate:
        """Take a decision in as far as those heard before leave room for it."""
        split = one.kind is DecisionKind.SPLIT
        clashes = list(self._split(one) if split else self._merge(one))
        disputed = {statement for statements, _ in clashes for statement in statements}
        later = {name for _, names in clashes for name in names}
        held = _pairs_apart(one) > len(clashes) if split else self._holds_something(one)
        part = DecisionState.PARTLY if held else DecisionState.OVERRULED
        return DecisionFate(
            decision=one,
            state=part if clashes else DecisionState.STANDING,
            later=tuple(sorted(later)),
            disputed=tuple(sorted(disputed)),
        )

    def together(self) -> dict[str, tuple[str, ...]]:
        """Those held together, in order, by the first of them."""
        groups = (sorted(members) for members in self._members.values() if len(members) > 1)
        return {members[0]: tuple(members) for members in groups}

    def apart(self) -> dict[str, frozenset[str]]:
        """First of those held together, by the first of those they are held apart from."""
        first = {root: min(members) for root, members in self._members.items()}
        return {
            first[root]: frozenset(first[other] for other in others)
            for root, others in self._apart.items()
            if others and root in first
        }

    def _merge(self, one: Decision) -> Iterator[tuple[tuple[str, str], set[str]]]:
        """Join each statement to the first group that later decisions let it join."""
        groups: list[str] = []
        for statement in one.statements:
            barred: list[tuple[str, set[str]]] = []
            for first in groups:
                against = self._apart[self._find(first)].get(self._find(statement))
                if against is None:
                    self._join(first, statement, one.id)
                    break
                barred.append((first, against))
            else:
                groups.append(statement)
            yield from (((first, statement), set(against)) for first, against in barred)

    def _split(self, one: Decision) -> Iterator[tuple[tuple[str, str], set[str]]]:
        for side, other in combinations(one.sides, 2):
            for a in side.statements:
                for b in other.statements:
                    if self._find(a) == self._find(b):
                        yield (a, b), self._between(a, b)
                    else:
                        self._hold_apart(self._find(a), self._find(b), {one.id})

    def _holds_something(self, one: Decision) -> bool:
        """Whether any two statements of it are together."""
        return len({self._find(name) for name in one.statements}) < len(one.statements)

    def _find(self, statement: str) -> str:
        if statement not in self._root:
            self._root[statement] = statement
            self._members[statement] = {statement}
        return self._root[statement]

    def _join(self, one: str, other: str, decision: str) -> None:
        self._joined[one].append((other, decision))
        self._joined[other].append((one, decision))
        kept, gone = self._find(one), self._find(other)
        if kept == gone:
            return
        if len(self._members[kept]) < len(self._members[gone]):
            kept, gone = gone, kept
        for member in self._members[gone]:
            self._root[member] = kept
        self._members[kept] |= self._members.pop(gone)
        for third, names in self._apart.pop(gone, {}).items():
            del self._apart[third][gone]
            self._hold_apart(kept, third, names)

    def _hold_apart(self, one: str, other: str, decisions: set[str]) -> None:
        self._apart[one].setdefault(other, set()).update(decisions)
        self._apart[other].setdefault(one, set()).update(decisions)

    def _between(self, one: str, other: str) -> set[str]:
        """Decisions on the shortest way by which two statements are together."""
        ways: dict[str, set[str]] = {one: set()}
        front = [one]
        while front and other not in ways:
            reached: list[str] = []
            for at in front:
                for to, decision in self._joined[at]:
                    if to not in ways:
                        ways[to] = ways[at] | {decision}
                        reached.append(to)
            front = reached
        return ways.get(other, set())
