"""Rows of a monitor's table to observations, each cell as the row has it."""

from __future__ import annotations

import datetime as dt
import re

from trucewatch.data.registry import Registry
from trucewatch.data.zones import zone
from trucewatch.domain.amount import Amount, Told
from trucewatch.domain.errors import InvalidValue, UnreadableInput
from trucewatch.domain.observation import (
    Description,
    EventLocation,
    Means,
    Observation,
    Observed,
)
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.time import UTC, TimePrecision, TimeRange, ZoneBasis
from trucewatch.pipeline import count_values as values
from trucewatch.pipeline.count_rows import wanted
from trucewatch.pipeline.count_sheet import Row

UNKNOWN = frozenset({"", "n/k", "nk", "not known", "unknown"})
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_PLACE = re.compile(
    r"(?:(?P<near>\d+(?:\.\d+)?)\s*(?:[-–]\s*(?P<far>\d+(?:\.\d+)?)\s*)?(?P<unit>k?m)\s*)?"
    r"(?P<bearing>[NESW]{1,3})"
)
_TIME = re.compile(
    r"(?P<day>\d{1,2})[- ](?P<month>[A-Za-z]{3})[a-z]*,?\s*(?P<from>\d{1,2}:\d{2})"
    r"(?:\s*[-–]\s*(?P<to>\d{1,2}:\d{2}))?"
)
_ASIDE = re.compile(r"\s*\((?P<aside>[^)]*)\)")
_FLIGHT = re.compile(r"(?:from\s+)?[NESW]{1,3}\s+to\s+[NESW]{1,3}")
_TIME_WAY = Sentence("write it as in 7-Aug, 14:00-16:30, or give columns start and end")


def observation_of(row: Row) -> Observation:
    """The observation of one row.

    Raises:
        UnreadableInput: the first cell that does not fit, with file, line, column and remedy.
    """
    observer = row.read("observer", wanted)
    told, asides = _asides(row["description"])
    flight = [one for one in asides if _FLIGHT.fullmatch(one)]
    remarks = [one for one in asides if one not in flight]
    try:
        return Observation(
            id=row.id,
            observer=observer,
            observer_name=Registry.packaged().name_of(observer),
            position=row.read("position", wanted),
            what=row.read("observation", _observed),
            number=row.read("number", number_of),
            row=row.where,
            location=row.read("location", location_of),
            means=row.read("means", lambda cell: values.one_of(Means, "means")(_plain(cell))),
            description=row.read(
                "description", lambda _: values.one_of(Description, "description")(told)
            ),
            direction=row["direction"] or "; ".join(flight),
            weapon="" if row["weapon"].lower() in UNKNOWN else row["weapon"],
            time=_time(row),
            remark="; ".join(filter(None, [*remarks, row["remark"]])),
            source=row["source"],
        )
    except InvalidValue as err:
        raise UnreadableInput(err.what, where=row.where, remedy="mend the row") from err


def number_of(cell: str) -> Amount:
    """How many were observed; an empty cell is no number, and none is invented.

    >>> str(number_of("12")), str(number_of("N/K"))
    ('12', 'N/K')
    """
    amount = values.amount_of(cell)
    if amount.told is not Told.COUNTED:
        remedy = Sentence("write how many, 1 or more, or N/K; what was not observed has no row")
        raise InvalidValue(
            Sentence("{cell!r} is no number of an observation", cell=cell), remedy=remedy
        )
    return amount


def location_of(cell: str) -> EventLocation | None:
    """A bearing and a distance as seen from the position; None where the row tells none.

    >>> there = location_of("2-4km SSE")
    >>> there.bearing, there.near_m, there.far_m
    ('SSE', 2000, 4000)
    >>> location_of("near the mill").words, location_of("N/K")
    ('near the mill', None)
    """
    if cell.lower() in UNKNOWN:
        return None
    found = _PLACE.fullmatch(cell)
    if found is None:
        return EventLocation(words=cell)
    metres = 1000 if found["unit"] == "km" else 1
    near = round(float(found["near"]) * metres) if found["near"] else None
    far = round(float(found["far"]) * metres) if found["far"] else near
    return EventLocation(words=cell, bearing=found["bearing"], near_m=near, far_m=far)


def _observed(cell: str) -> Observed:
    found = values.one_of(Observed, "observation")(_plain(cell))
    if found is None:
        raise InvalidValue(
            "is empty", remedy=Sentence("write one of {values}", values=", ".join(Observed))
        )
    return found


def _plain(cell: str) -> str:
    return " ".join(cell.replace("(", " ").replace(")", " ").split())


def _asides(cell: str) -> tuple[str, list[str]]:
    """The description itself, and what stands in brackets behind it."""
    return _ASIDE.sub("", cell).strip(), [one["aside"].strip() for one in _ASIDE.finditer(cell)]


def _time(row: Row) -> TimeRange | None:
    if row["start"]:
        return row.read("start", lambda cell: _span(cell, row["end"], row["zone"]))
    return row.read("time", lambda cell: _told(cell, row)) if row["time"] else None


def _span(start: str, end: str, clock: str) -> TimeRange | None:
    """From start to end; a moment alone is a minute, a day alone that day."""
    found = values.window_of(start, end, clock)
    if found is None or found.start is None or found.end is not None:
        return found
    return TimeRange(
        start=found.start,
        end=found.start + dt.timedelta(minutes=1),
        precision=TimePrecision.MINUTE,
        zone=found.zone,
        zone_basis=found.zone_basis,
    )


def _told(cell: str, row: Row) -> TimeRange:
    """Day, month and minutes, with the year and the clock of their own columns."""
    found = _TIME.fullmatch(cell)
    if found is None:
        raise InvalidValue(Sentence("{cell!r} is no day and time", cell=cell), remedy=_TIME_WAY)
    if not (row["year"] and row["zone"]):
        column, such = ("zone", "Europe/Kyiv") if row["year"] else ("year", "2020")
        raise InvalidValue(
            Sentence("{cell!r} does not say its {column}", cell=cell, column=column),
            remedy=Sentence("give it with --set {column}={such}", column=column, such=such),
        )
    first = _at(found, "from", row)
    last = _at(found, "to", row) if found["to"] else first + dt.timedelta(minutes=1)
    if last <= first:
        # "23:40-00:20" runs over midnight.
        last += dt.timedelta(days=1)
    return TimeRange(
        start=first,
        end=last,
        precision=TimePrecision.MINUTE,
        words=cell,
        zone=row["zone"],
        zone_basis=ZoneBasis.STATED,
    )


def _at(found: re.Match[str], side: str, row: Row) -> dt.datetime:
    try:
        month = _MONTHS.index(found["month"].lower()) + 1
        hour, minute = map(int, found[side].split(":"))
        clock = zone(row["zone"])
        local = dt.datetime(int(row["year"]), month, int(found["day"]), hour, minute, tzinfo=clock)
    except ValueError as err:
        raise InvalidValue(
            Sentence("{cell!r} is no day and time", cell=found[0]), remedy=_TIME_WAY
        ) from err
    return local.astimezone(UTC)
