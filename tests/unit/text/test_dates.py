"""Calendar dates as they are printed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.text.dates import find_dates

MAY = dt.date(2016, 5, 3)


def readings(text: str) -> list[tuple[dt.date, ...]]:
    """Every reading of every date of a text."""
    return [date.readings() for date in find_dates(text)]


@pytest.mark.parametrize(
    "text",
    [
        "3 May 2016",
        "3rd of May 2016",
        "03 May, 2016",
        "May 3, 2016",
        "May 3rd 2016",
        "2016-05-03",
        "2016/5/3",
        "3 мая 2016",
        "3 Мая 2016",
        "3 أيار 2016",
        "3 مايو 2016",
        "٣ مايو ٢٠١٦",
    ],
)
def test_one_day_is_printed_in_many_ways(text: str) -> None:
    """In three languages and both sets of digits."""
    assert readings(f"({text})") == [(MAY,)]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("января", 1),
        ("августа", 8),
        ("декабря", 12),
        ("كانون الثاني", 1),
        ("شباط", 2),
        ("آب", 8),
        ("تشرين الأول", 10),
        ("يوليو", 7),
        ("ديسمبر", 12),
    ],
)
def test_months_of_russian_and_arabic_are_known(name: str, number: int) -> None:
    """Levantine names and those of Egypt and the Gulf."""
    assert readings(f"9 {name} 2016") == [(dt.date(2016, number, 9),)]


def test_day_and_month_that_can_be_exchanged_have_two_readings() -> None:
    """The day first, then the month first."""
    assert readings("03/05/2016") == [(MAY, dt.date(2016, 3, 5))]


@pytest.mark.parametrize("text", ["13/05/2016", "05/13/2016", "05/05/2016", "13.05.16"])
def test_a_part_above_twelve_decides(text: str) -> None:
    """So do two equal parts."""
    assert [len(found) for found in readings(text)] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "31/04/2016",
        "2016-13-01",
        "30 February 2016",
        "1.2.3.4",
        "12/5",
        "They may march.",
        "May he",
    ],
)
def test_what_is_no_date_is_left_out(text: str) -> None:
    """Impossible days, numbers of versions, and verbs."""
    assert readings(text) == []


def test_a_month_alone_is_a_month() -> None:
    """May needs a word before it to be one."""
    assert [(d.month, d.day, d.year) for d in find_dates("in May, or June 2016")] == [
        (5, None, None),
        (6, None, 2016),
    ]


def test_places_are_those_of_the_text() -> None:
    """Arabic digits included."""
    text = "يوم ٣ مايو ٢٠١٦ صباحا"
    [found] = find_dates(text)
    assert found.span.cut(text) == "٣ مايو ٢٠١٦"


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
def test_every_day_is_among_its_readings(day: dt.date) -> None:
    """However it is printed with its year in full."""
    for form in ("%d/%m/%Y", "%m-%d-%Y", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y"):
        [found] = readings(day.strftime(form))
        assert day in found
