"""When positions are heard, and when they are shown."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from trucewatch.domain.access import Side
from trucewatch.domain.case import CaseState
from trucewatch.domain.centre_rules import PositionMode
from trucewatch.domain.position import Why
from trucewatch.review.position_course import HEARD, Course, Filed, Filing, filing, reveal_due
from trucewatch.review.refusals import NotLawful

A, B = Side.A, Side.B
DUE = dt.datetime(2026, 3, 9, 17, tzinfo=dt.UTC)
EARLY, SECOND = DUE - dt.timedelta(days=1), dt.timedelta(seconds=1)
ONE = Filed(1, EARLY)
EVERY = [{}, {A: ONE}, {B: ONE}, {A: ONE, B: ONE}]


def course(filed: dict[Side, Filed] | None = None, **facts: Any) -> Course:
    """A round that hears positions."""
    told: dict[str, Any] = {"state": CaseState.POSITIONS_OPEN, "due": DUE, **facts}
    return Course(filed=filed or {}, **told)


@pytest.mark.parametrize("state", CaseState)
def test_positions_are_heard_in_their_states_alone(state: CaseState) -> None:
    """From the invitation to the determination."""
    one = course(state=state)
    if state in HEARD:
        assert filing(one, A, EARLY) == Filing(late=False, amends=None)
    else:
        with pytest.raises(NotLawful):
            filing(one, A, EARLY)


@pytest.mark.parametrize(("filed", "side"), list(itertools.product(EVERY, (A, B))))
def test_no_filing_is_in_time_once_a_reveal_is_due(filed: dict[Side, Filed], side: Side) -> None:
    """Otherwise somebody could file after they had seen the other's."""
    one = course(filed)
    for now in (EARLY, DUE):
        if reveal_due(one, now) is None:
            assert not filing(one, side, now).late
        else:
            with pytest.raises(NotLawful):
                filing(one, side, now)


@pytest.mark.parametrize("filed", EVERY)
def test_after_the_reveal_every_filing_is_late(filed: dict[Side, Filed]) -> None:
    """Whatever the clock says."""
    one = course(filed, revealed=True)
    assert filing(one, A, EARLY).late
    assert reveal_due(one, DUE) is None


@pytest.mark.parametrize("filed", EVERY)
def test_the_reveal_is_due_when_both_are_in_or_the_clock_ends(filed: dict[Side, Filed]) -> None:
    """And at no other time; the very second of the end is its end."""
    both = Why.BOTH_FILED if len(filed) == 2 else None
    assert reveal_due(course(filed), DUE - SECOND) is both
    assert reveal_due(course(filed), DUE) is (both or Why.DEADLINE)
    assert reveal_due(course(filed, due=None), DUE) is both


def test_swapping_the_sides_swaps_nothing_else() -> None:
    """Neither is favoured, in either mode, whoever filed and handed over what."""
    swap = {A: B, B: A}
    states = [None, ONE, Filed(1, EARLY, handed_over=False)]
    for mode, first, second in itertools.product(PositionMode, states, states):
        filed = {side: one for side, one in ((A, first), (B, second)) if one}
        turned = {swap[side]: one for side, one in filed.items()}
        for now in (EARLY, DUE, DUE + dt.timedelta(days=2)):
            ours, theirs = course(filed, mode=mode), course(turned, mode=mode)
            assert reveal_due(ours, now) is reveal_due(theirs, now)
