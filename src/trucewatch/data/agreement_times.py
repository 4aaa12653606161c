"""Moments as agreement files write them: `2016-02-27T00:00 Asia/Damascus`, or a day alone."""

from __future__ import annotations

import datetime as dt
import re

from trucewatch.data.yaml_marks import Marked
from trucewatch.data.zones import zone
from trucewatch.domain.errors import InvalidValue, Refusal, require
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.time import UTC

_FORM = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d)?)?\s+([A-Za-z][\w+-]*(?:/[\w+-]+)*)")
_REMEDY = Sentence("write it as in 2016-02-27T00:00 Asia/Damascus, or the day with its zone")
_NEXT_DAY = Sentence("write the day it had instead")

Moment = tuple[dt.datetime, dt.datetime | None, str]
"""UTC instant, the instant by which it had come (None where it is exact), and the zone."""


def read_moment(text: str) -> Moment:
    """A local clock time as a UTC instant; a day alone as the whole of that day.

    24:00 is the midnight that ends the day.

    Raises:
        InvalidValue: another form, no such day, or a day or hour that the clock skips or has twice.
        UnknownName: no such zone.

    >>> at, until, name = read_moment("2016-02-27T00:00 Asia/Damascus")
    >>> at.isoformat(), until
    ('2016-02-26T22:00:00+00:00', None)
    >>> at, until, name = read_moment("2016-02-22 Asia/Damascus")
    >>> until - at == dt.timedelta(days=1)
    True
    >>> read_moment("2016-03-25T00:30 Asia/Damascus")
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: the clock of Asia/Damascus skips 2016-03-25 00:30; write the time it had instead
    """  # noqa: E501 - the message is one line for a person
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise InvalidValue(Sentence("{text!r} is no moment", text=text), remedy=_REMEDY)
    day_text, clock, name = match.groups()
    try:
        day = dt.date.fromisoformat(day_text)
        if clock is None:
            start, end = (_midnight(one, name) for one in (day, day + dt.timedelta(days=1)))
            require(
                start < end,
                "the clock of {name} skips the day {day}",
                remedy=_NEXT_DAY,
                name=name,
                day=day,
            )
            return start, end, name
        if clock in {"T24:00", "T24:00:00"}:
            return _midnight(day + dt.timedelta(days=1), name), None, name
        return _instant(dt.datetime.fromisoformat(f"{day_text}{clock}"), name), None, name
    except InvalidValue:
        raise
    except (ValueError, OverflowError) as err:
        raise InvalidValue(Sentence("{text!r} is no moment", text=text), remedy=_REMEDY) from err


def _midnight(day: dt.date, name: str) -> dt.datetime:
    """The first instant of a local day, also where the clock skips its midnight."""
    local = dt.datetime.combine(day, dt.time(), zone(name))
    return local.astimezone(UTC)


def _instant(local: dt.datetime, name: str) -> dt.datetime:
    early, late = (local.replace(tzinfo=zone(name), fold=fold).astimezone(UTC) for fold in (0, 1))
    if early == late:
        return early
    if early < late:
        what = Sentence(
            "the clock of {name} has twice {local:%Y-%m-%d %H:%M}", name=name, local=local
        )
        raise InvalidValue(what, remedy="write it in UTC")
    what = Sentence("the clock of {name} skips {local:%Y-%m-%d %H:%M}", name=name, local=local)
    raise InvalidValue(what, remedy="write the time it had instead")


def moment(marked: Marked) -> Moment:
    """The moment written at a place of a file; errors name the place."""
    try:
        return read_moment(marked.text())
    except Refusal as err:
        marked.refuse(err.what, err.remedy or _REMEDY)
