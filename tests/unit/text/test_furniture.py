"""What stands around a report is told apart by its form."""

from __future__ import annotations

import datetime as dt

import pytest

from trucewatch.text.furniture import (
    author_of,
    date_of_line,
    is_address,
    is_boilerplate,
    is_note,
    is_update,
)

MAY = dt.date(2016, 5, 3)


@pytest.mark.parametrize(
    "line",
    [
        "May 3, 2016",
        "Tuesday, 3 May 2016, 14:05 GMT",
        "Published: 3 May 2016",
        "(Updated 3 May 2016)",
        "2016-05-03 14:05",
        "Опубликовано: 3 мая 2016 года",
        "الثلاثاء 3 أيار 2016",
    ],
)
def test_lines_of_a_date_are_known(line: str) -> None:
    """With weekday, clock and label, in three languages."""
    found = date_of_line(line)
    assert found is not None
    assert found.readings() == (MAY,)


@pytest.mark.parametrize(
    "line",
    [
        "On 3 May 2016 shells fell.",
        "The truce of 3 May 2016 holds",
        "3 May",
        "May",
        "Three dead",
        "29 February 2015",
    ],
)
def test_sentences_with_a_date_are_no_date_lines(line: str) -> None:
    """Nor are dates without a year, or such as never were."""
    assert date_of_line(line) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("Reporting by Ann Lee and Bo Chen in Juba", "Ann Lee and Bo Chen in Juba"),
        ("Автор: Анна Ли", "Анна Ли"),
        ("بقلم: سامي حداد", "سامي حداد"),
    ],
)
def test_bylines_give_their_names(line: str, names: str) -> None:
    """In three languages."""
    assert author_of(line) == names


@pytest.mark.parametrize(
    "line", ["By Monday the truce had ended.", "By 3 May", "By the river they met", "By"]
)
def test_other_lines_with_by_name_nobody(line: str) -> None:
    """Times and places begin so, too."""
    assert author_of(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Truce holds",
        "Share",
        "Читайте также: Перемирие",
        "جميع الحقوق محفوظة",
        "© Gazette",
    ],
)
def test_lines_of_the_page_are_boilerplate(line: str) -> None:
    """In three languages."""
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line", ["Share of attacks rises.", "Home was shelled.", "The print works burned down."]
)
def test_words_of_pages_inside_a_report_are_kept(line: str) -> None:
    """Only a line of its own is part of the page."""
    assert not is_boilerplate(line)


def test_an_editors_remark_is_a_note() -> None:
    """It tells something, apart from the story."""
    assert is_note("Correction: an earlier version named another village.")
    assert not is_note("The correction came late.")


def test_lines_of_addresses_hold_nothing_else() -> None:
    """One word makes it a sentence."""
    assert is_address("https://a.example/x www.b.example")
    assert not is_address("See https://a.example/x")


def test_a_label_of_a_later_change_is_told() -> None:
    """It does not give the day of publication where another line does."""
    assert is_update("Last updated: 4 May 2016")
    assert not is_update("Published: 3 May 2016")
