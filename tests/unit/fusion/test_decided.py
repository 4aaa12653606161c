"""What people decided is followed before any comparison, and told where it goes against it."""

from __future__ import annotations

import pytest

from trucewatch.domain.decision import Decision
from trucewatch.fusion.cluster import Clusters, clustered
from trucewatch.fusion.constraints import constraints
from unit.fusion.accounts import HOUR, NIGHT, Villages, account
from unit.fusion.test_constraints import decision

ALIKE = (account("a"), account("b", figures=(("killed", 6),)), account("c"))
FAR = account("x", place="t:mill", point=(37.0, 34.0))


def decided(*made: Decision) -> Clusters:
    """The clusters of accounts of which all but one are alike."""
    return clustered((*ALIKE, FAR), Villages(), constraints(made))


def test_a_merge_joins_what_stands_apart() -> None:
    """Though the places could never be one by comparison."""
    assert decided(decision("merge", "a", "x")).members == (("a", "b", "c", "x"),)


def test_a_merge_tells_what_comparison_came_to() -> None:
    """By whom, why, and how heavily the comparison spoke against it."""
    [found] = decided(decision("merge", "a", "x")).overridings
    assert (found.by, found.reason) == ("the duty officer", "seen on the spot")
    assert found.link.weight < 0


def test_new_accounts_join_either_part_of_a_merge() -> None:
    """What looks like one part is not held off by the other."""
    asked = constraints([decision("merge", "a", "x")])
    late = account("y", place="t:mill", point=(37.0, 34.0), figures=(("killed", 6),))
    assert clustered((*ALIKE, FAR, late), Villages(), asked).members == (("a", "b", "c", "x", "y"),)


def test_a_split_parts_even_the_very_same() -> None:
    """Two accounts that tell alike word for word are told apart by a person alone."""
    found = decided(decision("split", "a", "c"))
    cluster = {one: members for members in found.members for one in members}
    assert cluster["a"] != cluster["c"]


def test_a_split_is_told_and_no_near_miss() -> None:
    """The comparison that it overrules stands beside it."""
    found = decided(decision("split", "a", "bc"))
    [overriding] = found.overridings
    assert overriding.kind == "split"
    assert overriding.link.weight > 0
    assert found.near_misses == ()


def test_a_decision_that_agrees_overrides_nothing() -> None:
    """A confirmation of what comparison finds as well changes nothing."""
    found = decided(decision("confirm", "abc"))
    assert found.overridings == ()
    assert found.members == clustered((*ALIKE, FAR), Villages()).members


@pytest.mark.parametrize("ids", ["zq", "az"])
def test_decisions_on_what_is_not_told_change_nothing(ids: str) -> None:
    """They wait."""
    made = decision("merge", *ids)
    assert decided(made).members == clustered((*ALIKE, FAR), Villages()).members


def test_near_misses_name_each_two_clusters_once() -> None:
    """The heaviest pair stands for all others between the same two."""
    other = {"start": NIGHT + HOUR, "end": NIGHT + 3 * HOUR, "act": "rocket_fire"}
    rival = [account(name, initiators=frozenset(), **other) for name in ("r", "s")]
    swapped = {"initiators": frozenset({"south"}), "targets": frozenset({"north"})}
    found = clustered((*ALIKE, *rival, account("t", **swapped)), Villages())
    of = {one: members for members in found.members for one in members}
    pairs = [frozenset((of[link.one], of[link.other])) for link in found.near_misses]
    assert len(pairs) == len(set(pairs))
    assert found.near_misses
