"""Laws of supposed changes, of counts and of duties, over terms and incidents of any shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from property.test_neutrality import (
    LABELS,
    agreements,
    controls,
    excluded,
    incidents,
    label,
    members,
    moments,
    relabelled,
    turned_registry,
    turns,
    worlds,
)
from strategies import some
from truce_world import CITED, UN_LIST, VERSIONS, FakePlaces, clause, instant, truce
from trucewatch.assess.compliance import counted
from trucewatch.assess.difference import by_key, differences, tallies
from trucewatch.assess.duties import duties
from trucewatch.assess.engine import assess
from trucewatch.assess.explain import Names
from trucewatch.assess.what_if import applied
from trucewatch.data.registry import Registry
from trucewatch.domain.actor import Designation
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import DutyKind, Modality
from trucewatch.domain.compliance import By
from trucewatch.domain.duty import DutyState, DutyStatus, Performance, Told
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.finding import Finding
from trucewatch.domain.incident import Incident
from trucewatch.domain.membership import Exclusion
from trucewatch.domain.moment import TimeFact, Window
from trucewatch.domain.what_if import (
    ControlChange,
    DesignationChange,
    ExclusionChange,
    MembershipChange,
    TermsChange,
    WindowChange,
    ZoneChange,
)
from trucewatch.domain.wire import from_wire, to_wire

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def found(
    incident: Incident, terms: Sequence[Agreement], registry: Registry
) -> tuple[Finding, ...]:
    """All findings, those of terms that did not hold there and then too."""
    rest: dict[str, Any] = {"registry": registry, "places": FakePlaces(), "versions": VERSIONS}
    return assess(incident, terms, reported_at=instant(20), explicit=True, **rest)


def listed(target: str) -> Designation:
    """An entry by an asserter that no drawn register has."""
    return Designation(
        target=target, status="terrorist", list=UN_LIST, asserter=target, source="", grade="I"
    )


@st.composite
def there_and_back(draw: st.DrawFn, terms: Agreement, registry: Registry) -> list[TermsChange]:
    """A change and the one that takes it back."""
    who = draw(label)
    free = {one.actor for one in terms.exclusions}, {one.actor for one in terms.members}
    kinds: list[list[TermsChange]] = [
        [
            ZoneChange(agreement="truce", zone="all", places=("t:north",), uncertainty_m=100),
            ZoneChange(
                agreement="truce", zone="all", places=terms.zones[0].places, uncertainty_m=0
            ),
        ],
        [
            WindowChange(agreement="truce", window=Window(starts=(draw(moments),))),
            WindowChange(agreement="truce", window=terms.window),
        ],
    ]
    if who not in free[0]:
        entry = Exclusion(citation=CITED, actor=who)
        kinds.append(
            [ExclusionChange(agreement="truce", actor=who, entry=one) for one in (entry, None)]
        )
    if who not in free[1]:
        joined = replace(draw(members), actor=who)
        kinds.append(
            [MembershipChange(agreement="truce", actor=who, entry=e) for e in (joined, None)]
        )
    if all(one.holder != who for one in terms.controls):
        area = replace(draw(controls), holder=who)
        kinds.append([ControlChange(agreement="truce", holder=who, areas=a) for a in ((area,), ())])
    if all((one.target, one.asserter) != (who, who) for one in registry.designations):
        kinds.append(
            [
                DesignationChange(target=who, list=UN_LIST, asserter=who, entry=entry)
                for entry in (listed(who), None)
            ]
        )
    return draw(st.sampled_from(kinds))


@st.composite
def any_change(draw: st.DrawFn) -> TermsChange:
    """A change that can be made to any terms."""
    who = draw(label)
    joined = draw(members)
    out = draw(excluded)
    kinds: list[TermsChange] = [
        ZoneChange(agreement="truce", zone="all", except_held_by=(who,)),
        ExclusionChange(agreement="truce", actor=out.actor, list=out.list, entry=out),
        MembershipChange(agreement="truce", actor=joined.actor, entry=joined),
        DesignationChange(target=who, list=UN_LIST, asserter=who, entry=listed(who)),
    ]
    return draw(st.sampled_from(kinds))


@quick
@given(world=worlds)
def test_an_empty_change_changes_nothing(world: Any) -> None:
    """Neither terms nor register, nor any finding."""
    incident, terms, entries = world
    registry = Registry(*entries)
    same, also = applied((), (terms,), registry)
    assert (same, also) == ((terms,), registry)
    before = by_key(found(incident, (terms,), registry))
    assert differences(before, by_key(found(incident, same, also))) == ()


@quick
@given(data=st.data(), world=worlds)
def test_a_change_taken_back_restores_the_findings(data: st.DataObject, world: Any) -> None:
    """To the last step and sentence."""
    incident, terms, entries = world
    registry = Registry(*entries)
    pair = data.draw(there_and_back(terms, registry))
    restored, also = applied(pair, (terms,), registry)
    assert found(incident, restored, also) == found(incident, (terms,), registry)


@quick
@given(world=worlds, change=any_change(), turn=turns)
def test_differences_follow_a_change_of_names(
    world: Any, change: TermsChange, turn: dict[str, str]
) -> None:
    """Relabel actors in everything, the change too: the differences are the relabelled ones."""
    incident, terms, entries = world

    def compared(
        one: Incident, agreement: Agreement, registry: Registry, supposed: TermsChange
    ) -> Any:
        changed, other = applied([supposed], (agreement,), registry)
        before, after = (
            found(one, (agreement,), registry),
            found(one, changed, other),
        )
        rows = differences(by_key(before), by_key(after))
        return rows, tallies(before, after)

    plain = compared(incident, terms, Registry(*entries), change)
    turned = compared(
        from_wire(Incident, relabelled(incident, turn)),
        from_wire(Agreement, relabelled(terms, turn)),
        turned_registry(entries, turn),
        from_wire(type(change), relabelled(change, turn)),
    )
    assert to_wire(turned) == relabelled(plain, turn)


@st.composite
def counts(draw: st.DrawFn) -> tuple[list[Incident], Agreement, Any]:
    """Several incidents of one world."""
    _, terms, entries = draw(worlds)
    drawn = draw(st.lists(incidents, min_size=1, max_size=4))
    named = [
        from_wire(Incident, {**to_wire(one), "id": f"i{at}", "statements": [f"s{at}"]})
        for at, one in enumerate(drawn)
    ]
    return named, terms, entries


keys = st.lists(st.sampled_from(By), unique=True, max_size=3)


@quick
@given(world=counts(), by=keys)
def test_totals_of_a_claimant_are_its_findings(world: Any, by: list[By]) -> None:
    """Nothing is counted twice, left out, or counted for somebody else."""
    told, terms, entries = world
    findings = [f for one in told for f in found(one, (terms,), Registry(*entries))]
    made = counted(told, findings, by=by, agreements={terms.id: terms})
    claims = {
        one.id: (one.accusers[0].actor if one.accusers else f"incident:{one.id}") for one in told
    }
    for reading in {one.reading for one in findings}:
        for claimant in made.claimants:
            mine = [
                f for f in findings if f.reading == reading and claims[f.incident] == claimant.id
            ]
            rows = [r for r in made.rows if (r.reading, r.claimant) == (reading, claimant.id)]
            assert sum(row.total for row in rows) == len(mine)
            assert all(row.agreement == terms.id for row in rows)


@quick
@given(world=counts(), by=keys, turn=turns)
def test_counts_follow_a_change_of_names(world: Any, by: list[By], turn: dict[str, str]) -> None:
    """Relabel the parties and the tables are the relabelled ones, order included."""
    told, terms, entries = world

    def table(rows: Sequence[Incident], agreement: Agreement, registry: Registry) -> Any:
        findings = [f for one in rows for f in found(one, (agreement,), registry)]
        return counted(rows, findings, by=by, agreements={agreement.id: agreement})

    plain = table(told, terms, Registry(*entries))
    turned = table(
        [from_wire(Incident, relabelled(one, turn)) for one in told],
        from_wire(Agreement, relabelled(terms, turn)),
        turned_registry(entries, turn),
    )
    assert to_wire(turned) == relabelled(plain, turn)


@st.composite
def reports(draw: st.DrawFn) -> Performance:
    """A report of the one duty of the one bearer."""
    at = instant(1) + dt.timedelta(days=draw(st.integers(0, 27)))
    told = draw(st.sampled_from(Told))
    try:
        return Performance(
            agreement="truce",
            clause="back",
            bearer="q00",
            by=draw(label),
            at=at,
            told=told,
            done=draw(st.none() | st.just(at - dt.timedelta(days=draw(st.integers(0, 5))))),
            share=draw(st.none() | st.just(50)),
            excuse="mines" if told is Told.EXCUSE else "",
        )
    except InvalidValue:
        return Performance(
            agreement="truce",
            clause="back",
            bearer="q00",
            by=draw(label),
            at=at,
            told=Told.NOT_DONE,
        )


def owed(deadlines: tuple[TimeFact, ...], keepers: Sequence[str]) -> Agreement:
    """Terms with one duty of one bearer."""
    duty = clause(
        "back",
        modality=Modality.SHALL,
        duty=DutyKind.WITHDRAW,
        bearers=("q00",),
        deadline=deadlines,
    )
    return truce(memberships=(), exclusions=(), co_chairs=tuple(keepers), clauses=(duty,))


def tracked(terms: Agreement, told: Sequence[Performance], day: int) -> tuple[DutyState, ...]:
    """How the duty stands at the beginning of a day, in each reading."""
    at = instant(1) + dt.timedelta(days=day)
    return duties((terms,), tuple(told), at, names=Names(REGISTRY_OF_LABELS, FakePlaces()))


def _labels() -> Registry:
    from trucewatch.domain.actor import Actor, ActorKind, ActorName

    return Registry(
        Actor(id=one, kind=ActorKind.STATE, names=(ActorName(one, "en"),), source="made up")
        for one in LABELS
    )


REGISTRY_OF_LABELS = _labels()
deadlines = some(moments)
keepers = st.lists(label, max_size=2, unique=True)


@quick
@given(deadlines=deadlines, told=st.lists(reports(), max_size=4), keepers=keepers)
def test_what_is_over_never_is_ahead_again(
    deadlines: tuple[TimeFact, ...], told: list[Performance], keepers: list[str]
) -> None:
    """By each deadline, once `overdue` it is never `due` later, whatever is reported."""
    over: set[tuple[str, str]] = set()
    for day in range(0, 36, 3):
        for state in tracked(owed(deadlines, keepers), told, day):
            for moment, status in state.by_deadline.items():
                key = state.reading, moment
                assert not (status is DutyStatus.DUE and key in over)
                if status is DutyStatus.OVERDUE:
                    over.add(key)


@quick
@given(deadlines=deadlines, keepers=keepers)
def test_silence_goes_from_due_to_overdue_once(
    deadlines: tuple[TimeFact, ...], keepers: list[str]
) -> None:
    """Without any report there is nothing else that a duty by one deadline can be."""
    days = [tracked(owed(deadlines, keepers), [], day) for day in range(0, 36, 3)]
    for states in zip(*days, strict=True):
        for moment in states[0].by_deadline:
            told = [one.by_deadline[moment] for one in states]
            assert told == sorted(told)
            assert set(told) <= {DutyStatus.DUE, DutyStatus.OVERDUE}


@quick
@given(
    deadlines=deadlines,
    told=st.lists(reports(), max_size=4),
    keepers=keepers,
    turn=turns,
    day=st.integers(0, 36),
)
def test_duties_follow_a_change_of_names(
    deadlines: tuple[TimeFact, ...],
    told: list[Performance],
    keepers: list[str],
    turn: dict[str, str],
    day: int,
) -> None:
    """Who reports, denies, keeps lists or sets a deadline: the states are the relabelled ones."""
    terms = owed(deadlines, keepers)
    turned = tracked(
        from_wire(Agreement, relabelled(terms, turn)),
        [from_wire(Performance, relabelled(one, turn)) for one in told],
        day,
    )
    assert to_wire(turned) == relabelled(tracked(terms, told, day), turn)


@quick
@given(world=worlds, other=agreements(name="other"), change=any_change())
def test_a_change_of_one_leaves_the_others(
    world: Any, other: Agreement, change: TermsChange
) -> None:
    """Terms that no change names come out as they were, unless the register changed."""
    _, terms, entries = world
    changed, _ = applied([change], (terms, other), Registry(*entries))
    assert changed[1] == other
