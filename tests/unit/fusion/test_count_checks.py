"""The arithmetic within one claim: published figures that hold, and that do not."""

from __future__ import annotations

import pytest

from counts_world import NO_DATA, NOT_KNOWN, REFUSED, claim, parts, told
from trucewatch.domain.amount import Amount
from trucewatch.domain.count_check import Outcome
from trucewatch.fusion.count_checks import checks_of


@pytest.mark.parametrize(
    ("total", "listed"),
    [(143, (43, 38, 22, 19, 18, 3)), (134, (52, 1, 13, 68)), (219, (203, 10, 6))],
)
def test_parts_that_add_up_hold(total: int, listed: tuple[int, ...]) -> None:
    """Bulletins of Yemen and of a network in Syria (DOMAIN 2.2, 1.5)."""
    [check] = checks_of(claim("1", total, breakdowns=(parts(*listed),)))
    assert (check.code, check.outcome, check.facts["sum"]) == (
        "parts_sum",
        Outcome.HOLDS,
        str(total),
    )


@pytest.mark.parametrize(
    ("total", "listed", "by"),
    [(393, (389,), 4), (497, (491,), 6), (4, (5,), 1), (556, (504, 54), 2), (32, (18, 5), 9)],
)
def test_parts_that_do_not_add_up_contradict(total: int, listed: tuple[int, ...], by: int) -> None:
    """Totals of Gaza, Donetsk, Sri Lanka and Syria against their own parts."""
    [check] = checks_of(claim("1", total, breakdowns=(parts(*listed),)))
    assert (check.outcome, check.facts["difference"]) == (Outcome.CONTRADICTS, str(by))


def test_a_contradiction_changes_no_figure() -> None:
    """What was told stands; the check shows it."""
    one = claim("1", 393, breakdowns=(parts(389),))
    [check] = checks_of(one)
    shown = {figure.what: str(figure.amount) for figure in check.figures}
    assert shown == {"part": "389", "sum_of_parts": "389", "total": "393"}
    assert one.total == told(393)


@pytest.mark.parametrize("unknown", [NO_DATA, REFUSED, NOT_KNOWN])
def test_a_part_without_a_number_leaves_it_open(unknown: Amount) -> None:
    """It may be what is lacking."""
    [check] = checks_of(claim("1", 10, breakdowns=(parts(4, unknown),)))
    assert check.outcome is Outcome.CANNOT_TELL
    assert "difference" not in check.facts


def test_known_parts_beyond_the_total_contradict_it() -> None:
    """Whatever the unknown part was."""
    [check] = checks_of(claim("1", 10, breakdowns=(parts(11, NOT_KNOWN),)))
    assert check.outcome is Outcome.CONTRADICTS


def test_parts_named_among_others_need_not_add_up() -> None:
    """Seventeen, three explosions among them."""
    [check] = checks_of(claim("1", 17, breakdowns=(parts(3, whole=False),)))
    assert (check.code, check.outcome) == ("parts_within", Outcome.HOLDS)


def test_parts_named_among_others_cannot_be_more() -> None:
    """Seventeen, twenty explosions among them."""
    [check] = checks_of(claim("1", 17, breakdowns=(parts(20, whole=False),)))
    assert check.outcome is Outcome.CONTRADICTS


def test_at_least_holds_what_is_more() -> None:
    """More than 300, of parts that come to 310."""
    [check] = checks_of(claim("1", Amount.of(301, None), breakdowns=(parts(200, 110),)))
    assert check.outcome is Outcome.HOLDS


@pytest.mark.parametrize(
    ("change", "outcome"), [(4, Outcome.HOLDS), (5, Outcome.CONTRADICTS), (-9, Outcome.CANNOT_TELL)]
)
def test_today_is_yesterday_and_the_change(change: int, outcome: Outcome) -> None:
    """Where both are told; a change below zero makes no figure."""
    [check] = checks_of(claim("1", 12, previous=told(8), change=change))
    assert (check.code, check.outcome) == ("change", outcome)


@pytest.mark.parametrize("total", [NO_DATA, REFUSED, NOT_KNOWN])
def test_without_a_total_nothing_contradicts(total: Amount) -> None:
    """Zero would; no data, refused and N/K are no numbers."""
    [check] = checks_of(claim("1", total, breakdowns=(parts(4, 5),)))
    assert check.outcome is Outcome.CANNOT_TELL
