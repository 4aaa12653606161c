"""Accounts to clusters of one happening each, whatever the order in which they arrive."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from trucewatch.domain.link import Link
from trucewatch.fusion.account import Account
from trucewatch.fusion.compare import NEAR_KM, NEARLY, TOGETHER, Holders, compared

CELL = 0.05
"""Degrees of a cell of the grid in which points near one another are looked for."""
VETO = -40
"""Two accounts that stand so far apart are never of one happening, whoever links them."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """A partition of accounts with its reasons.

    Args:
        members: ids of each cluster, in order; clusters by their first id.
        links: the links that hold clusters together, heaviest first.
        near_misses: pairs of different clusters that were nearly linked, heaviest first.
    """

    members: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    near_misses: tuple[Link, ...]


def clustered(accounts: Iterable[Account], places: Holders) -> Clusters:
    """The clusters of accounts; equal for every order in which they are given.

    Accounts that tell the very same are one from the start: ten thousand copies of one report
    are compared as one.
    """
    stacks = _stacked(accounts)
    listed = [stack[0] for stack in stacks.values()]
    links = [compared(one, other, places) for one, other in _candidates(listed)]
    weight = {(link.one, link.other): link.weight for link in links}
    heaviest = sorted(links, key=_heaviest)
    groups = _Groups(listed, weight)
    used = [link for link in heaviest if link.weight >= TOGETHER and groups.join(link)]
    missed = [link for link in heaviest if link.weight >= NEARLY and not groups.together(link)]
    alike = {stack[0].id: [one.id for one in stack] for stack in stacks.values()}
    members = (sorted(i for first in group for i in alike[first]) for group in groups.members())
    return Clusters(tuple(sorted(map(tuple, members))), tuple(used), tuple(missed))


def _stacked(accounts: Iterable[Account]) -> dict[object, list[Account]]:
    """Accounts by what they tell, each stack in order of its ids."""
    stacks: dict[object, list[Account]] = {}
    for one in sorted(accounts, key=lambda account: account.id):
        told = one.place, one.point, one.start, one.end, one.act, one.initiators, one.targets
        alone = one.id if one.place is None or one.start is None else None
        stacks.setdefault((*told, one.figures, alone), []).append(one)
    return stacks


def _heaviest(link: Link) -> tuple[int, str, str]:
    return -link.weight, link.one, link.other


def _candidates(accounts: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Pairs that may be of one happening: of one day, and near one another as far as is told."""
    exact: dict[object, list[Account]] = defaultdict(list)
    vague: dict[object, tuple[list[Account], list[Account]]] = defaultdict(lambda: ([], []))
    for one in accounts:
        for day in _days(one):
            for where in _around(one):
                exact[where, day].append(one)
            kind = one.family, one.targets, day
            vague[kind][0 if one.point is None else 1].append(one)
    seen: set[tuple[str, str]] = set()
    for pair in chain(
        chain.from_iterable(combinations(block, 2) for block in exact.values()),
        # What names a wider area alone may be what was told of any village in it.
        *(chain(combinations(wide, 2), product(wide, narrow)) for wide, narrow in vague.values()),
    ):
        first, second = sorted(one.id for one in pair)
        if (first, second) not in seen:
            seen.add((first, second))
            yield pair


def _around(one: Account) -> Iterator[object]:
    """The place, and the cells of a grid that lie within reach of a point."""
    if one.place is not None:
        yield one.place
    if one.point is not None:
        lon, lat = one.point
        reach = NEAR_KM / 2 / 111.0
        across = reach / max(math.cos(math.radians(lat)), 0.01)
        corners = product((lon - across, lon + across), (lat - reach, lat + reach))
        yield from {(int(x // CELL), int(y // CELL)) for x, y in corners}


def _days(one: Account) -> Iterator[dt.date | None]:
    if one.start is None or one.end is None:
        yield None
        return
    first, last = one.start.date(), (one.end - dt.timedelta(seconds=1)).date()
    for back in range(min((last - first).days, 6) + 2):
        yield first + dt.timedelta(days=back)


class _Groups:
    """Clusters that grow by links; two that hold a pair far apart do not join."""

    def __init__(self, accounts: Sequence[Account], weight: dict[tuple[str, str], int]) -> None:
        self._of = {one.id: one.id for one in accounts}
        self._members: dict[str, list[str]] = {one.id: [one.id] for one in accounts}
        self._weight = weight

    def together(self, link: Link) -> bool:
        """Whether both are of one cluster by now."""
        return self._of[link.one] == self._of[link.other]

    def join(self, link: Link) -> bool:
        """Join the clusters of a link unless its members as a whole speak against it."""
        one, other = self._of[link.one], self._of[link.other]
        if one == other:
            return False
        told = [
            self._weight[pair]
            for a in self._members[one]
            for b in self._members[other]
            if (pair := (a, b) if a < b else (b, a)) in self._weight
        ]
        if min(told) < VETO or sum(told) / len(told) < TOGETHER:
            return False
        kept, gone = sorted((one, other))
        for member in self._members[gone]:
            self._of[member] = kept
        self._members[kept] += self._members.pop(gone)
        return True

    def members(self) -> tuple[tuple[str, ...], ...]:
        """Ids by cluster, in order."""
        return tuple(tuple(sorted(self._members[first])) for first in sorted(self._members))
