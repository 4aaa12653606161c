"""Who took an account from whom: what a report names, what it copies, which figures it repeats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from trucewatch.domain.lineage import Edge, Lineage, Taking
from trucewatch.fusion.account import Account
from trucewatch.fusion.shingles import shared

COPIED = 0.35
"""From this share of common runs of words on a text is taken for a copy."""
_EARLIEST = dt.date.min


def lineage(accounts: Iterable[Account], outlets: frozenset[str]) -> Lineage:
    """The lineage of the accounts of one happening, whatever their order.

    An account that names nobody but an outlet, or nobody at all, has the origin of what it was
    taken from. Where that is not to be seen, its origin is not told, and it corroborates nothing:
    it counts only where no account of the happening tells an origin, and then once for all.

    Args:
        outlets: who publishes reports; anybody else who is named has it at first hand.
    """
    listed = sorted(accounts, key=_by_arrival)
    edges = {edge.taken: edge for edge in _edges(listed, outlets)}
    by_id = {one.id: one for one in listed}
    origins = {one.id: _origin(one, edges, by_id, outlets) for one in listed}
    return Lineage(
        edges=tuple(edges[one] for one in sorted(edges)),
        origins=tuple(sorted((one, who) for one, who in origins.items() if who is not None)),
        untold=tuple(sorted(one for one, who in origins.items() if who is None)),
        circles=tuple(_circles(listed, outlets)),
    )


def _by_arrival(one: Account) -> tuple[dt.date, bool, str]:
    """By day; of one day, those that name their source before those that do not."""
    return one.arrived or _EARLIEST, not one.named, one.id


def _edges(listed: Sequence[Account], outlets: frozenset[str]) -> Iterator[Edge]:
    """What each account was taken from; whoever names a first-hand source took it from nobody."""
    before: list[Account] = []
    # A text that is itself a copy has nothing that its original has not.
    originals: list[Account] = []
    for one in listed:
        named = [other for other in one.named if other in outlets and other != one.source]
        first_hand = one.origin is not None and one.origin not in outlets and not named
        copied = None if first_hand else _copied(one, originals)
        found = None if first_hand else _named(one, before, named) or copied
        found = found or (None if first_hand else _repeated(one, originals))
        if found is not None:
            yield found
        if copied is None:
            originals.append(one)
        before.append(one)


def _named(one: Account, before: Sequence[Account], named: Sequence[str]) -> Edge | None:
    for outlet in named:
        for other in before:
            if other.source == outlet:
                return Edge(taken=one.id, origin=other.id, how=Taking.NAMED, evidence=outlet)
    return None


def _copied(one: Account, originals: Sequence[Account]) -> Edge | None:
    shares = [(shared(one.text, other.text), other) for other in originals]
    share, other = max(shares, key=lambda pair: pair[0], default=(0.0, one))
    if share < COPIED:
        return None
    return Edge(taken=one.id, origin=other.id, how=Taking.COPIED, evidence=f"{share:.2f}")


def _repeated(one: Account, originals: Sequence[Account]) -> Edge | None:
    """The same figures, told to the same minute or hour: no two observers count so alike."""
    if not one.figures:
        return None
    for other in originals:
        if (one.figures, one.start, one.end) == (other.figures, other.start, other.end):
            evidence = ", ".join(f"{number} {what}" for what, number in one.figures)
            return Edge(taken=one.id, origin=other.id, how=Taking.SAME_FIGURES, evidence=evidence)
    return None


def _origin(
    one: Account,
    edges: Mapping[str, Edge],
    by_id: Mapping[str, Account],
    outlets: frozenset[str],
) -> str | None:
    """Whoever stands at the root of the edges from an account, None where nobody is told."""
    while True:
        if one.origin is not None and one.origin not in outlets:
            return one.origin
        edge = edges.get(one.id)
        if edge is None:
            return None
        one = by_id[edge.origin]


def _circles(listed: Sequence[Account], outlets: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Outlets of which each names the next, and the last the first."""
    names = {
        (one.source, other)
        for one in listed
        for other in one.named
        if one.source is not None and other in outlets and other != one.source
    }
    reach = {outlet: _reached(outlet, names) for outlet, _ in names}
    rings = {
        tuple(sorted(other for other in there if outlet in reach.get(other, ())))
        for outlet, there in reach.items()
    }
    yield from sorted(ring for ring in rings if ring)


def _reached(outlet: str, names: set[tuple[str, str]]) -> set[str]:
    reached: set[str] = set()
    front = {outlet}
    while front:
        front = {after for before, after in names if before in front} - reached
        reached |= front
    return reached
