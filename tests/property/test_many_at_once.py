"""A table of incidents gets the results and reasons that each incident gets by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from property.test_neutrality import (
    LABELS,
    amendments,
    claims,
    excluded,
    instants,
    label,
    members,
    mentions,
    moments,
    registries,
)
from strategies import maybe, ordered, some
from truce_world import CITED, VERSIONS, FakePlaces, actor, at, clause, during, square, truce
from trucewatch.assess.engine import assess
from trucewatch.assess.plan.compile import Plan
from trucewatch.assess.plan.engine import Assessor
from trucewatch.assess.plan.incidents import table_of
from trucewatch.data.registry import Registry
from trucewatch.domain.actor import ActorKind
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.clause import Modality
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.incident import Incident
from trucewatch.domain.membership import Membership, MembershipStatus
from trucewatch.domain.moment import Window
from trucewatch.domain.place import LonLat, PlacePrecision
from trucewatch.domain.statement import Mention, PlaceMention, Weapon
from trucewatch.domain.zone import Band, ControlArea, Shape, Zone

exact = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

WEAPONS = ("mortar", "tank", "rifle")
METRE = 1 / 111_195
SQUARES = tuple(
    tuple(LonLat(lon, lat) for lon, lat in square(west, south, side))
    for west, south, side in ((0, 0, 1), (0.5, 0.5, 1), (0.25, 0.25, 0.5), (3, 3, 0.02))
)
LINES = (
    (LonLat.of(0, 1), LonLat.of(1, 1), LonLat.of(2, 1.5)),
    (LonLat.of(0.5, 0), LonLat.of(0.5, 2)),
)
shapes = st.sampled_from(
    [Shape(rings=(one,)) for one in SQUARES]
    + [Shape(rings=SQUARES[:2]), Shape(rings=SQUARES[:1], lines=LINES[:1], within_m=500)]
    + [Shape(lines=(one,), within_m=3_000) for one in LINES]
)
bands = st.builds(
    Band, weapons=some(st.sampled_from(WEAPONS), 1), within_m=st.sampled_from([400, 9_000])
)
place_ids = st.sampled_from(["t:land", "t:north", "t:south", "t:ford", "t:mill", "t:island"])


@st.composite
def zones(draw: st.DrawFn, name: str = "all") -> Zone:
    """A zone of places, of a shape with or without bands, of both, or of nothing known."""
    shape = draw(maybe(shapes))
    places = draw(some(place_ids, 1))
    lined = shape is not None and bool(shape.lines)
    return Zone(
        id=name,
        name=name,
        citation=CITED,
        places=places,
        outer=draw(some(place_ids, 1)),
        shape=shape,
        bands=draw(some(bands)) if lined else (),
        known=bool(places) or shape is not None,
        uncertainty_m=draw(st.sampled_from([0, 0, 700])),
        except_held_by=draw(some(label, 1)),
    )


controls = st.builds(
    lambda span, **rest: ControlArea(start=span[0], end=span[1], **rest),
    ordered(instants), holder=label, citation=st.just(CITED), asserted_by=some(label, 1),
    places=st.sampled_from([("t:north",), ("t:south",)]), shape=maybe(shapes),
    uncertainty_m=st.sampled_from([0, 500]),
)  # fmt: skip


def _window(starts: tuple[Any, ...], ends: tuple[Any, ...]) -> Window:
    try:
        return Window(starts=starts, ends=ends)
    except InvalidValue:
        return Window(starts=starts)


windows = st.builds(_window, st.lists(moments, min_size=1, max_size=2).map(tuple), some(moments))
sides = st.sampled_from(["red", "blue", "parties"])
clause_parts = st.fixed_dictionaries(
    {
        "modality": st.sampled_from(Modality),
        "bearers": some(sides | label),
        "beneficiaries": some(sides | label),
        "acts": st.sampled_from(
            [("fire",), ("detention",), ("self_defence", "demining"), ("shelling",)]
        ),
        "weapons": some(st.sampled_from(WEAPONS), 1),
        "objects": some(st.sampled_from(["school", "energy"]), 1),
        "zone": st.sampled_from([None, None, "own"]),
        "window": maybe(windows),
        "asserted_by": some(label, 1),
        "contested_by": some(label, 1),
    }
) | st.fixed_dictionaries(
    {
        "modality": st.just(Modality.SHALL),
        "acts": st.sampled_from([("fire",), ("detention",)]),
        "deadline": st.lists(moments, min_size=1, max_size=2).map(tuple),
        "window": st.none() | st.none() | windows,
    }
)
changes = amendments | st.builds(
    lambda window, **rest: Amendment(window=window, **rest), windows, id=st.just("change"),
    citation=st.just(CITED), kind=st.sampled_from([AmendmentKind.EXTEND, AmendmentKind.RECOMMIT]),
) | st.builds(
    Amendment, id=st.just("change"), citation=st.just(CITED), zone=st.just("added"),
    kind=st.just(AmendmentKind.ADD_ZONE),
    effective=st.lists(moments, min_size=1, max_size=2).map(tuple),
) | st.builds(
    Amendment, id=st.just("change"), citation=st.just(CITED),
    kind=st.just(AmendmentKind.ADD_PARTY), effective=st.tuples(moments),
    memberships=st.lists(members, min_size=1, max_size=2).map(tuple),
)  # fmt: skip


@st.composite
def agreements(draw: st.DrawFn, name: str) -> Agreement:
    """Terms of any shape among the labels; zones are drawn, clauses have times of their own."""
    parts = draw(st.lists(clause_parts, max_size=3))
    return truce(
        id=name,
        window=draw(windows),
        zones=(draw(zones()), draw(zones("own")), draw(zones("added"))),
        memberships=draw(some(members, 5)),
        exclusions=draw(some(excluded)),
        clauses=tuple(clause(f"c{number}", **part) for number, part in enumerate(parts)),
        amendments=draw(some(changes, 1)),
        controls=draw(some(controls)),
        opt_in=draw(st.booleans()),
        co_chairs=tuple(draw(st.lists(label, max_size=3, unique=True))),
        unlisted_kinds=draw(some(st.sampled_from(ActorKind))),
    )


@st.composite
def points(draw: st.DrawFn) -> PlaceMention:
    """A point at a corner or edge of what is drawn, off it by about what decides."""
    corner = draw(
        st.sampled_from([(0, 0), (1, 1), (0.5, 0.7), (0.25, 0.5), (3.01, 3.01), (0.7, 1), (2, 2)])
    )
    metres = st.sampled_from([0, 99, 100, 101, 400, 799, 801, 1_000, 1_700, 9_100, 25_001, 60_000])
    lon, lat = (at + draw(st.sampled_from([-1, 0, 1])) * draw(metres) * METRE for at in corner)
    precision = draw(
        st.sampled_from(
            [PlacePrecision.EXACT, PlacePrecision.WITHIN_1KM, PlacePrecision.WITHIN_25KM]
        )
    )
    return PlaceMention("", None, round(lon, 7), round(lat, 7), precision, "")


spots = points() | place_ids.map(at) | st.just(at(None)) | st.just(at(None, "t:north", "t:south"))
spans = ordered(instants | instants.map(lambda one: one + dt.timedelta(seconds=1)))
incidents = st.builds(
    Incident,
    id=st.just("incident"),
    statements=st.just(("said",)),
    act=st.sampled_from(["shelling", "looting"]),
    act_family=st.sampled_from(["fire", "detention"]),
    provisional=st.booleans(),
    initiators=some(mentions),
    targets=some(mentions),
    weapons=some(st.sampled_from(WEAPONS).map(lambda one: Weapon(one, one))),
    objects=some(st.sampled_from(["school", "energy"]), 1),
    claims=some(claims, 1),
    places=st.lists(spots, min_size=0, max_size=1).map(tuple) | some(spots, 2),
    time=maybe(spans.map(lambda pair: during(*pair))),
    count_only=st.booleans(),
)
tables = st.lists(incidents, min_size=1, max_size=12)
reports = st.none() | instants


def held_alike(
    rows: list[Incident],
    terms: tuple[Agreement, ...],
    registry: Registry,
    *,
    places: FakePlaces | None = None,
    readings: tuple[str, ...] | None = None,
    **when: Any,
) -> None:
    """Hold a table and each of its incidents against the same terms."""
    ground: dict[str, Any] = {"registry": registry, "places": places or FakePlaces()}
    plan = Plan(terms, known_at=when.get("known_at"), readings=readings, **ground)
    reported = when.get("reported_at")
    [block] = Assessor(plan, table_of(rows, [reported] * len(rows))).blocks(len(rows))
    columns = [(pair.terms.id, pair.reading.name) for pair in plan.pairs]
    for number, incident in enumerate(rows):
        alone = assess(incident, terms, **ground, versions=VERSIONS, explicit=True, **when)
        told = {(one.agreement, one.reading): (one.result, one.reason) for one in alone}
        for column, key in enumerate(columns):
            assert (block.result(number, column), block.reason(number, column)) == told[key]


@exact
@given(
    rows=tables,
    terms=st.tuples(agreements("one"), agreements("other")),
    entries=registries(),
    reported=reports,
    known_at=reports,
)
def test_a_table_gets_what_each_incident_gets(
    rows: list[Incident], terms: tuple[Agreement, ...], entries: Any, reported: Any, known_at: Any
) -> None:
    """Result and reason of every incident, agreement and reading are those of one by one."""
    held_alike(rows, terms, Registry(*entries), reported_at=reported, known_at=known_at)


SURE_MEMBERS = tuple(
    Membership(actor=one, side="red", status=MembershipStatus.DECLARED, citation=CITED)
    for one in LABELS
)
PLAIN = Registry([actor(one) for one in LABELS])
doers = label.map(lambda one: (Mention(one, one, one),))


@exact
@given(rows=tables, terms=agreements("one"), doer=doers, target=doers, dated=some(members, 3))
def test_what_time_and_place_decide_is_decided_alike(
    rows: list[Incident], terms: Agreement, doer: Any, target: Any, dated: Any
) -> None:
    """Where the parties are sure and the act is covered, the edges of time and place tell."""
    clauses = [
        replace(one, bearers=("parties",), beneficiaries=(), acts=("fire",), asserted_by=(),
                contested_by=(), modality=Modality.SHALL_NOT, deadline=())
        for one in (*terms.clauses, clause("whole"))
    ]  # fmt: skip
    sure = replace(terms, memberships=SURE_MEMBERS, exclusions=(), clauses=tuple(clauses))
    partly = replace(terms, memberships=dated, exclusions=(), clauses=tuple(clauses))
    partly = replace(partly, id="partly")
    told = [
        replace(one, act_family="fire", initiators=doer, targets=target, provisional=False,
                claims=(), count_only=False)
        for one in rows
    ]  # fmt: skip
    held_alike(told, (sure, partly), PLAIN)
