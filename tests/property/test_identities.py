"""Names are carried over whatever the order, and none is lost or given twice."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.domain.identity import Identity
from trucewatch.fusion.identity import Carried, carried_over

often = settings(max_examples=200, deadline=None)
Partition = list[tuple[str, ...]]


def partitions() -> st.SearchStrategy[Partition]:
    """Some of a dozen statements, each in one of a few clusters."""
    letters = "abcdefghijkl"
    drawn = st.lists(st.integers(0, 5), min_size=len(letters), max_size=len(letters))
    return drawn.map(
        lambda numbers: [
            tuple(one for one, number in zip(letters, numbers, strict=True) if number == cluster)
            for cluster in sorted(set(numbers) - {0})
        ]
    )


def run(clusters: Partition, before: Carried | None) -> Carried:
    """The names of clusters after an earlier run."""
    previous = [*before.identities, *before.gone] if before else []
    return carried_over(clusters, previous, {one[0]: "".join(one) for one in clusters})


def names(found: Carried) -> list[str]:
    """Every name of a run, also aliases and those gone."""
    listed = [*found.identities, *found.gone]
    return [name for one in listed for name in (one.id, *(alias.id for alias in one.aliases))]


@often
@given(st.lists(partitions(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_order_changes_no_name(runs: list[Partition], draw: random.Random) -> None:
    """Neither that of the clusters, nor that in which names were kept."""
    before: Carried | None = None
    for clusters in runs[:-1]:
        before = run(clusters, before)
    expected = {one.statements: one for one in run(runs[-1], before).identities}
    mixed = draw.sample(runs[-1], len(runs[-1]))
    if before:
        kept = draw.sample(before.identities, len(before.identities))
        before = Carried(tuple(kept), before.gone)
    assert {one.statements: one for one in run(mixed, before).identities} == expected


def test_two_that_would_draw_one_name_get_theirs_whatever_the_order() -> None:
    """Their own names are taken, and both draw the name `a` then."""
    before = [Identity(id=one, statements=(one.upper(),)) for one in "hl"]
    clusters = [("1",), ("2",)]
    fresh = {"1": "h", "2": "l"}
    first = carried_over(clusters, before, fresh).identities
    other = carried_over(clusters[::-1], before, fresh).identities
    assert first == other[::-1]


@often
@given(st.lists(partitions(), min_size=1, max_size=5))
def test_no_name_is_lost_or_given_twice(runs: list[Partition]) -> None:
    """Whatever was a name once names one incident for ever, or is kept as gone."""
    before: Carried | None = None
    used: set[str] = set()
    for clusters in runs:
        before = run(clusters, before)
        now = names(before)
        assert len(now) == len(set(now))
        assert used <= set(now)
        used |= set(now)


@often
@given(partitions(), partitions())
def test_whoever_keeps_most_of_its_statements_keeps_its_name(
    first: Partition, then: Partition
) -> None:
    """As its name or an alias, the incident that holds more than half of them has it."""
    before = run(first, None)
    after = run(then, before)
    for one in before.identities:
        for other in after.identities:
            held = len({*one.statements} & {*other.statements})
            if 2 * held > len(one.statements):
                assert one.id in {other.id, *(alias.id for alias in other.aliases)}


@often
@given(partitions())
def test_the_same_run_again_changes_nothing(clusters: Partition) -> None:
    """No alias, no split, the same names."""
    first = run(clusters, None)
    assert run(clusters, first) == first


def test_an_incident_that_only_grows_keeps_its_name() -> None:
    """One statement more a run, through a chain of runs."""
    before = Carried((Identity(id="one", statements=("a",)),), ())
    for last in range(2, 12):
        before = run([tuple("abcdefghijkl"[:last])], before)
    assert [one.id for one in before.identities] == ["one"]
