"""Observations counted by named rules: one night is many shots or few series."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counts_world import claim, row, window
from trucewatch.data.counting import converting_rule, counting_rule
from trucewatch.domain.conversion import Conversion
from trucewatch.domain.counting import Per, Tally
from trucewatch.domain.errors import InvalidValue, UnknownName
from trucewatch.domain.observation import EventLocation, Observation, Observed
from trucewatch.fusion.count_convert import converted
from trucewatch.fusion.count_windows import windows_for

SHOT, SERIES = "each_shot", "series_without_an_hours_gap"
THIRTY, EITHER = "at_least_30_rounds", "at_least_30_rounds_or_series"


def by(rule: str, *rows: Observation) -> Conversion:
    """The rows of the first day."""
    return converted(rows, counting_rule(rule), window())


def amount(rule: str, *rows: Observation) -> str:
    """The figure, or why there is none."""
    made = by(rule, *rows)
    return str(made.amount) if made.amount else ",".join(bar.why for bar in made.barring)


def test_each_shot_counts_every_one() -> None:
    """Three and one and two."""
    assert amount(SHOT, row("1", 3, 0), row("2", 1, 10), row("3", 2, 700)) == "6"


def test_a_gap_of_an_hour_ends_a_series() -> None:
    """Sixty minutes after the end of the last row do, fifty-nine do not."""
    first = row("1", 3, 0)
    assert amount(SERIES, first, row("2", 1, 60)) == "1"
    assert amount(SERIES, first, row("2", 1, 61)) == "2"


def test_fire_at_another_place_is_another_series() -> None:
    """Also at the same minute, and as seen from another position."""
    there = EventLocation(words="1km N")
    assert amount(SERIES, row("1", 3, 0), row("2", 3, 0, location=there)) == "2"
    assert amount(SERIES, row("1", 3, 0), row("2", 3, 0, position="post")) == "2"


def test_a_long_row_may_hide_a_gap() -> None:
    """Twelve bursts in two and a half hours are one series, two or three."""
    assert amount(SERIES, row("1", 12, 0, lasts=150)) == "1..3"
    assert amount(SERIES, row("1", 2, 0, lasts=150)) == "1..2"


def test_a_series_needs_thirty_rounds_where_the_rule_says_so() -> None:
    """Twenty-nine are none, thirty are one, in one row or in two."""
    assert amount(THIRTY, row("1", 29, 0)) == "0"
    assert amount(THIRTY, row("1", 30, 0)) == "1"
    assert amount(THIRTY, row("1", 10, 0), row("2", 20, 30)) == "1"
    assert amount(THIRTY, row("1", 10, 0), row("2", 20, 90)) == "0"


def test_thirty_rounds_with_a_gap_that_may_hide_are_bounds() -> None:
    """Forty rounds in one piece make one; in two they may make none."""
    assert amount(THIRTY, row("1", 40, 0, lasts=70)) == "0..1"


def test_a_lone_shot_leaves_the_joint_rule_open() -> None:
    """Its words do not say whether one shot is a string."""
    assert amount(EITHER, row("1", 1, 0)) == "0..1"
    assert amount(EITHER, row("1", 2, 0)) == "1"


def test_rows_without_a_number_bar_what_counts_them() -> None:
    """N/K cannot be converted to shots; a series it is all the same."""
    unknown = row("2", None, 10)
    made = by(SHOT, row("1", 3, 0), unknown)
    assert (made.amount, made.rows) == (None, ())
    assert [(bar.observation, bar.why) for bar in made.barring] == [("2", "number_not_known")]
    assert amount(SERIES, row("1", 3, 0), unknown) == "1"


def test_thirty_known_rounds_decide_in_spite_of_unknown_ones() -> None:
    """Thirty and N/K are at least thirty; ten and N/K may be."""
    assert amount(THIRTY, row("1", 30, 0), row("2", None, 10)) == "1"
    assert amount(THIRTY, row("1", 10, 0), row("2", None, 10)) == "number_not_known"


def test_flares_count_where_the_rule_counts_them() -> None:
    """Rows that the rule leaves out are named."""
    flares = row("2", 2, 5, what=Observed.ILLUMINATION_FLARE)
    assert amount(SHOT, row("1", 3, 0), flares) == "5"
    made = by(EITHER, row("1", 3, 0), flares)
    assert (str(made.amount), made.rows) == ("1", ("1",))
    assert [(out.observation, out.why) for out in made.left_out] == [("2", "left_out_by_rule")]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (row("2", 1, 0, time=None), "time_not_told"),
        (row("2", 1, -5, lasts=10), "crosses_the_edge"),
        (row("2", 1, 0, location=None), "place_not_told"),
    ],
)
def test_rows_that_do_not_tell_enough_bar_a_series(other: Observation, why: str) -> None:
    """And say what they lack."""
    assert amount(SERIES, row("1", 1, 0), other) == why


def test_rows_outside_the_window_do_not_matter() -> None:
    """Neither to the count nor to what bars it."""
    assert amount(SHOT, row("1", 1, 0), row("2", None, 2000)) == "1"


def test_the_order_of_rows_changes_no_figure() -> None:
    """A series is made by time, not by line."""
    rows = [row("1", 3, 0), row("2", 1, 59), row("3", 1, 118), row("4", 2, 600)]
    for rule in (SHOT, SERIES, THIRTY, EITHER):
        assert amount(rule, *rows) == amount(rule, *reversed(rows))


def test_a_rule_that_says_too_little_is_refused() -> None:
    """With those that say enough."""
    with pytest.raises(UnknownName, match="cannot be counted by 'case_of_fire'"):
        converting_rule("case_of_fire")
    assert converting_rule("each_shot@1").id == "each_shot"
    with pytest.raises(UnknownName, match="'each_shot@2'"):
        converting_rule("each_shot@2")


@pytest.mark.parametrize(
    "made",
    [
        lambda: Tally(per=Per.SHOT, gap_minutes=60),
        lambda: Tally(per=Per.SERIES),
        lambda: Tally(per=Per.SHOT, least_rounds=0),
    ],
)
def test_a_tally_that_cannot_be_is_refused(made: Callable[[], Tally]) -> None:
    """A shot has no gap, a series has one."""
    with pytest.raises(InvalidValue):
        made()


def test_windows_are_those_of_the_claims_the_rows_touch() -> None:
    """Running totals and windows that nobody watched have no conversion."""
    claims = [claim("1", 7), claim("2", 7, window=window(5, 6))]
    assert windows_for([row("1", 3, 0)], claims) == (window(),)


def test_rows_that_no_claim_is_about_are_counted_by_day() -> None:
    """On the clock that they were told in."""
    [day] = windows_for([row("1", 3, 30)], [])
    assert day.closed == window().closed
