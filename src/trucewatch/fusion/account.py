"""What fusion compares of a statement: where, when, what, who, and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from trucewatch.domain.lineage import Voice
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Mention, PlaceMention, Statement
from trucewatch.fusion.shingles import Shingles, bag, shingles
from trucewatch.fusion.voices import voice_of


@dataclass(frozen=True, slots=True)
class Account:
    """One statement with what its report adds.

    Args:
        place: id of the one place told, None where none or several are.
        point: longitude and latitude in degrees, None where only an outline is known.
        start, end: half-open; None where that side is not told.
        initiators, targets: registry ids, else names; empty is not told.
        figures: number by what it counts, as in killed.
        origin: whoever is named nearest to the act, None for the report itself.
        named: everybody in the chain of who says it, nearest first.
        report: name of the report; `text` are the shingles of its words.
        arrived: day of publication, None where not known.
        voices: the chain of `named` with what each of them is.
        said: shingles of the words of the statement itself; `bag` are its words in no order.
    """

    id: str
    act: str
    family: str
    place: str | None
    point: tuple[float, float] | None
    start: dt.datetime | None
    end: dt.datetime | None
    initiators: frozenset[str]
    targets: frozenset[str]
    figures: tuple[tuple[str, int], ...]
    origin: str | None
    named: tuple[str, ...]
    report: str
    source: str | None
    language: str
    text: Shingles
    arrived: dt.date | None
    voices: tuple[Voice, ...] = ()
    said: Shingles = frozenset()
    bag: Shingles = frozenset()


def accounts_of(
    readings: Iterable[Reading], on_file: Callable[[str], str] = str
) -> Iterator[Account]:
    """An account for each statement, in the order of the readings.

    Args:
        on_file: what a publisher is called, by the name that the report gives it.
    """
    for reading in readings:
        text = shingles(reading.document.text)
        printed = reading.document.source
        source = on_file(printed) if printed else printed
        for said in reading.statements:
            yield _account(said, reading, text, source)


def _account(said: Statement, reading: Reading, text: Shingles, source: str | None) -> Account:
    place = said.places[0] if len(said.places) == 1 else None
    document = reading.document
    named = tuple(speaker.actor or speaker.name for speaker in said.speakers)
    return Account(
        id=said.id,
        act=said.act,
        family=said.act_family,
        place=place.place if place else None,
        point=_point(place),
        start=said.time.start if said.time else None,
        end=said.time.end if said.time else None,
        initiators=_names(said.agents),
        targets=_names(said.targets),
        figures=tuple(sorted((c.what, c.low) for c in said.counts if c.low is not None)),
        origin=named[0] if named else None,
        named=named,
        report=document.name,
        source=source,
        language=document.language,
        text=text,
        arrived=document.published,
        voices=tuple(map(voice_of, said.speakers)),
        said=shingles(said.words),
        bag=bag(said.words),
    )


def _point(place: PlaceMention | None) -> tuple[float, float] | None:
    if place is None or place.lon is None or place.lat is None:
        return None
    return place.lon, place.lat


def _names(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(one.actor or one.name for one in mentions)
