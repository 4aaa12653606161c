"""The stated rule by which a bare name becomes one place, or stays ambiguous."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from trucewatch.domain.place import Place, PlaceKind

# In news "Aleppo" is the city; a country outranks its capital of the same name (Luxembourg),
# because it holds it: the wider reading is never wrong.
KIND_ORDER = (
    PlaceKind.COUNTRY,
    PlaceKind.CITY,
    PlaceKind.COMMUNITY,
    PlaceKind.ADMIN1,
    PlaceKind.ADMIN2,
    PlaceKind.ADMIN3,
    PlaceKind.NEIGHBOURHOOD,
    PlaceKind.REGION,
    PlaceKind.SITE,
    PlaceKind.ROAD,
)
_UNITS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.ADMIN3})

CLEARLY_GREATER = 8
"""How many times the next population counts as clear.

Set between two pairs of one name: Tripoli (Libya to Lebanon 5.7, both in the news, must stay
ambiguous) and Geneva (Switzerland to Illinois 9.2, never meant).
"""

WIDELY_KNOWN = 50_000
"""Inhabitants below which no place is preferred for its size alone."""

UNLISTED_POPULATION = 5_000
"""What a place without a figure is taken to have at most; the sources figure larger ones."""


class Spelling(IntEnum):
    """How close a name is to a spelling on file, closest first.

    `REVIEWED` is an alias that a person put in `aliases.yaml`, `ALTERNATE` any other on file.
    """

    OFFICIAL = 0
    REVIEWED = 1
    ALTERNATE = 2
    FOLDED = 3
    FUZZY = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, and the spelling of it that fits."""

    place: Place
    spelling: Spelling
    matched: str
    population: int | None


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """What a name was taken to mean, by which rule.

    Args:
        chosen: the place, None where the rule is `ambiguous`, `unknown` or `fuzzy_ambiguous`.
        candidates: all places that fit, the chosen one first, then closest and largest first.
        rule: `only_entry`, `preferred_in_family`, `context_country`, `exact_spelling`,
            `seat_of_unit`, `greatest_population`, `ambiguous`, `unknown`, `fuzzy`,
            `fuzzy_ambiguous`.
        matched: the spelling on file that fits, "" where none is chosen.
        parameters: what the rule rested on, as `times_next` of `greatest_population`.
        score: likeness of a fuzzy match, 0 to 100; None for all other rules.
    """

    chosen: Place | None
    candidates: tuple[Place, ...]
    rule: str
    matched: str = ""
    parameters: Mapping[str, str | int | float] = field(default_factory=dict)
    score: float | None = None


Ancestors = Callable[[str], Sequence[Place]]
Family = list[Candidate]


def choose(
    candidates: Sequence[Candidate], near_countries: frozenset[str], ancestors: Ancestors
) -> PlaceMatch:
    """Choose among places of one name, or say that none is preferred.

    Candidates that hold one another (city, district, governorate) are one family. Families are
    sifted in turn by country of the context, spelling, seat of a unit, population; the rule is
    the last sieve that left out a family. Inside the family left, `KIND_ORDER` decides.

    Args:
        candidates: one a place, at least one; entries of one place joined before.
        near_countries: ISO 3166-1 alpha-2 codes of where the text speaks of; may be empty.
        ancestors: holders of a place id, nearest first.
    """
    families = _families(candidates, ancestors)
    # Kept from before the sieves: a village never wins by being the only one left to compare.
    larger_elsewhere = frozenset(
        family[0].place.country for family in families if _population(family) >= WIDELY_KNOWN
    )
    every = tuple(one.place for one in sorted(candidates, key=_order))
    rule, parameters = "", {}
    for name, sieve in _SIEVES:
        if len(families) == 1:
            break
        left, because = sieve(families, Context(near_countries, larger_elsewhere))
        if left and len(left) < len(families):
            families, rule, parameters = left, name, because
    if len(families) > 1:
        return PlaceMatch(None, every, "ambiguous", parameters={"families": len(families)})
    head = _head(families[0], ancestors)
    if head is None:
        return PlaceMatch(None, every, "ambiguous", parameters={"families": 1})
    if not rule:
        rule = "preferred_in_family" if len(candidates) > 1 else "only_entry"
        parameters = {"kind": head.place.kind.value}
    others = tuple(place for place in every if place.id != head.place.id)
    return PlaceMatch(head.place, (head.place, *others), rule, head.matched, parameters)


