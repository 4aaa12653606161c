"""The cells of a table of incidents as numbers, each refused with the way to write it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

from trucewatch.assess.plan.incidents import RADII
from trucewatch.assess.plan.ticks import ticks
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.loading import load_yaml
from trucewatch.data.registry import Registry
from trucewatch.domain.errors import InvalidValue, UnknownName
from trucewatch.domain.incident import ClaimKind
from trucewatch.domain.place import E7
from trucewatch.domain.time import UTC, parse_instant

UNKNOWN_MARK = "?"
"""Begins the name of somebody whom no register holds."""
_YES_NO = {"true": 1, "false": 0, "1": 1, "0": 0, "yes": 1, "no": 0}


def told(value: Any) -> bool:
    """Whether a cell tells anything."""
    return value is not None and value != ""


def instant_of(value: Any) -> int:
    """Ticks of an instant.

    >>> instant_of("1970-01-01T01:00:01+01:00")
    1000000
    """
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            remedy = "give a column of instants with time zone, best UTC"
            raise InvalidValue(f"{value.isoformat()} has no offset from UTC", remedy=remedy)
        return ticks(value.astimezone(UTC).replace(microsecond=0))
    return ticks(parse_instant(str(value)))


def degrees_of(limit: int) -> Callable[[Any], int]:
    """A reader of degrees up to `limit`, as whole 1e-7 degrees.

    >>> degrees_of(180)("37.16")
    371600000
    """

    def read(value: Any) -> int:
        try:
            number = round(float(value) * E7)
        except (ValueError, OverflowError, TypeError) as err:
            remedy = "write decimal degrees, as in 37.16"
            raise InvalidValue(f"{value!r} is no number of degrees", remedy=remedy) from err
        if abs(number) > limit * E7:
            raise InvalidValue(f"{value} is off the globe", remedy=f"write -{limit} to {limit}")
        return number

    return read


def radius_of(value: Any) -> int:
    """How closely a point is known, by its code."""
    known = [one.value for one in RADII]
    if str(value) not in known:
        remedy = f"write one of {', '.join(known)}"
        raise InvalidValue(f"{value!r} is no precision of a point", remedy=remedy)
    return known.index(str(value))


def flag_of(value: Any) -> int:
    """Yes or no.

    >>> flag_of(True), flag_of("0")
    (1, 0)
    """
    found = _YES_NO.get(str(value).lower())
    if found is None:
        raise InvalidValue(f"{value!r} is neither yes nor no", remedy="write true or false")
    return found


@cache
def _families() -> dict[str, str]:
    acts = load_yaml("vocabulary/acts.yaml")["acts"]
    return {name: act["family"] for name, act in acts.items()}


def act_of(value: Any) -> tuple[str, str]:
    """An act of the vocabulary and its family.

    >>> act_of("shelling")
    ('shelling', 'fire')
    """
    family = _families().get(str(value))
    if family is None:
        remedy = "look it up in data/vocabulary/acts.yaml"
        raise InvalidValue(f"{value!r} is no act of the vocabulary", remedy=remedy)
    return str(value), family


def words_of(value: Any) -> tuple[str, ...]:
    """Several values of one cell, parted by ";", or a list.

    >>> words_of("mortar; tank"), words_of(["mortar"])
    (('mortar', 'tank'), ('mortar',))
    """
    parts = value if isinstance(value, list) else str(value).split(";")
    return tuple(word for part in parts if (word := str(part).strip()))


def claims_of(value: Any) -> tuple[ClaimKind, ...]:
    """Excuses that somebody claims."""
    try:
        return tuple(ClaimKind(word) for word in words_of(value))
    except ValueError as err:
        remedy = f"write one of {', '.join(ClaimKind)}"
        raise InvalidValue(f"{value!r} is no excuse that can be claimed", remedy=remedy) from err


def actors_of(value: Any) -> tuple[str | None, ...]:
    """Registry ids; None for a name behind a question mark, which no register holds.

    >>> actors_of("syria-army; ?men in black")
    ('syria-army', None)
    """
    return tuple(map(_actor, words_of(value)))


def _actor(word: str) -> str | None:
    if word.startswith(UNKNOWN_MARK):
        return None
    if word not in Registry.packaged().actors:
        remedy = f"look it up in data/actors, or write {UNKNOWN_MARK}NAME for one who is not there"
        raise InvalidValue(f"no actor has the id {word!r}", remedy=remedy)
    return word


def place_of(value: Any) -> str:
    """The id of a place of the gazetteer."""
    try:
        return Gazetteer.packaged().get(str(value)).id
    except UnknownName as err:
        remedy = "write an id such as ocha:C1007, or longitude and latitude"
        raise InvalidValue(f"no place has the id {value!r}", remedy=remedy) from err
