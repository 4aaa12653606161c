"""Bare points are asked of the areas around them, but for what areas alone do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from truce_world import (
    CITED,
    REGISTRY,
    HazyPlaces,
    clause,
    during,
    instant,
    moment,
    shelling,
    square,
    truce,
    who,
    zone,
)
from trucewatch.assess.case import Ground
from trucewatch.assess.plan.alone import Alone, Block, pairs_of
from trucewatch.assess.plan.compile import Plan
from trucewatch.assess.plan.engine import Assessor
from trucewatch.assess.plan.incidents import table_of
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.finding import Reason
from trucewatch.domain.incident import Incident
from trucewatch.domain.moment import Window
from trucewatch.domain.place import LonLat, PlacePrecision
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.zone import Shape, Zone

MET, OUTSIDE = Reason.ALL_CONDITIONS_MET, Reason.OUTSIDE_ZONE


def drawn(name: str, west: float, south: float, uncertainty_m: int = 0) -> Zone:
    """A square of one degree."""
    ring = tuple(LonLat(lon, lat) for lon, lat in square(west, south, 1))
    return Zone(
        id=name, name=name, places=(), shape=Shape(rings=(ring,)), citation=CITED,
        uncertainty_m=uncertainty_m,
    )  # fmt: skip


def row(lon: float, lat: float, **more: Any) -> Incident:
    """North shells South, within a kilometre of a point."""
    spot = PlaceMention("", None, lon, lat, PlacePrecision.WITHIN_1KM, "")
    return shelling(**{"places": (spot,), **more})


def alike(
    terms: Sequence[Agreement], rows: Sequence[Incident], readings: Sequence[str] | None = None
) -> Block:
    """The block of a plan, which tells what the one-by-one rules tell."""
    table, places = table_of(rows), HazyPlaces()
    plan = Plan(terms, registry=REGISTRY, places=places, readings=readings)
    fast = Assessor(plan, table).block(0, len(rows))
    views = pairs_of(plan.agreements, readings)
    slow = Alone(views, table, Ground(REGISTRY, places)).block(0, len(rows))
    assert fast.reasons.tolist() == slow.reasons.tolist()
    return fast


def test_rows_that_ask_one_agreement_ask_it_each_for_itself() -> None:
    """Of three points in a row the second is outside of the zone of the clause."""
    terms = truce(
        zones=(drawn("all", 0, 0), drawn("own", 0, 0.5)),
        clauses=(clause("c", zone="own"),), exclusions=(),
    )  # fmt: skip
    found = alike([terms], [row(0.5, 0.8), row(0.5, 0.2), row(0.5, 0.7)])
    assert [found.reason(at, 0) for at in range(3)] == [MET, OUTSIDE, MET]


def test_a_point_at_the_very_limit_is_left_to_the_rules() -> None:
    """Where rounding might tell, the tables tell nothing; 22,239 metres are 0.2 degrees."""
    terms = truce(zones=(drawn("all", 0, 0, 21_239),))
    found = alike([terms], [row(0.5, -0.2), row(0.5, -0.199), row(0.5, -0.201)])
    assert found.settled == len(terms.co_chairs)


def test_a_zone_that_nobody_can_place_may_hold_a_point_of_another() -> None:
    """The island may be anywhere; the square of the second clause is known."""
    island = replace(zone("t:island"), id="all")
    terms = truce(
        zones=(island, drawn("own", 0, 0)),
        clauses=(clause("here", zone="own"), clause("there")),
    )  # fmt: skip
    found = alike([terms], [row(0.5, 0.5), row(0.5, 1.5)])
    assert [found.reason(at, 0) for at in range(2)] == [MET, Reason.UNSURE_ZONE]


def test_one_area_may_be_two_zones() -> None:
    """The zone of the clause is drawn as that of the whole agreement is."""
    terms = truce(
        zones=(drawn("all", 0, 0), drawn("own", 0, 0)),
        clauses=(clause("c", zone="own"), clause("d", acts=("detention",))), exclusions=(),
    )  # fmt: skip
    assert alike([terms], [row(0.5, 0.5)]).reason(0, 0) is MET


def test_a_zone_that_was_added_holds_points_from_then_on() -> None:
    """The square in the north joins the one in the south on 5 March, a day before the second."""
    joined = Amendment(
        id="wider", kind=AmendmentKind.ADD_ZONE, zone="more", citation=CITED,
        effective=(moment(instant(5)),),
    )  # fmt: skip
    terms = truce(
        zones=(drawn("all", 0, 0), drawn("more", 0, 4)), amendments=(joined,), exclusions=(),
    )  # fmt: skip
    days = [during(instant(day), instant(day + 1)) for day in (3, 6)]
    found = alike([terms], [row(0.5, 4.5, time=day) for day in days])
    assert [found.reason(at, 0) for at in range(2)] == [OUTSIDE, MET]


def test_an_agreement_that_nobody_reads_lends_its_zone_to_no_other() -> None:
    """East keeps the second one alone, whose zone is elsewhere, and nobody tells when it was."""
    for_ever = Window(starts=(moment(instant(1)),))
    first = truce(id="first", zones=(drawn("all", 0, 0),), window=for_ever, co_chairs=("west",))
    second = replace(first, id="second", zones=(drawn("all", 5, 5),), co_chairs=("east",))
    found = alike([first, second], [row(0.5, 0.5, time=None)], ["east"])
    assert found.reason(0, 0) is not MET


def test_several_who_did_it_are_left_to_the_rules() -> None:
    """A table has room for one."""
    terms = truce(zones=(drawn("all", 0, 0),), exclusions=())
    both = (who("stranger"), who("north"))
    found = alike([terms], [row(0.5, 0.5, initiators=both), row(0.5, 0.5)])
    assert found.settled == len(terms.co_chairs)
