"""The mode in which each side keeps its text: the centre has a commitment, and nothing to lose."""

from __future__ import annotations

import datetime as dt

import pytest

from position_world import (
    CASE,
    CONFIRMS,
    DUE,
    FACILITATOR,
    HEADS,
    REJECTS,
    Clock,
    open_case,
    signed,
)
from trucewatch.data.centre_rules_files import packaged_text
from trucewatch.domain.access import Side
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.position import Said, Why
from trucewatch.review.position_course import HAND_OVER
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.review.positions import SignedPosition, file, hand_over
from trucewatch.service.review.revealing import reveal_all_due
from trucewatch.service.review.rounds import Round, round_for
from trucewatch.service.verb import Change, perform

A, B = Side.A, Side.B


@pytest.fixture
def kept(timed: Centre) -> Centre:
    """A centre whose rules leave texts with their sides, with one case that hears positions."""
    text = packaged_text().replace("position_mode: sealed_here", "position_mode: kept_by_side")
    assert "kept_by_side" in text
    change = Change(kind="rules", subject="centre-rules", document={"text": text})
    perform(timed, FACILITATOR, "rules.sign", change, key="rules")
    open_case(timed)
    return timed


def commits(centre: Centre, side: Side, said: Said) -> Round:
    """The head files the note alone."""
    given = SignedPosition(signed(side, said).note)
    return file(centre, HEADS[side], CASE, given, key=f"c-{side}")


def hands(centre: Centre, side: Side, said: Said) -> Round:
    """The head hands the text over."""
    opened = signed(side, said).opened
    assert opened is not None
    return hand_over(centre, HEADS[side], CASE, opened, key=f"h-{side}")


def test_the_text_comes_after_both_have_filed(kept: Centre) -> None:
    """Then both are revealed, as soon as both texts are in."""
    commits(kept, A, REJECTS)
    with pytest.raises(NotLawful) as refused:
        hands(kept, A, REJECTS)
    assert refused.value.code == "not_both_filed"
    commits(kept, B, CONFIRMS)
    assert hands(kept, B, CONFIRMS).reveal is None
    reveal = hands(kept, A, REJECTS).reveal
    assert reveal is not None
    assert (reveal.why, reveal.withheld) == (Why.BOTH_FILED, ())
    assert [one.text for one in reveal.positions] == [REJECTS.text, CONFIRMS.text]


def test_a_text_too_early_is_refused(kept: Centre) -> None:
    """It would lie at the centre for no reason."""
    with pytest.raises(NotLawful) as refused:
        file(kept, HEADS[A], CASE, signed(A, REJECTS), key="k")
    assert refused.value.code == "text_stays_with_its_side"


def test_a_text_that_was_not_committed_to_is_refused(kept: Centre) -> None:
    """Whoever saw the other's could not change their own."""
    commits(kept, A, REJECTS)
    commits(kept, B, CONFIRMS)
    with pytest.raises(InvalidValue):
        hands(kept, A, CONFIRMS)


def test_what_is_withheld_is_told(kept: Centre, clock: Clock) -> None:
    """A day after the second filing the one that came is shown."""
    commits(kept, A, REJECTS)
    commits(kept, B, CONFIRMS)
    hands(kept, A, REJECTS)
    clock.now += HAND_OVER - dt.timedelta(seconds=1)
    assert reveal_all_due(kept) == 0
    clock.pass_(seconds=1)
    assert reveal_all_due(kept) == 1
    reveal = round_for(FACILITATOR, CASE).reveal
    assert reveal is not None
    assert (reveal.withheld, [one.side for one in reveal.positions]) == ((B,), [A])


def test_with_one_side_silent_the_other_hands_over_after_the_clock(
    kept: Centre, clock: Clock
) -> None:
    """It is shown at once, since nothing else is waited for."""
    commits(kept, A, REJECTS)
    clock.now = DUE
    reveal = hands(kept, A, REJECTS).reveal
    assert reveal is not None
    assert (reveal.why, reveal.silent) == (Why.DEADLINE, (B,))
