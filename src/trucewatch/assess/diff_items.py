"""Things of two agreements side by side, and what differs between the two of a pair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trucewatch.domain.moment import TimeFact
from trucewatch.domain.terms_diff import Difference, DiffKind, Part
from trucewatch.domain.time import write_instant


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of an agreement as far as it can differ.

    Args:
        key: what it is about, as in `Difference`.
        facets: the values of each aspect; their order does not count.
        label: what tells of it where it was added or dropped.
    """

    key: str
    facets: Mapping[str, tuple[str, ...]]
    label: tuple[str, ...] = field(default=())


Pair = tuple[Item | None, Item | None]


def paired_by_key(ones: Sequence[Item], others: Sequence[Item]) -> tuple[Pair, ...]:
    """Items of the same key side by side, in order; what stands in the second alone comes last.

    >>> paired_by_key([Item("a", {}), Item("a", {})], [Item("a", {})])[1][1] is None
    True
    """
    left = list(others)
    pairs: list[Pair] = []
    for one in ones:
        other = next((each for each in left if each.key == one.key), None)
        if other is not None:
            left.remove(other)
        pairs.append((one, other))
    return (*pairs, *((None, each) for each in left))


def compared(part: Part, pairs: Iterable[Pair]) -> Iterator[Difference]:
    """What differs between the two of each pair."""
    for one, other in pairs:
        if one is not None and other is not None:
            yield from _changed(part, one, other)
        elif one is not None:
            label = one.label or (one.key,)
            yield Difference(part=part, change=DiffKind.DROPPED, key=one.key, before=label)
        elif other is not None:
            label = other.label or (other.key,)
            yield Difference(part=part, change=DiffKind.ADDED, key=other.key, after=label)


def _changed(part: Part, one: Item, other: Item) -> Iterator[Difference]:
    for aspect in one.facets:
        before, after = one.facets[aspect], other.facets.get(aspect, ())
        if set(before) != set(after):
            yield Difference(
                part=part,
                change=DiffKind.CHANGED,
                key=one.key,
                counterpart=other.key if other.key != one.key else "",
                aspect=aspect,
                before=before,
                after=after,
            )


def instant(at: dt.datetime | None) -> tuple[str, ...]:
    """An instant as a value, () where there is none."""
    return (write_instant(at),) if at is not None else ()


def accounts(facts: Iterable[TimeFact]) -> tuple[str, ...]:
    """Each account of a moment as one value: when, who says it, who denies it."""
    return tuple(dict.fromkeys(_account(one) for one in facts))


def _account(fact: TimeFact) -> str:
    parts = [write_instant(fact.at) if fact.at is not None else "unknown"]
    parts += ["before", write_instant(fact.until)] if fact.until is not None else []
    parts += ["says", *fact.asserted_by] if fact.asserted_by else []
    parts += ["denies", *fact.contested_by] if fact.contested_by else []
    return " ".join(parts)
