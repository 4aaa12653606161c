"""Part by part, what the accounts agree on and where they differ, with who says what."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.domain.comparison import ComparedPart, Standing
from trucewatch.domain.statement import Mention, Statement
from trucewatch.fusion.comparison import accounts_compared
from unit.fusion.accounts import Villages
from unit.fusion.statements import count, hours, place, said, told_by

SOUTH = (Mention("south", "south", "the south"),)


def part(name: str, *told: Statement) -> ComparedPart:
    """One part of the accounts, each of an origin of its own."""
    line = told_by({one.id: f"teller-{one.id}" for one in told})
    found = accounts_compared(told, line, Villages()).part(name)
    assert found is not None
    return found


def test_what_all_tell_is_agreed() -> None:
    """With everybody who says so."""
    found = part("place", said("a"), said("b"))
    assert found.standing is Standing.AGREED
    assert found.agreed is not None
    assert (found.agreed.value, found.agreed.origins) == ("t:ford", ("teller-a", "teller-b"))


def test_rival_accounts_stand_side_by_side() -> None:
    """Neither is the agreed one."""
    found = part("initiator", said("a"), said("b", agents=SOUTH))
    assert (found.standing, found.agreed) == (Standing.DIFFER, None)
    assert [(one.value, one.origins) for one in found.versions] == [
        ("north", ("teller-a",)),
        ("south", ("teller-b",)),
    ]


def test_a_valley_and_a_village_in_it_can_both_be_meant() -> None:
    """The village is the more exact."""
    found = part("place", said("a", places=(place("t:valley"),)), said("b"))
    assert found.standing is Standing.COMPATIBLE
    assert found.agreed is not None
    assert found.agreed.value == "t:ford"


def test_times_that_overlap_agree_on_what_they_share() -> None:
    """From the later start to the earlier end."""
    found = part("time", said("a", time=hours(0, 6)), said("b", time=hours(2, 24)))
    assert found.agreed is not None
    assert found.agreed.value == "2031-03-05T04:40:00Z/2031-03-05T08:40:00Z"


def test_three_times_of_which_two_exclude_each_other_differ() -> None:
    """That a wide one holds both does not reconcile them."""
    told = (said("a", time=hours(0, 1)), said("b", time=hours(0, 24)), said("c", time=hours(5, 6)))
    assert part("time", *told).standing is Standing.DIFFER


def test_a_general_act_agrees_with_a_finer_one_of_its_family() -> None:
    """Shelling may be rocket fire."""
    found = part("act", said("a"), said("b", act="rocket_fire"))
    assert found.agreed is not None
    assert found.agreed.value == "rocket_fire"


def test_figures_are_compared_by_what_they_admit() -> None:
    """At least three, and between four and six."""
    three = said("a", counts=(count("killed", 3, None, "at least three"),))
    found = part("killed", three, said("b", counts=(count("killed", 4, 6, "four to six"),)))
    assert found.agreed is not None
    assert found.agreed.value == "4/6"


def test_who_says_nothing_of_a_part_is_named() -> None:
    """Silence is no agreement."""
    found = part("initiator", said("a"), said("b", agents=()))
    assert (found.standing, found.untold) == (Standing.ONE_ACCOUNT, ("b",))


def test_what_nobody_tells_is_not_told() -> None:
    """And nothing is made up for it."""
    found = part("time", said("a", time=None))
    assert (found.standing, found.versions) == (Standing.NOT_TOLD, ())


SOME = (
    said("a"),
    said("b", agents=SOUTH, time=hours(0, 24)),
    said("c", places=(place("t:valley"),), act="rocket_fire"),
    said("d", places=(), time=None, counts=(count("killed", 3, 3, "three"),)),
)


@settings(max_examples=24, deadline=None)
@given(st.permutations(SOME))
def test_the_order_of_accounts_changes_nothing(order: list[Statement]) -> None:
    """The same parts with the same values."""
    line = told_by({one.id: one.id for one in SOME})
    assert accounts_compared(order, line, Villages()) == accounts_compared(SOME, line, Villages())
