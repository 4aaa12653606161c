"""A span is a stretch of text and cuts out exactly its words."""

from __future__ import annotations

import pytest

from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.span import Span


def test_a_span_never_runs_backwards() -> None:
    """Its end is at or after its start."""
    with pytest.raises(InvalidValue):
        Span(3, 2)


def test_a_span_never_starts_before_the_text() -> None:
    """A negative start would cut from the end."""
    with pytest.raises(InvalidValue):
        Span(-1, 2)


def test_spans_that_touch_do_not_overlap() -> None:
    """Half-open ranges share nothing at their border."""
    assert not Span(0, 3).overlaps(Span(3, 5))


def test_a_span_holds_itself() -> None:
    """Wholly inside includes both borders."""
    assert Span(1, 4).holds(Span(1, 4))


def test_joined_spans_hold_what_is_between() -> None:
    """The join is the smallest span over both."""
    assert Span(5, 7).joined(Span(0, 2)) == Span(0, 7)


def test_a_span_counts_code_points() -> None:
    """Letters outside the basic plane are one each."""
    assert Span(1, 2).cut("𐤀ب") == "ب"
