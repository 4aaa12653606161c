"""Accounts fall into clusters of one happening each, with reasons, in any order."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.fusion.cluster import clustered
from unit.fusion.accounts import HOUR, NIGHT, Villages, account

SOME = (
    account("a"),
    account("b", figures=(("killed", 6),)),
    account(
        "c",
        initiators=frozenset({"south"}),
        targets=frozenset({"north"}),
        figures=(("killed", 6),),
    ),
    account("d", place="t:valley", point=None, initiators=frozenset()),
    account("e", start=NIGHT + 30 * HOUR, end=NIGHT + 31 * HOUR, figures=(("killed", 2),)),
    account("f", act="abduction", family="persons", figures=()),
)


def test_accounts_of_one_night_are_one_cluster() -> None:
    """The exact and the vague, and those that count a little otherwise."""
    assert clustered(SOME, Villages()).members == (("a", "b", "d"), ("c",), ("e",), ("f",))


def test_every_merge_has_its_links() -> None:
    """Each member beyond the first hangs on one."""
    found = clustered(SOME, Villages())
    merged = sum(len(members) - 1 for members in found.members)
    assert len(found.links) == merged


def test_what_was_nearly_merged_is_listed() -> None:
    """The rival account with sides turned round is shown as a near miss."""
    near = clustered(SOME, Villages()).near_misses
    assert any("c" in (link.one, link.other) for link in near)


@settings(max_examples=40, deadline=None)
@given(st.permutations(SOME))
def test_the_order_of_arrival_changes_nothing(order: list[object]) -> None:
    """The same clusters, links and near misses, whoever came first."""
    assert clustered(order, Villages()) == clustered(SOME, Villages())  # type: ignore[arg-type]


def test_ten_thousand_copies_are_compared_as_one() -> None:
    """A flood costs no more than its first report, and stays one cluster."""
    draw = random.Random(1)
    copies = [account(f"copy-{number:05}") for number in range(10_000)]
    draw.shuffle(copies)
    found = clustered(copies, Villages())
    assert len(found.members) == 1
    assert found.links == ()


def test_no_accounts_make_no_clusters() -> None:
    """Nothing comes of nothing."""
    assert clustered((), Villages()).members == ()
