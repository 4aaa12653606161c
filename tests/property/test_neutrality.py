"""Swap the parties in the input and the findings swap, nothing else."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strategies import maybe, ordered, some
from truce_world import CITED, UN_LIST, VERSIONS, FakePlaces, at, clause, during, instant, truce
from trucewatch.assess.ambiguity import ambiguities
from trucewatch.assess.bound import bound
from trucewatch.assess.engine import assess
from trucewatch.data.registry import Registry
from trucewatch.domain.actor import (
    Actor,
    ActorKind,
    ActorName,
    ActorRelation,
    Designation,
    RelationKind,
    Validity,
)
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.clause import Modality
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.finding import Finding
from trucewatch.domain.incident import Claim, ClaimKind, Incident
from trucewatch.domain.membership import Exclusion, Membership, MembershipStatus
from trucewatch.domain.moment import TimeFact, Window
from trucewatch.domain.statement import Mention, Speaker
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.domain.zone import ControlArea, Zone

LABELS = tuple(f"q{number:02}" for number in range(7))
LABEL = re.compile(r"\bq\d\d\b")
quick = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

label = st.sampled_from(LABELS)
instants = st.integers(0, 27).map(lambda day: instant(1, month=3) + dt.timedelta(days=day))
days = st.dates(dt.date(2020, 2, 20), dt.date(2020, 4, 5))
mentions = label.map(lambda one: Mention(one, one, one)) | st.just(Mention("them", None, "them"))
validities = ordered(days).map(lambda pair: Validity(*pair))
sides = st.sampled_from(["red", "blue"])
moments = st.builds(
    TimeFact, at=maybe(instants), citation=st.just(CITED), asserted_by=some(label, 1),
    contested_by=some(label, 1), known_from=maybe(instants),
)  # fmt: skip
members = st.builds(
    Membership, actor=label, side=sides, status=st.sampled_from(MembershipStatus),
    citation=st.just(CITED), channel=maybe(label), listed_by=some(label, 1), start=maybe(instants),
    through=some(st.sampled_from(RelationKind)),
)  # fmt: skip
excluded = st.builds(Exclusion, citation=st.just(CITED), actor=label) | st.just(
    Exclusion(citation=CITED, list=UN_LIST)
)
zones = st.builds(
    Zone, id=st.just("all"), name=st.just("the land"), citation=st.just(CITED),
    places=st.sampled_from([("t:land",), ("t:north",)]), except_held_by=some(label, 1),
)  # fmt: skip
clauses = st.lists(
    st.fixed_dictionaries(
        {
            "modality": st.sampled_from(Modality),
            "bearers": some(sides | label | st.just("parties")),
            "beneficiaries": some(sides | label | st.just("parties")),
            "acts": st.sampled_from([("fire",), ("detention",)]),
            "asserted_by": some(label, 1),
            "contested_by": some(label, 1),
        }
    ),
    min_size=1,
    max_size=3,
).map(lambda rows: tuple(clause(f"c{i}", **row) for i, row in enumerate(rows)))


def _window(starts: tuple[TimeFact, ...], ends: tuple[TimeFact, ...]) -> Window:
    """A window of these moments, open where they would end it before it starts."""
    try:
        return Window(starts=starts, ends=ends)
    except InvalidValue:
        return Window(starts=starts)


amendments = st.builds(
    Amendment, id=st.just("change"), citation=st.just(CITED), announced=some(moments, 1),
    kind=st.sampled_from([AmendmentKind.SUSPEND, AmendmentKind.TERMINATE, AmendmentKind.SHORTEN]),
    effective=st.lists(moments, min_size=1, max_size=2).map(tuple),
)  # fmt: skip
controls = st.builds(
    ControlArea, holder=label, citation=st.just(CITED), asserted_by=some(label, 1),
    places=st.sampled_from([("t:north",), ("t:south",)]), start=maybe(instants),
)  # fmt: skip
claims = st.builds(Claim, st.sampled_from(ClaimKind), label)


@st.composite
def agreements(draw: st.DrawFn, name: str = "truce") -> Agreement:
    """Terms of any shape among the labels."""
    starts = tuple(draw(st.lists(moments, min_size=1, max_size=2)))
    window = _window(starts, draw(some(moments)))
    keepers = tuple(draw(st.lists(label, max_size=3, unique=True)))
    return truce(
        id=name,
        window=window,
        zones=(draw(zones),),
        memberships=draw(some(members, 5)),
        exclusions=draw(some(excluded)),
        clauses=draw(clauses),
        amendments=draw(some(amendments, 1)),
        controls=draw(some(controls)),
        opt_in=draw(st.booleans()),
        co_chairs=keepers,
        unlisted_kinds=draw(some(st.sampled_from(ActorKind))),
    )


@st.composite
def registries(draw: st.DrawFn) -> tuple[tuple[Actor, ...], tuple[Designation, ...]]:
    """An entry for every label, with holders that come later, so that no chain is a circle."""
    relations = st.builds(
        ActorRelation, st.sampled_from(RelationKind), label, label | st.just("common"),
        st.booleans(), validities,
    )  # fmt: skip
    actors = [
        Actor(
            id=one,
            kind=draw(st.sampled_from(ActorKind)),
            names=(ActorName(one, "en"),),
            source="made up",
            parent=draw(maybe(st.sampled_from(LABELS[place:]))) if place < len(LABELS) else None,
            relations=draw(some(relations)),
        )
        for place, one in enumerate(LABELS, 1)
    ]
    designations = st.builds(
        Designation, target=label, asserter=label, list=st.just(UN_LIST), source=st.just("made up"),
        grade=st.just("R"), valid=validities,
        status=st.sampled_from(["terrorist", "proposed_terrorist", "not_designated"]),
    )  # fmt: skip
    return tuple(actors), draw(some(designations, 3))


incidents = st.builds(
    Incident,
    id=st.just("incident"),
    statements=st.just(("said",)),
    act=st.just("shelling"),
    act_family=st.just("fire"),
    provisional=st.booleans(),
    accusers=some(label.map(lambda one: Speaker(one, one, "say"))),
    initiators=some(mentions),
    targets=some(mentions),
    claims=some(claims, 1),
    places=some(st.sampled_from([at("t:ford"), at("t:mill"), at("t:land"), at("t:island")])),
    time=maybe(ordered(instants).map(lambda pair: during(*pair))),
)
worlds = st.tuples(incidents, agreements(), registries())
turns = st.permutations(LABELS).map(lambda turned: dict(zip(LABELS, turned, strict=True)))


def findings(
    incident: Incident, terms: tuple[Agreement, ...], registry: Registry
) -> tuple[Finding, ...]:
    """All findings, with every clause and without."""
    rest: dict[str, Any] = {
        "registry": registry,
        "places": FakePlaces(),
        "versions": VERSIONS,
        "reported_at": instant(20),
        "explicit": True,
    }
    return (
        *assess(incident, terms, **rest),
        *assess(incident, terms, **rest, all_clauses=True),
    )


def relabelled(value: object, turn: dict[str, str]) -> Any:
    """The JSON of a value with every label turned, also inside of facts and sentences."""
    return json.loads(LABEL.sub(lambda hit: turn[hit.group()], json.dumps(to_wire(value))))


def turned_registry(
    entries: tuple[tuple[Actor, ...], tuple[Designation, ...]], turn: dict[str, str]
) -> Registry:
    """The registry with every label turned, in the same order."""
    actors, designations = entries
    return Registry(
        [from_wire(Actor, relabelled(one, turn)) for one in actors],
        [from_wire(Designation, relabelled(one, turn)) for one in designations],
    )


@quick
@given(world=worlds, turn=turns)
def test_findings_follow_a_change_of_names(world: Any, turn: dict[str, str]) -> None:
    """Relabel actors in incidents, terms, registry: the findings are the relabelled ones."""
    incident, terms, entries = world
    plain = findings(incident, (terms,), Registry(*entries))
    turned = findings(
        from_wire(Incident, relabelled(incident, turn)),
        (from_wire(Agreement, relabelled(terms, turn)),),
        turned_registry(entries, turn),
    )
    assert to_wire(turned) == relabelled(plain, turn)


@quick
@given(world=worlds, turn=turns, actor=label)
def test_what_bound_whom_follows_a_change_of_names(
    world: Any, turn: dict[str, str], actor: str
) -> None:
    """The same for the question what bound an actor there and then."""
    _, terms, entries = world
    rest: dict[str, Any] = {"places": FakePlaces()}
    plain = bound(instant(10), "t:ford", (terms,), actor=actor, registry=Registry(*entries), **rest)
    turned = bound(
        instant(10),
        "t:ford",
        (from_wire(Agreement, relabelled(terms, turn)),),
        actor=turn[actor],
        registry=turned_registry(entries, turn),
        **rest,
    )
    assert to_wire(turned) == relabelled(plain, turn)


@quick
@given(world=worlds, turn=turns, other=agreements(name="other"))
def test_ambiguities_follow_a_change_of_names(
    world: Any, turn: dict[str, str], other: Agreement
) -> None:
    """The same for what terms leave open, and for what others did there."""
    _, terms, entries = world
    plain = ambiguities(terms, (other,), Registry(*entries), FakePlaces())
    turned = ambiguities(
        from_wire(Agreement, relabelled(terms, turn)),
        (from_wire(Agreement, relabelled(other, turn)),),
        turned_registry(entries, turn),
        FakePlaces(),
    )
    assert to_wire(turned) == relabelled(plain, turn)


@quick
@given(world=worlds, other=agreements(name="other"))
def test_an_agreement_is_judged_without_regard_to_others(world: Any, other: Agreement) -> None:
    """Adding terms, before or after, changes no finding on those that were there."""
    incident, terms, entries = world
    registry = Registry(*entries)
    alone = findings(incident, (terms,), registry)
    for pair in ((terms, other), (other, terms)):
        both = findings(incident, pair, registry)
        assert tuple(one for one in both if one.agreement == terms.id) == alone


@quick
@given(world=worlds)
def test_the_order_of_the_registry_changes_nothing(world: Any) -> None:
    """Entries of actors are looked up, never met in turn."""
    incident, terms, (actors, designations) = world
    forth = findings(incident, (terms,), Registry(actors, designations))
    back = findings(incident, (terms,), Registry(actors[::-1], designations))
    assert forth == back


@quick
@given(world=worlds)
def test_a_change_on_offer_leads_to_another_result(world: Any) -> None:
    """What would change a finding does change it."""
    incident, terms, entries = world
    for finding in findings(incident, (terms,), Registry(*entries)):
        assert all(change.then is not finding.result for change in finding.would_change)
