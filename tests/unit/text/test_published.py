"""The day a report was published, and what that rests on."""

from __future__ import annotations

import datetime as dt

import pytest

from trucewatch.domain.document import Document, PublishedBasis
from trucewatch.text.opening import open_document

MAY, MARCH = dt.date(2016, 5, 3), dt.date(2016, 3, 5)
BODY = "Shells fell on the village. Nobody was hurt."
Found = tuple[dt.date | None, PublishedBasis]


def opened(*parts: str, given: dt.date | None = None) -> Document:
    """A report of these paragraphs."""
    return open_document("\n\n".join(parts).encode(), name="t", published=given)


def found(*parts: str) -> Found:
    """Its day of publication and the basis of that."""
    document = opened(*parts)
    return document.published, document.published_basis


def test_a_given_day_stands() -> None:
    """Whatever the report itself says."""
    document = opened("Truce", "3 May 2016", BODY, given=dt.date(2016, 5, 4))
    assert document.published == dt.date(2016, 5, 4)
    assert document.published_basis is PublishedBasis.GIVEN


def test_a_date_line_comes_first() -> None:
    """Before an address and a dateline that say otherwise."""
    parts = ("May 3, 2016", f"JUBA, May 2 (X) - {BODY}", "https://a.example/2016/05/04/x")
    assert found("Truce holds", *parts) == (MAY, PublishedBasis.DATE_LINE)


def test_the_first_publication_counts_before_a_change() -> None:
    """Words such as "yesterday" were written then."""
    parts = ("Truce holds", "Updated: 4 May 2016", "Published: 3 May 2016", BODY)
    assert found(*parts) == (MAY, PublishedBasis.DATE_LINE)


def test_a_change_alone_is_taken() -> None:
    """It is the best that is told."""
    assert found("Updated: 3 May 2016", BODY) == (MAY, PublishedBasis.DATE_LINE)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/2016/05/03/talks",
        "https://a.example/2016/may/03/talks",
        "https://a.example/talks-20160503.html",
        "https://a.example/news/2016-05-03/",
    ],
)
def test_the_own_address_can_tell_the_day(address: str) -> None:
    """It stands by itself, mostly last."""
    assert found("Truce holds", BODY, address) == (MAY, PublishedBasis.ADDRESS)


@pytest.mark.parametrize(
    "address", ["https://a.example/2016/13/45/x", "https://a.example/id/20169999"]
)
def test_numbers_that_are_no_day_are_passed_over(address: str) -> None:
    """Addresses hold many."""
    assert found("Truce holds", BODY, address) == (None, PublishedBasis.NOT_FOUND)


def test_an_address_inside_a_sentence_is_another_report() -> None:
    """Its day is not that of this one."""
    text = "The list is at https://a.example/2016/05/03/list for all to see."
    assert found("Truce holds", BODY, text) == (None, PublishedBasis.NOT_FOUND)


def test_a_page_that_tells_nothing_else_may_declare_its_day() -> None:
    """In its hidden parts, so that no words of the text are the reason."""
    page = (
        '<html><head><meta property="article:published_time" content="2016-05-03T10:00Z"></head>'
        f"<body><h1>Truce holds</h1><p>{BODY}</p><p>{BODY}</p></body></html>"
    )
    document = opened(page)
    assert (document.published, document.published_basis) == (MAY, PublishedBasis.PAGE)
    assert document.published_because is None


def test_what_a_page_declares_decides_between_readings() -> None:
    """Of a line whose day and month could be exchanged."""
    page = (
        '<html><meta property="article:published_time" content="2016-05-04">'
        f"<p>Truce</p><p>03/05/2016</p><p>{BODY}</p></html>"
    )
    assert found(page) == (MAY, PublishedBasis.DATE_LINE)


def test_a_dateline_needs_a_year_from_elsewhere() -> None:
    """One year named in the report is enough, two are not."""
    line = f"JUBA, May 3 (Agency) - {BODY}"
    assert found(line, "The war began in May 2016.") == (MAY, PublishedBasis.DATELINE)
    assert found(line, BODY) == (None, PublishedBasis.NOT_FOUND)
    assert found(line, "From May 2015 to May 2016.") == (None, PublishedBasis.NOT_FOUND)


def test_a_headline_can_tell_the_day() -> None:
    """Bulletins are called by it."""
    assert found("Bulletin of 3 May 2016", BODY, BODY) == (MAY, PublishedBasis.TEXT)


def test_a_day_told_in_a_sentence_is_not_publication() -> None:
    """It is when something happened."""
    assert found("Truce holds", "On Monday, 2 May 2016, shells fell.") == (
        None,
        PublishedBasis.NOT_FOUND,
    )


def test_what_decides_is_told_by_its_words() -> None:
    """So that a person can check it."""
    document = opened("Truce", "Tuesday, 03/05/2016", BODY)
    assert document.published_because is not None
    assert document.published_because.cut(document.text) == "Tuesday"


def test_both_readings_are_kept_where_nothing_decides() -> None:
    """In order of time, and no day is taken."""
    document = opened("Truce holds", "03/05/2016", BODY)
    assert document.published is None
    assert document.published_basis is PublishedBasis.UNDECIDED
    assert document.published_readings == (MARCH, MAY)
