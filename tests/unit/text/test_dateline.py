"""The place, day and agency that open a wire story."""

from __future__ import annotations

import datetime as dt

import pytest

from trucewatch.domain.document import Block, BlockKind
from trucewatch.domain.span import Span
from trucewatch.text.dateline import Opening, find_dateline, nearest
from trucewatch.text.dates import PrintedDate


def find(text: str) -> Opening | None:
    """The dateline of a report of one paragraph."""
    return find_dateline(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))


@pytest.mark.parametrize(
    ("words", "name", "agency"),
    [
        ("JUBA, May 3 (Reuters) -", "Juba", "Reuters"),
        ("JUBA (AFP) –", "Juba", "AFP"),
        ("Juba (AFP) —", "Juba", "AFP"),
        ("MOSCOW, September 8. /TASS/.", "Moscow", "TASS"),
        ("МОСКВА, 8 сентября. /ТАСС/.", "Москва", "ТАСС"),
        ("МОСКВА, 3 мая — РИА Новости.", "Москва", "РИА Новости"),
        ("Damascus, SANA –", "Damascus", "SANA"),
        ("Damascus, (SANA) –", "Damascus", "SANA"),
        ("Aleppo, 3 May 2016 (SANA)-", "Aleppo", "SANA"),
        ("BOGOTÁ, 1 Jan (EFE).-", "Bogotá", "EFE"),
        ("ADDIS ABABA, Ethiopia (AP) —", "Addis Ababa", "AP"),
        ("KHARTOUM/JUBA, Oct 3 (Reuters) -", "Khartoum", "Reuters"),
        ("GENEVA —", "Geneva", None),
    ],
)
def test_agencies_open_their_stories_so(words: str, name: str, agency: str | None) -> None:
    """In the forms of the large agencies."""
    found = find(f"{words} Shells fell at dawn.")
    assert found is not None
    line = found.dateline
    assert (line.words, line.name, line.agency) == (words, name, agency)


@pytest.mark.parametrize(
    "text",
    [
        "The army — tired — left.",
        "Talks, held on 3 occasions — all in vain — ended.",
        "UN — and others — left.",
        "TALKS, 3 in all — and all in vain — ended.",
        "Juba — quiet for once — slept.",
        "(Reuters) - Shells fell.",
        "JUBA, May 3 (Reuters) -",
    ],
)
def test_other_dashes_open_nothing(text: str) -> None:
    """A place in small letters needs a day or an agency, and a story must follow."""
    assert find(text) is None


def test_words_behind_a_russian_dash_stay_words() -> None:
    """Only an agency that is registered belongs to the dateline."""
    found = find("МОСКВА, 3 мая — Перемирие. Оно нарушено.")
    assert found is not None
    assert found.dateline.words == "МОСКВА, 3 мая —"
    assert found.dateline.agency is None


def test_the_country_beside_it_finds_the_place() -> None:
    """There are many Tripolis."""
    there = [find(f"TRIPOLI, {land} (AP) — Shells fell.") for land in ("Lebanon", "Libya")]
    ids = {one.dateline.place for one in there if one}
    assert len(ids) == 2
    assert None not in ids


@pytest.mark.parametrize(
    ("published", "day"),
    [("2017-01-02", "2016-12-30"), ("2016-12-31", "2016-12-30"), ("2016-01-05", "2015-12-30")],
)
def test_a_day_without_year_is_the_nearest(published: str, day: str) -> None:
    """To the day of publication, over the end of a year, too."""
    printed = PrintedDate(Span(0, 0), 12, 30)
    assert nearest(printed, dt.date.fromisoformat(published)) == dt.date.fromisoformat(day)


def test_a_day_without_year_or_publication_is_unknown() -> None:
    """No year is invented."""
    assert nearest(PrintedDate(Span(0, 0), 5, 3), None) is None


def test_the_last_of_february_needs_its_year() -> None:
    """Years without that day are passed over."""
    printed = PrintedDate(Span(0, 0), 2, 29)
    assert nearest(printed, dt.date(2015, 3, 1)) == dt.date(2016, 2, 29)
    assert nearest(printed, dt.date(2018, 3, 1)) is None