def _order(one: Candidate) -> tuple[int, int, int, str]:
    kind = KIND_ORDER.index(one.place.kind)
    return (one.spelling, -(one.population or 0), kind, one.place.id)


def _families(candidates: Sequence[Candidate], ancestors: Ancestors) -> list[Family]:
    """Candidates grouped by holding one another, groups in the order of their best member."""
    home = {one.place.id: one.place.id for one in candidates}

    def root(place_id: str) -> str:
        while home[place_id] != place_id:
            place_id = home[place_id]
        return place_id

    for one in candidates:
        for holder in ancestors(one.place.id):
            if holder.id in home:
                home[root(one.place.id)] = root(holder.id)
    families: dict[str, Family] = {}
    for one in sorted(candidates, key=_order):
        families.setdefault(root(one.place.id), []).append(one)
    return list(families.values())


def _head(family: Family, ancestors: Ancestors) -> Candidate | None:
    """The member that speaks for the family, None where two villages in it share the name."""
    members = {one.place.id for one in family}

    def rank(one: Candidate) -> tuple[int, int]:
        named_alike = sum(holder.id in members for holder in ancestors(one.place.id))
        return (KIND_ORDER.index(one.place.kind), -named_alike)

    best = min(map(rank, family))
    heads = [one for one in family if rank(one) == best]
    return heads[0] if len(heads) == 1 else None


class Context(NamedTuple):
    """What a sieve may look at beside the families."""

    near: frozenset[str]
    countries_of_large: frozenset[str]


Sifted = tuple[list[Family], dict[str, str | int | float]]


def _in_context(families: list[Family], context: Context) -> Sifted:
    """Families in the countries that the text is about; a country itself is always near."""
    inside = [
        family
        for family in families
        if any(
            one.place.country in context.near or one.place.kind is PlaceKind.COUNTRY
            for one in family
        )
    ]
    # A village that merely sounds alike does not beat the exact name of a place elsewhere.
    exact = any(_closest(family) <= Spelling.ALTERNATE for family in families)
    if not context.near or (
        exact and not any(_closest(one) <= Spelling.ALTERNATE for one in inside)
    ):
        return [], {}
    return inside, {"countries": " ".join(sorted(context.near))}


def _closely_spelt(families: list[Family], _: Context) -> Sifted:
    """Families with the closest spelling.

    A reviewed alias of a larger place stays in: Odessa is a town in Texas, and the press writes
    Odesa so. An alternate of no known language does not: "Bala" is on file for Basel.
    """
    closest = min(map(_closest, families))
    largest = max(_population(family) for family in families if _closest(family) == closest)

    def stays(family: Family) -> bool:
        larger = _population(family) > largest and _closest(family) <= Spelling.REVIEWED
        return larger or _closest(family) == closest

    return list(filter(stays, families)), {"spelling": Spelling(closest).name.lower()}


def _seats(families: list[Family], context: Context) -> Sifted:
    """The one family with an administrative unit, among villages of one country.

    Needs that country to be the context, or no large place of the name anywhere else.
    """
    countries = {one.place.country for family in families for one in family}
    seats = [one for one in families if any(member.place.kind in _UNITS for member in one)]
    if len(countries) > 1 or len(seats) != 1:
        return [], {}
    if not countries & context.near and context.countries_of_large - countries:
        return [], {}
    largest_other = max(_population(one) for one in families if one is not seats[0])
    return (seats, {}) if largest_other < WIDELY_KNOWN else ([], {})


def _largest(families: list[Family], _: Context) -> Sifted:
    """The family with clearly the greatest population."""
    first, second = sorted(families, key=_population, reverse=True)[:2]
    times = _population(first) / _population(second)
    if _population(first) < WIDELY_KNOWN or times < CLEARLY_GREATER:
        return [], {}
    return [first], {"population": _population(first), "times_next": round(times, 1)}


def _closest(family: Family) -> Spelling:
    return min(one.spelling for one in family)


def _population(family: Family) -> int:
    """Inhabitants of the largest member, at least what an unlisted place may have."""
    known = [one.population for one in family if one.population is not None]
    return max([*known, UNLISTED_POPULATION])


_SIEVES: tuple[tuple[str, Callable[[list[Family], Context], Sifted]], ...] = (
    ("context_country", _in_context),
    ("exact_spelling", _closely_spelt),
    ("seat_of_unit", _seats),
    ("greatest_population", _largest),
)
