"""Outlets that quote one another in a circle, and the statements in which they do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from trucewatch.domain.lineage import Edge, Quote
from trucewatch.fusion.account import Account

Ring = tuple[str, ...]


def circles_of(
    accounts: Iterable[Account], strand_of: Mapping[str, str], outlets: frozenset[str]
) -> tuple[tuple[Ring, ...], tuple[Quote, ...]]:
    """Each circle in order, and its steps.

    Args:
        strand_of: by statement, what it goes back to. Two outlets that quote each other on what
            two witnesses saw form no circle, so only statements of one strand are joined.
    """
    by_strand: dict[str, list[tuple[Account, str, str]]] = defaultdict(list)
    for one in accounts:
        for name in one.named:
            if one.source is not None and name in outlets and name != one.source:
                by_strand[strand_of[one.id]].append((one, one.source, name))
    found: dict[Ring, set[tuple[str, str, str]]] = defaultdict(set)
    for steps in by_strand.values():
        for ring in _rings(steps):
            inside = [step for step in steps if step[1] in ring and step[2] in ring]
            found[ring] |= {(one.id, outlet, quoted) for one, outlet, quoted in inside}
    rings = tuple(sorted(found))
    quotes = (
        Quote(circle=number, statement=statement, outlet=outlet, quoted=quoted)
        for number, ring in enumerate(rings)
        for statement, outlet, quoted in sorted(found[ring])
    )
    return rings, tuple(quotes)


def strands(
    accounts: Sequence[Account], edges: Mapping[str, Edge], origins: Mapping[str, str]
) -> dict[str, str]:
    """For each statement, one name for all that hangs together by edges or has the same origin."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while name in above:
            name = above[name]
        return name

    for one in accounts:
        joined = [f"origin {origins[one.id]}"] if one.id in origins else []
        joined += [edges[one.id].origin] if one.id in edges else []
        for other in joined:
            if top(one.id) != top(other):
                above[top(one.id)] = top(other)
    return {one.id: top(one.id) for one in accounts}


def _rings(steps: Sequence[tuple[Account, str, str]]) -> set[Ring]:
    """Outlets that reach themselves along the steps, with all that lie on the way."""
    names = {(outlet, quoted) for _, outlet, quoted in steps}
    reach = {outlet: _reached(outlet, names) for outlet, _ in names}
    rings = {
        tuple(sorted(other for other in there if outlet in reach.get(other, ())))
        for outlet, there in reach.items()
    }
    return {ring for ring in rings if ring}


def _reached(outlet: str, names: set[tuple[str, str]]) -> set[str]:
    reached: set[str] = set()
    front = {outlet}
    while front:
        front = {after for before, after in names if before in front} - reached
        reached |= front
    return reached
