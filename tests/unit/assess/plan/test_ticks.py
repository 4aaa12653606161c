"""Instants that tell two answers apart are kept, and no others."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.assess.plan.ticks import classes, fewest
from trucewatch.domain.time import UTC

DAYS = tuple(dt.datetime(2020, 1, day, tzinfo=UTC) for day in (3, 5, 7))
Breaks = tuple[dt.datetime, ...]
SIZE = len(DAYS) + 1


def answer(breaks: Breaks, answers: list[int], span: tuple[dt.datetime, dt.datetime]) -> int:
    """The answer of a span: by instants at or before its start, and before its end."""
    begun, ended = (sum(at <= span[0] for at in breaks), sum(at < span[1] for at in breaks))
    return answers[begun * (len(breaks) + 1) + ended]


@given(st.lists(st.integers(0, 1), min_size=SIZE * SIZE, max_size=SIZE * SIZE))
def test_every_span_keeps_its_answer(answers: list[int]) -> None:
    """Whether its start or its end is what an instant tells apart."""
    kept = fewest(DAYS, answers)
    for _, _, span in classes(DAYS):
        assert answer(*kept, span) == answer(DAYS, answers, span)


def test_what_no_span_reaches_keeps_no_instant() -> None:
    """No span ends before it starts, so what stands there is of no account."""
    answers = [7 if begun <= ended else begun for begun in range(SIZE) for ended in range(SIZE)]
    assert fewest(DAYS, answers) == ((), [7])
