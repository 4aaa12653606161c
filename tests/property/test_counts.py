"""Laws of rival counts: no claimant changes another, and no number comes from nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from count_strategies import WHO, claims, observations
from trucewatch.data.counting import counting_rules
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.observation import Observation
from trucewatch.domain.rival_counts import RivalCounts
from trucewatch.domain.wire import from_wire, json_schema, to_wire
from trucewatch.fusion.count_ledger import rival_counts

quick = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
LABEL = re.compile(r"\bq\d\d\b")
RULES = tuple(counting_rules().values())
ASKED = [rule for rule in RULES if rule.tally]
told = st.lists(claims(), max_size=6, unique_by=lambda one: one.id)
seen = st.lists(observations, max_size=4, unique_by=lambda one: one.id)
turns = st.permutations(WHO).map(lambda turned: dict(zip(WHO, turned, strict=True)))


def made(told: Iterable[CountClaim], seen: Iterable[Observation] = ()) -> RivalCounts:
    """The ledger, with every rule asked for."""
    return rival_counts(tuple(told), tuple(seen), known=RULES, asked=ASKED)


def turned(value: object, turn: dict[str, str]) -> Any:
    """The JSON of a value with every label turned."""
    return json.loads(
        LABEL.sub(lambda hit: turn.get(hit.group(), hit.group()), json.dumps(to_wire(value)))
    )


@quick
@given(told=told, seen=seen, turn=turns)
def test_counts_follow_a_change_of_names(
    told: list[CountClaim], seen: list[Observation], turn: dict[str, str]
) -> None:
    """Swap the parties and the parties are swapped, order and checks included."""
    other = made(
        (from_wire(CountClaim, turned(one, turn)) for one in told),
        (from_wire(Observation, turned(one, turn)) for one in seen),
    )
    assert to_wire(other) == turned(made(told, seen), turn)


@quick
@given(told=told, data=st.data())
def test_another_order_of_claimants_changes_the_order_alone(
    told: list[CountClaim], data: st.DataObject
) -> None:
    """The claims of each stay in their order; sets and checks are the same ones."""
    order = data.draw(st.permutations(WHO))
    plain, other = made(told), made(sorted(told, key=lambda one: order.index(one.claimant)))

    def sets(one: RivalCounts) -> list[tuple[Any, ...]]:
        return [(each.window, each.running, frozenset(each.claims)) for each in one.sets]

    def checks(one: RivalCounts) -> list[str]:
        return sorted(json.dumps(to_wire(check)) for check in one.checks)

    assert sets(plain) == sets(other)
    assert checks(plain) == checks(other)


@quick
@given(told=told, other=claims())
def test_another_claimant_changes_no_check(told: list[CountClaim], other: CountClaim) -> None:
    """What a rival says leaves the arithmetic of a claimant as it was."""
    rivals = [
        one
        for one in told
        if one.claimant != other.claimant and one.id != other.id and not one.confirms
    ]
    before = made(rivals).checks
    after = made([*rivals, other]).checks
    assert [one for one in after if other.id not in one.claims] == list(before)


@quick
@given(told=told, seen=seen)
def test_every_claim_stands_as_told_and_once(
    told: list[CountClaim], seen: list[Observation]
) -> None:
    """Nothing is repaired, left out or merged."""
    found = made(told, seen)
    assert list(found.claims) == told
    assert sorted(key for one in found.sets for key in one.claims) == sorted(o.id for o in told)


@quick
@given(told=told, seen=seen)
def test_no_figure_comes_from_several_claimants(
    told: list[CountClaim], seen: list[Observation]
) -> None:
    """But for how many of another's are confirmed, each told by its own claimant."""
    of = {one.id: one.claimant for one in told}
    for check in made(told, seen).checks:
        if check.code != "confirmed":
            assert len({of[key] for key in check.claims}) == 1


@quick
@given(told=told)
def test_no_number_is_in_no_input(told: list[CountClaim]) -> None:
    """Sums of a claimant's own figures are named as such; nothing else is new."""
    given_ = {number for one in told for number in _told(one)}
    for check in made(told).checks:
        for figure in check.figures:
            bounds = {figure.amount.low, figure.amount.high} - {None, 0}
            assert figure.claim is None or bounds <= given_
            assert figure.claim is not None or figure.what in {
                "sum_of_parts",
                "sum_of_stretches",
                "rows",
            }


def _told(one: CountClaim) -> Iterable[int | None]:
    amounts = [one.total, *(part.amount for each in one.breakdowns for part in each.parts)]
    amounts += [one.previous] if one.previous else []
    for amount in amounts:
        yield from (amount.low, amount.high)


@quick
@given(seen=seen)
def test_every_conversion_is_labelled_and_rests_on_rows(seen: list[Observation]) -> None:
    """With its rule, its observer and either a figure or the rows that bar it."""
    labels = {rule.label for rule in ASKED}
    known = {one.id: one.observer for one in seen}
    for one in made([], seen).conversions:
        assert one.rule in labels
        assert {known[key] for key in one.rows} <= {one.observer}
        assert (one.amount is None) == bool(one.barring)


@quick
@given(told=told, seen=seen)
def test_the_ledger_comes_back_from_json(told: list[CountClaim], seen: list[Observation]) -> None:
    """As it was, to the last field."""
    found = made(told, seen)
    assert from_wire(RivalCounts, json.loads(json.dumps(to_wire(found)))) == found


def test_the_schema_names_every_noun() -> None:
    """Claims, checks, sets, observations and conversions."""
    defs = set(json_schema(RivalCounts)["$defs"])
    assert {"CountClaim", "CountCheck", "CountSet", "Observation", "Conversion"} <= defs
