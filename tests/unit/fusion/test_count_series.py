"""One claimant over time: periods before, running totals, windows that overlap."""

from __future__ import annotations

from typing import Any

from counts_world import claim, told, window
from trucewatch.domain.count_check import Outcome
from trucewatch.domain.count_claim import Cadence, CountClaim
from trucewatch.fusion.count_series import series_checks, series_of


def outcomes(*claims: CountClaim) -> list[tuple[str, str, str]]:
    """Code, outcome and claim of every check."""
    found = [check for series in series_of(claims) for check in series_checks(series)]
    return [(one.code, one.outcome.value, one.claims[0]) for one in found]


def since(name: str, total: int, last: float, **rest: Any) -> CountClaim:
    """A running total from the start on."""
    return claim(name, total, window=window(0, last), cadence=Cadence.SINCE, **rest)


def test_the_figure_given_for_the_period_before_is_looked_up() -> None:
    """Adjacent daily reports have to agree on it."""
    first = claim("1", 7)
    right = claim("2", 12, window=window(1, 2), previous=told(7))
    wrong = claim("2", 12, window=window(1, 2), previous=told(8))
    assert outcomes(first, right) == [("previous", "holds", "2")]
    assert outcomes(first, wrong) == [("previous", "contradicts", "2")]


def test_a_period_before_that_is_not_at_hand_is_open() -> None:
    """The figure may have been told where nobody kept it."""
    alone = claim("2", 12, window=window(1, 2), previous=told(7))
    assert outcomes(alone) == [("previous", "cannot_tell", "2")]


def test_a_period_of_another_length_is_not_the_one_before() -> None:
    """Two days are no day, even where they end in time."""
    two_days = claim("1", 7, window=window(-1, 1))
    day = claim("2", 12, window=window(1, 2), previous=told(7))
    assert outcomes(two_days, day) == [("previous", "cannot_tell", "2")]


def test_hours_somewhere_in_a_window_have_a_period_before_too() -> None:
    """The last 24 hours of the 7th, against those of the 6th."""
    first = claim("1", 7, window=window(0, 2), hours=24)
    after = claim("2", 9, window=window(1, 3), hours=24, previous=told(7))
    assert outcomes(first, after) == [("previous", "holds", "2")]


def test_a_change_is_held_against_what_was_told_then() -> None:
    """Where the claim itself gives no figure for the period before."""
    first, after = claim("1", 7), claim("2", 12, window=window(1, 2), change=4)
    assert outcomes(first, after) == [("change", "contradicts", "2")]


def test_a_running_total_that_falls_contradicts() -> None:
    """Whatever is counted can only become more."""
    assert outcomes(since("1", 45, 2), since("2", 44, 3)) == [("running", "contradicts", "2")]
    assert outcomes(since("1", 45, 2), since("2", 45, 3)) == [("running", "holds", "2")]


def test_yesterdays_total_and_today_make_todays_total() -> None:
    """Told in three places, one of them wrong."""
    day = claim("3", 5, window=window(2, 3))
    assert ("stretches", "holds", "2") in outcomes(since("1", 45, 2), since("2", 50, 3), day)
    assert ("stretches", "contradicts", "2") in outcomes(since("1", 45, 2), since("2", 51, 3), day)


def test_two_days_are_the_sum_of_their_days() -> None:
    """Filled from end to end by figures of the same claimant."""
    days = claim("1", 7), claim("2", 12, window=window(1, 2))
    whole = claim("3", 20, window=window(0, 2))
    assert outcomes(*days, whole) == [("stretches", "contradicts", "3")]


def test_stretches_are_found_past_a_blind_end() -> None:
    """The longest first step leads nowhere, a shorter one does."""
    claims = (
        claim("blind", 9, window=window(0, 2)),
        claim("a", 1, window=window(0, 1)),
        claim("b", 2, window=window(1, 3)),
        claim("whole", 3, window=window(0, 3)),
    )
    assert ("stretches", "holds", "whole") in outcomes(*claims)


def test_a_part_of_the_time_cannot_have_more() -> None:
    """Nine in one of two days that have eight."""
    inner, whole = claim("1", 9), claim("2", 8, window=window(0, 2))
    assert outcomes(inner, whole) == [("inside", "contradicts", "2")]


def test_windows_that_overlap_are_told_once() -> None:
    """They can be neither added nor compared."""
    one, other = claim("1", 9, window=window(0, 2)), claim("2", 8, window=window(1, 3))
    assert outcomes(one, other) == [("overlap", "cannot_tell", "1")]


def test_the_same_window_told_twice_has_to_agree() -> None:
    """A correction shows; so does a repetition."""
    assert outcomes(claim("1", 9), claim("2", 9)) == [("told_twice", "holds", "2")]
    assert outcomes(claim("1", 9), claim("2", 8)) == [("told_twice", "contradicts", "2")]


def test_nothing_is_checked_across_claimants() -> None:
    """Nor across accused, units or rules: they are other figures."""
    others = (
        {"claimant": "south"},
        {"accused": ("east",)},
        {"unit": "attacks"},
        {"rule": "each_shot@1"},
        {"confirms": "south"},
    )
    for other in others:
        assert outcomes(claim("1", 9), claim("2", 8, **other)) == []


def test_a_check_never_makes_a_figure_of_several_claimants() -> None:
    """Every claim of a check has the same claimant."""
    claims = [claim(str(n), n, claimant=who) for n, who in enumerate(("north", "south") * 3)]
    of = {one.id: one.claimant for one in claims}
    found = [check for series in series_of(claims) for check in series_checks(series)]
    assert found
    assert all(len({of[key] for key in check.claims}) == 1 for check in found)
    assert all(check.outcome is Outcome.CONTRADICTS for check in found)
