"""Figures side by side: like with like, and what is not alike is said."""

from __future__ import annotations

from counts_world import NO_DATA, REFUSED, claim, row, told, window
from trucewatch.data.counting import counting_rule, counting_rules
from trucewatch.domain.count_check import Outcome
from trucewatch.domain.count_claim import Cadence, CountClaim
from trucewatch.domain.rival_counts import RivalCounts
from trucewatch.fusion.count_ledger import rival_counts

SOUTH = {"claimant": "south", "claimant_name": "south", "accused": ("north",)}
RULE = {"rule": "each_shot@1"}


def unlike(*claims: CountClaim) -> list[str]:
    """What is said of the one set that they make."""
    [found] = rival_counts(claims).sets
    return [note.code for note in found.unlike]


def together(made: RivalCounts) -> list[tuple[str, ...]]:
    """Ids of the claims of each set."""
    return [one.claims for one in made.sets]


def test_figures_of_one_window_stand_side_by_side() -> None:
    """Each as told."""
    made = rival_counts([claim("1", 15, **RULE), claim("2", 21, **SOUTH, **RULE)])
    assert together(made) == [("1", "2")]
    assert [str(one.total) for one in made.claims] == ["15", "21"]
    assert made.sets[0].unlike == ()


def test_days_that_touch_are_apart() -> None:
    """A window ends before the next begins."""
    made = rival_counts([claim("2", 1, window=window(1, 2)), claim("1", 1)])
    assert together(made) == [("1",), ("2",)]


def test_two_days_beside_one_are_flagged() -> None:
    """24 h beside 48 h; neither is scaled."""
    found = claim("1", 15, **RULE), claim("2", 21, **SOUTH, **RULE, window=window(0, 2))
    assert unlike(*found) == ["length"]
    assert rival_counts(found).sets[0].unlike[0].facts == {"hours": "24, 48"}


def test_windows_of_one_length_that_are_shifted_are_flagged() -> None:
    """From midnight, and from noon."""
    shifted = claim("2", 21, **SOUTH, **RULE, window=window(0.5, 1.5))
    assert unlike(claim("1", 15, **RULE), shifted) == ["window"]


def test_hours_somewhere_in_the_same_window_are_flagged() -> None:
    """They may be different hours."""
    within = {"window": window(0, 2), "hours": 24, **RULE}
    assert unlike(claim("1", 15, **within), claim("2", 21, **SOUTH, **within)) == ["placed"]


def test_other_rules_and_units_are_flagged() -> None:
    """And a rule that is not told."""
    other = claim("2", 21, **SOUTH, rule="case_of_fire@1", unit="attacks")
    assert unlike(claim("1", 15, **RULE), other) == ["unit", "rule"]
    assert unlike(claim("1", 15, **RULE), claim("2", 21, **SOUTH)) == ["rule_not_told"]


def test_figures_of_one_claimant_are_not_told_unlike() -> None:
    """They are no rivals."""
    assert unlike(claim("1", 15), claim("2", 7, window=window(0, 2))) == []


def test_figures_without_a_time_are_said_to_be_so() -> None:
    """Nothing says that they are about the same."""
    made = claim("1", 15, window=None), claim("2", 7, **SOUTH, window=None)
    assert unlike(*made) == ["no_window"]


def test_running_totals_stand_apart_from_periods() -> None:
    """The week so far beside the day would mislead."""
    total = claim("2", 45, window=window(-6, 1), cadence=Cadence.SINCE)
    made = rival_counts([total, claim("1", 7)])
    assert [(one.running, one.claims) for one in made.sets] == [(False, ("1",)), (True, ("2",))]


def test_zero_no_data_and_refused_stay_apart() -> None:
    """Each is another answer."""
    amounts = (told(0), NO_DATA, REFUSED)
    made = rival_counts([claim(str(n), amount) for n, amount in enumerate(amounts)])
    assert [one.total.told.value for one in made.claims] == ["zero", "no_data", "refused"]


def test_a_conversion_stands_beside_the_claims_of_its_window() -> None:
    """Under its rule, and no claim of anybody."""
    rows = [row("r", 3, 5)]
    made = rival_counts([claim("1", 7)], rows, asked=[counting_rule("each_shot")])
    [conversion] = made.conversions
    assert made.sets[0].conversions == (conversion.id,)
    assert (conversion.rule, conversion.rows) == ("each_shot@1", ("r",))
    assert [one.id for one in made.claims] == ["1"]


def test_a_claimant_is_held_against_its_own_rows() -> None:
    """By the rule that it says it counts by."""
    own = claim("1", 7, claimant="team", claimant_name="team", **RULE)
    made = rival_counts([own], [row("r", 3, 5)], known=tuple(counting_rules().values()))
    [check] = made.checks
    assert (check.code, check.outcome, check.facts["rows"]) == ("rows", Outcome.CONTRADICTS, "3")


def test_nobody_is_held_against_rows_of_others() -> None:
    """What the monitor saw is no figure of a party."""
    made = rival_counts(
        [claim("1", 7, **RULE)], [row("r", 3, 5)], known=tuple(counting_rules().values())
    )
    assert made.checks == ()


def test_more_than_there_are_cannot_be_confirmed() -> None:
    """None of eleven can, twelve of eleven cannot."""
    eleven = claim("1", 11, **SOUTH)
    for number, outcome in ((0, Outcome.HOLDS), (12, Outcome.CONTRADICTS)):
        confirming = claim("2", number, confirms="south")
        [check] = rival_counts([eleven, confirming]).checks
        assert (check.code, check.outcome) == ("confirmed", outcome)


def test_confirming_what_is_not_at_hand_is_open() -> None:
    """Of how many is not known."""
    [check] = rival_counts([claim("2", 3, confirms="south")]).checks
    assert check.outcome is Outcome.CANNOT_TELL
