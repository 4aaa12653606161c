"""Cells and distances tell of a point what the shapes tell."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from truce_world import CITED, REGISTRY, FakePlaces, shelling, truce
from trucewatch.assess.geometry import Disc, drawn
from trucewatch.assess.plan.cells import sought
from trucewatch.assess.plan.compile import Plan
from trucewatch.assess.plan.engine import Assessor
from trucewatch.assess.plan.incidents import RADII, table_of
from trucewatch.assess.plan.sieve import FINE, FINE_WORDS, refined
from trucewatch.domain.finding import Certainty, Reason
from trucewatch.domain.place import LonLat, PlacePrecision, radius_of
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.zone import Shape, Zone


def star(size: float) -> Shape:
    """A star of twenty corners, in a circle of so many degrees."""
    corners = ((k % 20, size if k % 2 else 0.4 * size) for k in range(21))
    ring = (
        LonLat.of(1 + r * math.cos(k / 20 * math.tau), 1 + r * math.sin(k / 20 * math.tau))
        for k, r in corners
    )
    return Shape(rings=(tuple(ring),))


def plan_of(shape: Shape, uncertainty: int) -> Plan:
    """One agreement whose zone is a shape."""
    zone = Zone(
        id="all", name="star", places=(), shape=shape, uncertainty_m=uncertainty, citation=CITED
    )
    terms = truce(zones=(zone,), memberships=(), exclusions=(), co_chairs=())
    return Plan([terms], registry=REGISTRY, places=FakePlaces())


SHAPE, WIDE = star(0.5), star(8)
PLAN, WIDE_PLAN = plan_of(SHAPE, 300), plan_of(WIDE, 0)
degrees = st.floats(0.2, 1.8).map(lambda one: round(one, 7))
near = st.floats(-0.01, 0.01)


def reason_at(plan: Plan, lon: float, lat: float, precision: PlacePrecision) -> Reason:
    """The reason of an incident at a point."""
    mention = PlaceMention("", None, lon, lat, precision, "")
    rows = table_of([shelling(places=(mention,), initiators=())])
    return Assessor(plan, rows).block(0, 1).reason(0, 0)


@settings(max_examples=300, deadline=None)
@given(lon=degrees, lat=degrees, radius=st.sampled_from(RADII))
def test_a_point_is_where_its_shape_has_it(lon: float, lat: float, radius: object) -> None:
    """Outside in one way is outside in the other, whatever the cell."""
    precision = next(one for one in RADII if one is radius)
    disc = Disc(LonLat.of(lon, lat), radius_of(precision) or 0)
    outside = drawn(SHAPE).holds(disc, 300) is Certainty.NOT
    assert (reason_at(PLAN, lon, lat, precision) is Reason.OUTSIDE_ZONE) == outside


@settings(max_examples=300, deadline=None)
@given(corner=st.integers(0, 19), share=st.floats(0, 1), east=near, north=near)
def test_a_point_beside_a_line_is_on_its_own_side(
    corner: int, share: float, east: float, north: float
) -> None:
    """Where a part of a cell is wider than a point is vague, its middle may be across the line."""
    one, other = WIDE.rings[0][corner : corner + 2]
    lon = round(one.lon + share * (other.lon - one.lon) + east, 7)
    lat = round(one.lat + share * (other.lat - one.lat) + north, 7)
    disc = Disc(LonLat.of(lon, lat), radius_of(RADII[0]) or 0)
    outside = drawn(WIDE).holds(disc, 0) is Certainty.NOT
    assert (reason_at(WIDE_PLAN, lon, lat, RADII[0]) is Reason.OUTSIDE_ZONE) == outside


def test_rows_near_no_line_need_no_second_look() -> None:
    """What the one-by-one engine has to settle stays rare."""
    mention = PlaceMention("", None, 1.0, 1.0, RADII[0], "")
    rows = table_of([shelling(places=(mention,))] * 50)
    assert Assessor(PLAN, rows).block(0, 50).settled == 0


@settings(deadline=None)
@given(
    entries=st.lists(st.integers(0, 60), min_size=1, max_size=60).map(sorted),
    least=st.integers(0, 61),
    share=st.floats(0, 1),
)
def test_a_bad_guess_of_a_place_finds_it_too(entries: list[int], least: int, share: float) -> None:
    """Where entries are not spread evenly, the search takes longer and ends at the same place."""
    table, about = np.array(entries), int(share * len(entries))
    wanted = int(np.searchsorted(table, least))
    assert sought(table, (0, len(table)), about, least) == wanted


def test_a_middle_on_a_line_tells_no_side() -> None:
    """Whoever starts from there to find the side of a point leaves it to the one-by-one engine."""
    line = np.array([(0.5, -9.0, 0.5, 9.0), (0.5, 9.0, 90.0, 0.0), (90.0, 0.0, 0.5, -9.0)])
    fine = np.zeros((1, FINE_WORDS), dtype=np.int64)
    cell = (0.0, 0.0, float(FINE), float(FINE))
    needed, _, vague = refined(line, np.arange(3), (cell, np.zeros(1)), fine)
    on_line = sum(1 << (FINE * row + FINE // 2) for row in range(FINE))
    assert (needed, np.uint64(vague)) == (1, np.uint64(on_line))
