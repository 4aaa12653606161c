"""The latest decision holds; earlier ones hold as far as it leaves room; nothing is lost."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from trucewatch.domain.decision import Decision, DecisionKind, DecisionState, Side, identified
from trucewatch.domain.time import UTC
from trucewatch.fusion.constraints import Constraints, constraints, fates_among


def decision(kind: str, *sides: str, hour: int = 0, withdraws: str = "") -> Decision:
    """A decision at that hour; each letter of a side is a statement."""
    return identified(
        Decision(
            id="",
            kind=DecisionKind(kind),
            by="the duty officer",
            at=dt.datetime(2031, 3, 6, hour, tzinfo=UTC),
            reason="seen on the spot",
            sides=tuple(Side(statements=tuple(side)) for side in sides),
            withdraws=withdraws,
        )
    )


MERGE = decision("merge", "ab", "cd")
SPLIT = decision("split", "ab", "c", hour=1)


def states(asked: Constraints) -> list[str]:
    """What became of each decision, in the order in which they were made."""
    return [fate.state.value for fate in asked.fates]


def test_a_merge_holds_all_sides_together() -> None:
    """Every statement of every side."""
    assert constraints([MERGE]).together == {"a": ("a", "b", "c", "d")}


def test_a_confirmation_holds_one_side_together() -> None:
    """As a merge does with several."""
    assert constraints([decision("confirm", "ab")]).together == {"a": ("a", "b")}


def test_a_later_split_takes_only_what_it_names() -> None:
    """What was merged and is not named stays with those it was merged with."""
    asked = constraints([MERGE, SPLIT])
    assert asked.together == {"a": ("a", "b", "d")}
    assert asked.apart_from("c") == {"a"}
    assert states(asked) == ["partly", "standing"]


def test_both_sides_of_a_contradiction_are_told() -> None:
    """The earlier decision names the later one and what it says otherwise."""
    [fate, _] = constraints([MERGE, SPLIT]).fates
    assert fate.later == (SPLIT.id,)
    assert set(fate.disputed) == {"a", "c"}


def test_a_later_merge_outranks_a_split() -> None:
    """The same two, the other way round."""
    merge = decision("merge", "a", "c", hour=2)
    asked = constraints([decision("split", "a", "c", hour=1), merge])
    assert asked.together == {"a": ("a", "c")}
    assert states(asked) == ["overruled", "standing"]


def test_what_contradicts_by_way_of_others_is_found() -> None:
    """One with a and one with b makes a and b one, and so against their being held apart."""
    split = decision("split", "a", "c", hour=0)
    one, other = decision("merge", "a", "b", hour=1), decision("merge", "b", "c", hour=2)
    asked = constraints([split, one, other])
    assert set(asked.fates[0].later) == {one.id, other.id}
    assert asked.fates[0].state is DecisionState.OVERRULED


def test_an_unmerge_is_no_split() -> None:
    """It leaves the question to the comparison: neither together nor apart."""
    asked = constraints([MERGE, decision("unmerge", hour=2, withdraws=MERGE.id)])
    assert (asked.together, asked.apart) == ({}, {})
    assert states(asked) == ["withdrawn", "standing"]


@pytest.mark.parametrize(
    "unmerge",
    [
        decision("unmerge", hour=2, withdraws="no such"),
        decision("unmerge", hour=2, withdraws=SPLIT.id),
    ],
)
def test_an_unmerge_of_no_merge_is_void(unmerge: Decision) -> None:
    """It is kept and told, and everything else stands."""
    asked = constraints([MERGE, SPLIT, unmerge])
    assert states(asked) == ["partly", "standing", "void"]


def test_an_unmerge_before_its_merge_is_void() -> None:
    """Nobody withdraws what is not yet decided."""
    late = decision("merge", "ab", "cd", hour=5)
    asked = constraints([late, decision("unmerge", hour=2, withdraws=late.id)])
    assert states(asked) == ["void", "standing"]


def test_decisions_wait_for_their_statements() -> None:
    """A merge of which one statement alone is told is dormant, and names what it misses."""
    [fate] = fates_among(constraints([decision("merge", "a", "c")]), {"a"})
    assert fate.state is DecisionState.DORMANT
    assert fate.missing == ("c",)


def test_missing_statements_still_bind_others() -> None:
    """Who is one with somebody who is not told now is one with all who are so."""
    asked = constraints([decision("merge", "a", "b"), decision("merge", "b", "c", hour=1)])
    assert asked.root_of("c") == asked.root_of("a")


def test_the_order_of_the_file_changes_nothing() -> None:
    """Only when a decision was made does."""
    made = [MERGE, SPLIT, decision("merge", "c", "e", hour=2), decision("confirm", "de", hour=3)]
    first, *others = (constraints(order) for order in permutations(made))
    assert all(other == first for other in others)


def test_the_same_decision_twice_is_one() -> None:
    """A line that was copied adds nothing."""
    assert constraints([MERGE, MERGE]) == constraints([MERGE])
