"""Accounts side by side: which of them exclude one another, and what a view keeps."""

from __future__ import annotations

import pytest

from truce_nest import on
from truce_world import instant, moment
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.finding import Certainty
from trucewatch.domain.moment import TimeFact
from trucewatch.domain.timeline import Held, HeldSpan, Lane, Timeline, contested

SURE = Certainty.SURELY


@pytest.mark.parametrize(
    ("accounts", "apart"),
    [
        ([], False),
        ([moment(instant(5))], False),
        ([moment(instant(5)), moment(instant(5), "east")], False),
        ([moment(instant(5)), moment(instant(5, 1))], True),
        ([on(5), moment(instant(5, 23))], False),
        ([on(5), moment(instant(6))], True),
        ([on(5), moment(instant(4, 23))], True),
        ([on(5), on(6)], True),
        ([on(5), on(5, "east")], False),
        ([moment(None), moment(instant(5))], False),
        ([moment(instant(5), "east", contested_by=("west",))], True),
    ],
)
def test_accounts_are_contested_where_not_all_can_be_true(
    accounts: list[TimeFact], *, apart: bool
) -> None:
    """In whatever order; a day is over at the midnight that ends it."""
    assert contested(accounts) is contested(accounts[::-1]) is apart


def lane(name: str, span: HeldSpan, parent: str | None = None) -> Lane:
    """A lane with one bar and no accounts."""
    held = (Held(reading="text", spans=(span,)),)
    return Lane(agreement=name, names=(name,), time_zone="UTC", starts=(), held=held, parent=parent)


def test_a_view_is_half_open() -> None:
    """What ends when it begins, or begins when it ends, is not in it."""
    line = Timeline(
        lanes=(
            lane("before", HeldSpan(certainty=SURE, end=instant(5))),
            lane("in", HeldSpan(certainty=SURE, start=instant(5), end=instant(6))),
            lane("after", HeldSpan(certainty=SURE, start=instant(6))),
        )
    )
    shown = line.between(instant(5), instant(6))
    assert [one.agreement for one in shown.lanes] == ["in"]
    assert (shown.since, shown.until) == (instant(5), instant(6))


def test_a_view_keeps_the_parents_of_what_it_shows() -> None:
    """Up to the top, though nothing of theirs lies in it."""
    early = HeldSpan(certainty=SURE, end=instant(1))
    late = HeldSpan(certainty=SURE, start=instant(5))
    line = Timeline(lanes=(lane("top", early), lane("mid", early, "top"), lane("low", late, "mid")))
    assert line.between(instant(5), None).lanes == line.lanes


def test_a_view_that_ends_before_it_begins_is_refused() -> None:
    """Nothing could lie in it."""
    with pytest.raises(InvalidValue, match="ends before it starts"):
        Timeline(lanes=()).between(instant(5), instant(5))


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    """As with any stretch of time."""
    with pytest.raises(InvalidValue, match="cannot end before it starts"):
        HeldSpan(certainty=SURE, start=instant(5), end=instant(5))
