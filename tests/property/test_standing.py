"""Clusters that are kept up are those that all accounts at hand would give at once."""

from __future__ import annotations

import random
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.domain.decision import Decision
from trucewatch.fusion.account import Account
from trucewatch.fusion.cluster import Clusters, clusters_of
from trucewatch.fusion.constraints import Constraints, constraints
from trucewatch.fusion.standing import Standing
from unit.fusion.accounts import Villages
from unit.fusion.crowds import crowds, decisions

often = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
windows = st.sampled_from((1, 2, 3, 128))
"""Small windows let blocks of few accounts behave as those of a flood do."""


def at_once(accounts: list[Account], asked: Constraints, window: int) -> Clusters:
    """The clusters of accounts that come in one batch."""
    standing = Standing(Villages(), asked, window=window)
    standing.add(accounts)
    return clusters_of(standing)


@often
@given(crowds(), decisions(), windows, st.randoms(use_true_random=False))
def test_one_by_one_gives_what_all_at_once_gives(
    accounts: list[Account], made: list[Decision], window: int, draw: random.Random
) -> None:
    """Clusters, links, near misses and overridings, whatever the order of arrival."""
    asked = constraints(made)
    expected = at_once(accounts, asked, window)
    draw.shuffle(accounts)
    standing = Standing(Villages(), asked, window=window)
    for one in accounts:
        standing.add([one])
    assert clusters_of(standing) == expected


@often
@given(crowds(), crowds(), decisions(), windows)
def test_what_is_taken_back_leaves_no_trace(
    accounts: list[Account], others: list[Account], made: list[Decision], window: int
) -> None:
    """As if it had never come; and a corrected account is the only one of its id."""
    asked = constraints(made)
    standing = Standing(Villages(), asked, window=window)
    standing.add(others)
    standing.add(accounts)
    standing.remove({one.id for one in others} - {one.id for one in accounts})
    assert clusters_of(standing) == at_once(accounts, asked, window)


@often
@given(crowds(), decisions(), decisions(), windows)
def test_decisions_may_come_at_any_time(
    accounts: list[Account], before: list[Decision], after: list[Decision], window: int
) -> None:
    """What holds is what is decided now, not what was decided when an account came."""
    standing = Standing(Villages(), constraints(before), window=window)
    standing.add(accounts)
    standing.decide(constraints(after))
    assert clusters_of(standing) == at_once(accounts, constraints(after), window)


@often
@given(crowds(), crowds(), windows)
def test_a_change_tells_the_whole_difference(
    accounts: list[Account], others: list[Account], window: int
) -> None:
    """The partition before, less what is gone, with what is made, is the partition after."""
    standing = Standing(Villages(), window=window)
    standing.add(accounts)
    before = set(standing.members())
    change = standing.add(others)
    assert (before - {*change.gone}) | {*change.made} == set(standing.members())
    assert {*change.gone} <= before


@often
@given(crowds(), decisions(most=12, number=6))
def test_a_person_outranks_the_comparison(accounts: list[Account], made: list[Decision]) -> None:
    """What people hold together is in one cluster, what they hold apart in different ones."""
    asked = constraints(made)
    found = at_once(accounts, asked, 128)
    cluster = {one: members for members in found.members for one in members}
    for members in asked.together.values():
        assert len({cluster[one] for one in members if one in cluster}) <= 1
    for (one, mine), (other, theirs) in product(cluster.items(), repeat=2):
        if asked.root_of(other) in asked.apart_from(one):
            assert mine != theirs
