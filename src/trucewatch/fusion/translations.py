"""Reports that tell the same in another language: numbers, names and times carry over.

Two reports of one happening that were written on their own share its place and its parties; that
they share nearly all of their numbers, times and names besides is the mark of a translation.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from trucewatch.fusion.names import Names

LEAST_WEIGHT = 6.0
"""Weight of what is shared, as a sum: a place, a party and a clock time, or two uneven figures."""
LEAST_SHARE = 0.6
"""Share of the weight of the poorer report."""
LEAST_MARKS = 4
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d|[.:]\d)")
_FIGURES = re.compile(r"\d[\d\u00a0\u202f ,.:٬]*")
"""Digits with whatever may stand inside a number or a clock time."""
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
"""A digit of another script, as of Arabic."""
_NUMBER = re.compile(r"\d+(?:[\u00a0\u202f ,.]\d{3})*(?!\d)")
_FEW, _SHARE = 4, 0.1
"""Reports, or share of all, that may name a thing before its weight begins to fall."""
_FAR = 40
"""Reports that share a name and a number from which on the two are too common to look by."""

Mark = tuple[str, str]
"""A kind (clock, number, name) with its value."""


@dataclass(frozen=True, slots=True)
class Told:
    """One text with its language (ISO 639-1) and the name of the report."""

    name: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Twins:
    """Two reports of which one translates the other; which of them is not told here.

    Args:
        one, other: names of the reports, in order.
        share: of the weight of the poorer report, 0 to 1.
        marks: what they share, in order.
    """

    one: str
    other: str
    share: float
    marks: tuple[Mark, ...]


def translations(texts: Sequence[Told], names: Names) -> tuple[Twins, ...]:
    """Pairs of texts in different languages of which one translates the other, in order.

    Numbers in words do not carry over here, and a text that has few numbers and names cannot be
    told.
    """
    told = {one.name: (one, marks(one.text, names)) for one in texts}
    common = Counter(mark for _, found in told.values() for mark in found)
    rarity = {mark: min(1.0, max(_FEW, _SHARE * len(told)) / common[mark]) for mark in common}
    near = sorted(_near({name: found for name, (_, found) in told.items()}))
    twins = (
        _twins(told[one], told[other], rarity)
        for one, other in near
        if told[one][0].language != told[other][0].language
    )
    return tuple(one for one in twins if one is not None)


def marks(text: str, names: Names) -> frozenset[Mark]:
    """The clock times, numbers and names of a text.

    >>> sorted(marks("At 06:20 some 1,200 people left", Names([])))
    [('clock', '06:20'), ('number', '1200')]
    >>> sorted(marks("في ٠٦:٢٠ غادر ١٢٠٠ شخص", Names([])))
    [('clock', '06:20'), ('number', '1200')]
    """
    figures = "\n".join(_FIGURES.findall(text)).replace("٬", ",")
    latin = _OTHER_DIGIT.sub(lambda digit: str(int(digit[0])), figures)
    clocks = {("clock", f"{int(hour):02}:{minute}") for hour, minute in _CLOCK.findall(latin)}
    rest = _CLOCK.sub(" ", latin)
    numbers = {("number", re.sub(r"\D", "", one)) for one in _NUMBER.findall(rest)}
    return frozenset(clocks | numbers | {("name", one) for one in names.found(text)})


def weight(mark: Mark) -> float:
    """How much a shared mark says: large and uneven numbers and clock times say most.

    >>> weight(("number", "3")), weight(("number", "17")), weight(("number", "2016"))
    (0.5, 2.0, 0.5)
    """
    kind, value = mark
    if kind != "number":
        return 3.0 if kind == "clock" else 1.5
    number = int(value)
    if number <= 12 or (len(value) == 4 and 1900 <= number <= 2100):
        return 0.5
    even = number % 10 == 0
    return (1.0 if even else 2.0) if number < 100 else (1.5 if even else 3.0)


def _twins(
    one: tuple[Told, frozenset[Mark]],
    other: tuple[Told, frozenset[Mark]],
    rarity: Mapping[Mark, float],
) -> Twins | None:
    both = one[1] & other[1]
    kinds = {kind for kind, _ in both}
    if len(both) < LEAST_MARKS or "name" not in kinds or len(kinds) < 2:
        return None
    shared = _weight_of(both, rarity)
    poorer = min(_weight_of(one[1], rarity), _weight_of(other[1], rarity))
    if shared < LEAST_WEIGHT or shared < LEAST_SHARE * poorer:
        return None
    return Twins(one[0].name, other[0].name, round(shared / poorer, 2), tuple(sorted(both)))


def _weight_of(found: frozenset[Mark], rarity: Mapping[Mark, float]) -> float:
    """What very many reports name tells little of two of them."""
    return math.fsum(weight(mark) * rarity[mark] for mark in found)


def _near(told: Mapping[str, frozenset[Mark]]) -> set[tuple[str, str]]:
    """Pairs of reports that share a name and, with it, a number or a clock time."""
    holders: dict[tuple[Mark, Mark], list[str]] = defaultdict(list)
    for name, found in sorted(told.items()):
        named = [mark for mark in found if mark[0] == "name"]
        counted = [mark for mark in found if mark[0] != "name"]
        for key in product(named, counted):
            holders[key].append(name)
    few = (names for names in holders.values() if len(names) <= _FAR)
    return {pair for names in few for pair in combinations(names, 2)}
