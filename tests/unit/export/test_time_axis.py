"""An axis of time: round moments of a local clock, as close as their words allow."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from trucewatch.data.zones import zone
from trucewatch.domain.time import parse_instant
from trucewatch.export.svg_text import width
from trucewatch.export.time_axis import Axis


def axis(start: str, end: str, clock: str = "Asia/Damascus", wide: float = 800) -> Axis:
    """An axis that many pixels wide."""
    return Axis(parse_instant(start), parse_instant(end), 0, wide, clock)


def words(one: Axis, lang: str = "en") -> list[str]:
    """The words of its ticks."""
    return [tick.text for tick in one.ticks(lang, lambda text: width(text, 10))]


@pytest.mark.parametrize(
    ("start", "end", "first"),
    [
        ("2016-05-04T00:00Z", "2016-05-04T12:00Z", ["4 May 2016 03:00", "06:00"]),
        ("2016-05-04T00:00Z", "2016-05-14T00:00Z", ["5 May 2016", "6 May"]),
        ("2016-02-20T00:00Z", "2016-05-14T00:00Z", ["21 Feb 2016", "1 Mar", "11 Mar", "21 Mar"]),
        ("2016-02-20T00:00Z", "2017-03-14T00:00Z", ["Mar 2016", "May 2016"]),
        ("2012-02-20T00:00Z", "2024-03-14T00:00Z", ["2013", "2014"]),
        ("1949-02-20T00:00Z", "2024-03-14T00:00Z", ["1950", "1955"]),
    ],
)
def test_ticks_are_as_fine_as_fits(start: str, end: str, first: list[str]) -> None:
    """Hours, days, months or years; the year where it is not that of the tick before."""
    assert words(axis(start, end))[: len(first)] == first


def test_ticks_are_those_of_the_local_clock() -> None:
    """A tick of a day is its local midnight, also beyond the start of summer time."""
    shown = axis("2016-03-23T00:00Z", "2016-03-28T00:00Z")
    moments = [
        shown.start + (shown.end - shown.start) * tick.x / 800 for tick in shown.ticks("en", len)
    ]
    local = {at.astimezone(zone("Asia/Damascus")) for at in moments}
    assert {at.hour for at in local} <= {0, 1, 3, 6, 9, 12, 15, 18, 21}
    assert parse_instant("2016-03-25T22:00Z") not in moments
    assert parse_instant("2016-03-25T21:00Z") in moments


def test_words_of_ticks_do_not_touch() -> None:
    """In any language, at any width."""
    for wide in (200.0, 400.0, 1600.0):
        for lang in ("en", "ru", "ar"):
            ticks = axis("2016-02-20T00:00Z", "2016-10-14T00:00Z", wide=wide).ticks(
                lang, lambda text: width(text, 10)
            )
            for one, after in pairwise(ticks):
                assert after.x - one.x > (width(one.text, 10) + width(after.text, 10)) / 2


def test_an_instant_outside_is_held_to_the_end() -> None:
    """A bar that goes on stops at the edge; an open side is where it is told to be."""
    shown = axis("2016-05-01T00:00Z", "2016-05-02T00:00Z")
    late = shown.end + dt.timedelta(days=9)
    assert (shown.x(late), shown.x(None, 7.0), shown.x(shown.start)) == (800, 7.0, 0)
    assert shown.holds(shown.end)
    assert not shown.holds(late)
