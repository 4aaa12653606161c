"""Domain values in a few English words, the same on the page and on the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache

from trucewatch.data.loading import load_yaml
from trucewatch.data.zones import zone
from trucewatch.domain.document import Document, PublishedBasis
from trucewatch.domain.finding import Finding
from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.statement import Count, Mention, PlaceMention, Speaker, Weapon
from trucewatch.domain.time import UTC, TimePrecision, TimeRange, ZoneBasis

BASIS = {
    PublishedBasis.GIVEN: "as given",
    PublishedBasis.DATE_LINE: "from its date line",
    PublishedBasis.DATELINE: "from its dateline",
    PublishedBasis.ADDRESS: "from its address",
    PublishedBasis.PAGE: "as its page declares",
    PublishedBasis.TEXT: "from its text",
}
PRECISION = {
    PlacePrecision.EXACT: "exact place",
    PlacePrecision.WITHIN_1KM: "within 1 km",
    PlacePrecision.WITHIN_25KM: "within 25 km",
    PlacePrecision.ADMIN3: "sub-district",
    PlacePrecision.ADMIN2: "district",
    PlacePrecision.ADMIN1: "province",
    PlacePrecision.UNKNOWN: "place unknown",
}
FINENESS = {TimePrecision.DAYS_2_TO_6: "some days"}
_NO_TIME = "time not told"


@cache
def act_label(act: str) -> str:
    """How the vocabulary calls an act.

    >>> act_label("small_arms_fire"), act_label("no_such_act")
    ('small-arms fire', 'no such act')
    """
    entry = load_yaml("vocabulary/acts.yaml")["acts"].get(act, {})
    return str(entry.get("en", act.replace("_", " ")))


def plain(code: str) -> str:
    """A code as words.

    >>> plain("not_confirmed")
    'not confirmed'
    """
    return code.replace("_", " ")


def deciding(finding: Finding) -> str:
    """The sentences of the step that the result rests on; "" where all steps bear it alike."""
    told = (step.because for step in finding.steps if step.question == finding.decided_by)
    return " ".join(dict.fromkeys(told))


def day(at: dt.date) -> str:
    """A day as people write it.

    >>> day(dt.date(2016, 5, 3))
    '3 May 2016'
    """
    return f"{at.day} {at:%b} {at.year}"


def title(document: Document) -> str:
    """The headline, else the last part of the file's name."""
    return document.title or document.name.replace("\\", "/").rstrip("/").rpartition("/")[2]


def published(document: Document) -> str:
    """When the report was published and what that rests on."""
    if document.published is not None:
        return f"{day(document.published)}, {BASIS.get(document.published_basis, '')}".rstrip(", ")
    if document.published_readings:
        either = " or ".join(day(reading) for reading in document.published_readings)
        return f"{either}: its text does not decide"
    return "day not found"


def when(time: TimeRange | None) -> str:
    """A time as exactly as the words allow, in its own clock.

    >>> when(None)
    'time not told'
    >>> start = dt.datetime(2016, 5, 1, 21, tzinfo=UTC)
    >>> day_there = TimeRange(start=start, end=start + dt.timedelta(days=1), zone="Asia/Damascus")
    >>> when(day_there)
    '2 May 2016'
    >>> when(TimeRange(start=start))
    'from 1 May 2016 21:00 UTC'
    """
    if time is None or (time.start is None and time.end is None):
        return _NO_TIME
    clock = zone(time.zone) if time.zone else UTC
    start, end = (at and at.astimezone(clock) for at in (time.start, time.end))
    if start is None or end is None:
        side = "from" if start else "before"
        return f"{side} {_moment(start or end)}{_clock_name(time)}"
    if _midnight(start) and _midnight(end):
        return _days(start.date(), end.date() - dt.timedelta(days=1))
    return f"{_span(start, end)}{_clock_name(time)}"


def _span(start: dt.datetime, end: dt.datetime) -> str:
    if end - start <= dt.timedelta(minutes=1):
        return _moment(start)
    if start.date() == end.date():
        return f"{_moment(start)}–{end:%H:%M}"
    return f"{_moment(start)} – {_moment(end)}"


def _moment(at: dt.datetime | None) -> str:
    return f"{day(at)} {at:%H:%M}" if at else ""


def _midnight(at: dt.datetime) -> bool:
    return (at.hour, at.minute, at.second) == (0, 0, 0)


def _days(first: dt.date, last: dt.date) -> str:
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def _clock_name(time: TimeRange) -> str:
    if time.zone is None:
        return " UTC"
    return f" {time.zone.rpartition('/')[2].replace('_', ' ')}"


def how_dated(time: TimeRange | None) -> str:
    """Precision and the ground of the clock, "" where there is no time."""
    if time is None or time.precision is TimePrecision.UNKNOWN:
        return ""
    fineness = FINENESS.get(time.precision, plain(time.precision))
    assumed = time.zone_basis is ZoneBasis.ASSUMED
    return f"{fineness}, clock assumed" if assumed else fineness


def chain(speakers: Iterable[Speaker], *, narrator: str = "the report itself") -> str:
    """Who says it, outermost first, as a reader meets them.

    >>> chain([Speaker("River Front", None, "tell"), Speaker("Gazette", None, "report")])
    'Gazette: River Front'
    >>> chain([])
    'the report itself'
    """
    names = [_jointly(speaker) for speaker in speakers]
    return ": ".join(reversed(names)) if names else narrator


def _jointly(speaker: Speaker) -> str:
    return " and ".join((speaker.name, *speaker.with_))


def names(mentions: Iterable[Mention | PlaceMention]) -> str:
    """Each name once in a row, "" where there is none."""
    return ", ".join(dict.fromkeys(mention.name for mention in mentions))


def places(mentions: Iterable[PlaceMention]) -> str:
    """Names of places, each with how closely it pins the event."""
    return ", ".join(
        f"{one.name} ({PRECISION.get(one.precision, one.precision)})" for one in mentions
    )


def weapons(mentioned: Iterable[Weapon]) -> str:
    """Each weapon class once."""
    return ", ".join(dict.fromkeys(plain(one.weapon) for one in mentioned))


def count(figure: Count) -> str:
    """A figure with its bounds.

    >>> count(Count("killed", 2, None, "people", "at least two"))
    'at least 2 people killed'
    >>> count(Count("killed", 2, 4, "people", "two to four"))
    '2–4 people killed'
    >>> count(Count("killed", None, None, "people", "dozens of people"))
    'dozens of people'
    """
    low, high = figure.low, figure.high
    if low is None and high is None:
        return figure.words
    if high is None:
        amount = f"at least {low}"
    elif low is None:
        amount = f"up to {high}"
    else:
        amount = str(low) if low == high else f"{low}–{high}"
    words = [amount, plain(figure.unit), plain(figure.what)]
    return " ".join(dict.fromkeys(word for word in words if word))
