"""Statements of the made-up night at the ford, with the lineage of each teller alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from trucewatch.domain.lineage import Chain, Lineage, Origin, OriginGroup, Sharing, Voice
from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.span import Span
from trucewatch.domain.statement import (
    Because,
    Count,
    Factuality,
    Mention,
    PlaceMention,
    Polarity,
    Speaker,
    Statement,
)
from trucewatch.domain.time import TimePrecision, TimeRange
from unit.fusion.accounts import HOUR, NIGHT

WORDS = "Shells fell on the ford"


def place(place_id: str) -> PlaceMention:
    """A mention of a place by its id."""
    return PlaceMention(place_id, place_id, 36.0, 34.0, PlacePrecision.WITHIN_1KM, place_id[2:])


def hours(start: float, end: float) -> TimeRange:
    """Hours after the beginning of the night."""
    return TimeRange(
        start=NIGHT + start * HOUR,
        end=NIGHT + end * HOUR,
        precision=TimePrecision.HOUR,
        words="then",
    )


def count(what: str, low: int | None, high: int | None, words: str) -> Count:
    """A figure of people."""
    return Count(what, low, high, "people", words)


def said(name: str, **more: Any) -> Statement:
    """A statement that the north shelled the ford, as alleged by whoever `more` says."""
    values: dict[str, Any] = {
        "id": name,
        "span": Span(0, len(WORDS)),
        "words": WORDS,
        "speakers": (Speaker(f"teller-{name}", None, "say"),),
        "act": "shelling",
        "act_family": "fire",
        "polarity": Polarity.AFFIRMED,
        "factuality": Factuality.ALLEGED,
        "because": (Because("made", Span(0, len(WORDS))),),
        "agents": (Mention("north", "north", "the north"),),
        "targets": (Mention("south", "south", "the south"),),
        "places": (place("t:ford"),),
        "time": hours(0, 1),
    }
    return Statement(**{**values, **more})


def told_by(origins: Mapping[str, str], days: Mapping[str, int] | None = None) -> Lineage:
    """A lineage in which each statement goes back to its origin, "" where it is not told.

    Args:
        days: days after the night on which the report of a statement came out.
    """
    by_origin: dict[str, list[str]] = {}
    for statement, origin in sorted(origins.items()):
        by_origin.setdefault(origin, []).append(statement)
    named = sorted(by_origin.keys() - {""})
    published = {one: NIGHT.date() + dt.timedelta((days or {}).get(one, 0)) for one in origins}
    return Lineage(
        edges=(),
        origins=tuple((one, who) for one, who in sorted(origins.items()) if who),
        untold=tuple(by_origin.get("", ())),
        circles=(),
        chains=tuple(
            Chain(
                statement=one,
                report=f"{one}.txt",
                source=None,
                published=published[one],
                voices=(Voice(name=who, actor=None),) if who else (),
            )
            for one, who in sorted(origins.items())
        ),
        roots=tuple(
            Origin(
                id=who,
                name=who,
                actor=None,
                unnamed=False,
                through="",
                statements=tuple(by_origin[who]),
            )
            for who in named
        ),
        groups=tuple(OriginGroup(id=who, origins=(who,), why=Sharing.ALONE) for who in named),
    )
