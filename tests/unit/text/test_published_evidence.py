"""What tells the day from the month of 03/05/2016, each ground by itself."""

from __future__ import annotations

import datetime as dt

import pytest

from trucewatch.text.opening import open_document

MAY, MARCH = dt.date(2016, 5, 3), dt.date(2016, 3, 5)


def published(*parts: str, line: str = "03/05/2016") -> tuple[dt.date | None, str | None]:
    """The day that a report with this date line is taken to be of, and the words that decided."""
    document = open_document("\n\n".join(("Truce holds", line, *parts)).encode(), name="t")
    because = document.published_because
    return document.published, because.cut(document.text) if because else None


@pytest.mark.parametrize(("weekday", "day"), [("Tuesday", MAY), ("Saturday", MARCH)])
def test_a_weekday_beside_it_decides(weekday: str, day: dt.date) -> None:
    """3 May 2016 was a Tuesday, 5 March a Saturday."""
    assert published("Shells fell.", line=f"{weekday}, 03/05/2016") == (day, weekday)


def test_a_weekday_that_fits_neither_decides_nothing() -> None:
    """It may be a slip."""
    assert published("Shells fell.", line="Monday, 03/05/2016") == (None, None)


@pytest.mark.parametrize(("other", "day"), [("25/04/2016", MAY), ("02/25/2016", MARCH)])
def test_another_date_shows_the_habit(other: str, day: dt.date) -> None:
    """It has a part above twelve."""
    assert published(f"On {other} shells fell.") == (day, other)


@pytest.mark.parametrize(("words", "day"), [("Yesterday, May 2", MAY), ("Today, 5 March", MARCH)])
def test_a_day_word_beside_a_date_decides(words: str, day: dt.date) -> None:
    """Only one reading has that yesterday."""
    assert published(f"{words}, shells fell.") == (day, words)


def test_what_is_past_cannot_lie_ahead() -> None:
    """Talks that were stalled in April were so before May, not before March."""
    assert published("In April the talks were stalled.") == (MAY, "April")


def test_what_is_to_come_cannot_lie_back() -> None:
    """Talks that will begin on 20 March 2016 were not told of in May."""
    day, words = published("Talks will begin on 20 March 2016.")
    assert (day, words) == (MARCH, "20 March 2016")


def test_contradicting_words_decide_nothing() -> None:
    """Each reading has something against it."""
    text = "Talks will begin on 20 March 2016. Shells fell on 20 April 2016."
    assert published(text) == (None, None)


def test_the_day_of_a_dateline_decides() -> None:
    """A report comes out within two days of it."""
    assert published("JUBA, March 5 (Agency) - Shells fell.") == (MARCH, "March 5")


def test_the_own_address_decides() -> None:
    """It was made on that day."""
    day, words = published("Shells fell.", "https://a.example/2016/05/03/x")
    assert (day, words) == (MAY, "2016/05/03")


@pytest.mark.parametrize("text", ["Снаряды упали на село.", "سقطت القذائف على القرية."])
def test_russian_and_arabic_put_the_day_first(text: str) -> None:
    """The language itself is a ground."""
    assert published(text * 3, line="03.05.2016") == (MAY, "03.05.2016")


def test_dates_on_the_page_are_no_ground() -> None:
    """Lists of other stories have dates of their own."""
    assert published("Shells fell.", "Read more: Raid of 25/04/2016") == (None, None)
