"""The register of coverage: who could observe where and when, and where that is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.coverage import Coverage, CoverageKind
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.service import places
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.registers.edits import Edit, Given, plain, record
from trucewatch.service.verb import permit
from trucewatch.storage.documents import content, newest
from trucewatch.storage.models.documents import Version

KIND = "coverage"
LONGEST_DAYS = 366


class Seen(StrEnum):
    """What is on record of one place on one day."""

    COUNTED = "counted"
    WATCHED = "watched"
    RESTRICTED = "restricted"
    NO_DATA = "no_data"


@dataclass(frozen=True)
class Recorded:
    """Coverage as it was recorded."""

    coverage: Coverage
    version: Version


@dataclass(frozen=True)
class Day:
    """One place on one day.

    Args:
        seen: `counted` where a record has a figure, even 0; `watched` where none has one yet;
            `restricted` where nobody could observe; `no_data` where nothing is on record.
        counts: the figures, one a record; they are never added up, since two may have seen the
            same.
        restricted: whether a restriction is on record, whatever else is.
    """

    day: dt.date
    seen: Seen
    counts: tuple[int, ...] = ()
    restricted: bool = False


def enter(centre: Centre, person: Person, given: Given, *, subject: str = "") -> str:
    """Coverage, or another version of a record of it; id of the document.

    Args:
        given: coverage as JSON.
        subject: the document that is corrected, "" for a new one.

    Raises:
        Denied: the person may not.
        InvalidValue: it is no coverage, or no reason is given.
        UnknownName: no place has the id.
        StaleVersion: somebody else was faster.
    """
    permit(person, "coverage.record", Resource(KIND))
    told = from_wire(Coverage, given.entry, where="coverage")
    places.get(told.place)
    edit = Edit(
        kind=KIND,
        subject=subject or subject_of(KIND, given.key),
        entry=to_wire(told),
        reason=given.reason,
        follows=given.follows,
    )
    record(centre, person, "coverage.record", edit, key=given.key)
    return edit.subject


def recorded() -> list[Recorded]:
    """Every record, the last one first."""
    rows = newest(KIND)
    return [Recorded(from_wire(Coverage, plain(content(one))), one) for one in rows if content(one)]


def strip(records: Iterable[Coverage], first: dt.date, last: dt.date) -> Iterator[Day]:
    """What is on record of one place, day by day in UTC.

    Args:
        records: of that place.
        first, last: both are told.

    Raises:
        InvalidValue: the days are not in order, or more than a leap year.
    """
    if not dt.timedelta() <= last - first < dt.timedelta(days=LONGEST_DAYS):
        what = Sentence(
            "from {first} to {last} is no stretch of 1 to {most} days",
            first=first,
            last=last,
            most=LONGEST_DAYS,
        )
        raise InvalidValue(what, remedy="choose another first or last day")
    held = list(records)
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        yield _day(day, [one for one in held if _touches(one, day)])


def _touches(one: Coverage, day: dt.date) -> bool:
    start = dt.datetime.combine(day, dt.time(), dt.UTC)
    return one.start < start + dt.timedelta(days=1) and (one.end is None or start < one.end)


def _day(day: dt.date, held: list[Coverage]) -> Day:
    watching = [one for one in held if one.kind is not CoverageKind.RESTRICTION]
    counts = tuple(one.counted for one in watching if one.counted is not None)
    restricted = len(watching) < len(held)
    if watching:
        seen = Seen.COUNTED if counts else Seen.WATCHED
    else:
        seen = Seen.RESTRICTED if restricted else Seen.NO_DATA
    return Day(day, seen, counts, restricted)
