"""Which parts of a report are somebody's own words, with odd or missing marks, too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.domain.span import Span
from trucewatch.text.quoting import inside, quotations


def quoted(text: str) -> list[str]:
    """The quoted words."""
    return [span.cut(text) for span in quotations(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He said: "No." She said: "Yes."', ["No.", "Yes."]),
        ("“No,” he said.", ["No,"]),
        ("«Нет», сказал он.", ["Нет"]),
        ("« Non », dit-il.", [" Non "]),
        ("„Nein“, sagte er.", ["Nein"]),
        ("„Nie”, powiedział.", ["Nie"]),
        ("”Nej”, sade han.", ["Nej"]),
        ("»Nein«, sagte er.", ["Nein"]),
        ("“No,' he said, “never”.", ["No,' he said, “never"]),
        ('“No," he said.', ["No,"]),
    ],
)
def test_marks_of_many_languages_quote(text: str, words: list[str]) -> None:
    """And marks that do not match."""
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The «Truce» holds”, he said.", ["The «Truce» holds"]),
        ("“He said “no” to me”, she said.", ["He said “no” to me"]),
        ("«Партия «Мир» ушла», сказал он.", ["Партия «Мир» ушла"]),
        ('"He said “no” to me", she said.', ["He said “no” to me"]),
    ],
)
def test_a_quotation_inside_belongs_to_the_outer(text: str, words: list[str]) -> None:
    """Of the same marks or others."""
    assert quoted(text) == words


def test_an_open_mark_quotes_to_the_paragraphs_end() -> None:
    """A speech over several paragraphs opens each and closes the last."""
    assert quoted('"We stay.\n\n"We fight." He left.') == ["We stay.", "We fight."]


def test_a_mark_never_opened_quotes_from_the_start() -> None:
    """If nothing else was quoted there."""
    assert quoted('We stay," he said.') == ["We stay,"]
    assert quoted('"No," he said. We stay," he said.') == ["No,"]


def test_apostrophes_quote_nothing() -> None:
    """Single marks are apostrophes too."""
    assert quoted("The army's 'truce' isn't one.") == []


def test_inches_quote_nothing() -> None:
    """A straight mark behind a number."""
    assert quoted('5" shells fell near 6" guns') == []


def test_empty_marks_quote_nothing() -> None:
    """There are no words between them."""
    assert quoted('He said "" twice.') == []


def test_most_of_a_span_decides_where_it_is() -> None:
    """A verb of saying at the edge does not take it out."""
    quote = Span(10, 30)
    assert inside(Span(12, 36), (quote,)) == quote
    assert inside(Span(20, 44), (quote,)) is None


@given(st.text('ab \n"“”«»„', max_size=40))
def test_quotations_are_apart_and_in_order(text: str) -> None:
    """Whatever the marks."""
    last = 0
    for span in quotations(text):
        assert last <= span.start < span.end <= len(text)
        last = span.end
