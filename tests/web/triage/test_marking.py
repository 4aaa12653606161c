"""Statements in a text: every letter stays, and every statement has a place where it begins."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.web.pages.triage.marking import Mark, pieces

TEXT = "At dawn 😀 shells fell, قال أحد السكان"
SPANS = st.integers(0, len(TEXT) - 1).flatmap(
    lambda start: st.tuples(st.just(start), st.integers(start + 1, len(TEXT)))
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SPANS, max_size=6))
def test_no_letter_is_lost_and_no_statement_is_out_of_reach(spans: list[tuple[int, int]]) -> None:
    """Whatever overlaps: the pieces make the text again, and each mark its own words."""
    marks = [Mark(str(number), *span) for number, span in enumerate(spans)]
    found = pieces(TEXT, marks)
    assert "".join(one.text for one in found) == TEXT
    for mark in marks:
        held = "".join(one.text for one in found if mark in one.held)
        assert held == TEXT[mark.start : mark.end]
        assert sum(mark in one.starts for one in found) == 1


def test_the_shortest_statement_comes_first() -> None:
    """A click on words that two statements share means the one that says less besides."""
    (shared,) = [
        one
        for one in pieces("abcdef", [Mark("long", 0, 6), Mark("short", 2, 4)])
        if len(one.held) == 2
    ]
    assert [mark.said for mark in shared.held] == ["short", "long"]
