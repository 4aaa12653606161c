"""Rows of bare points get what each gets by itself, whatever the zones around them are made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from property.test_many_at_once import (
    PLAIN,
    SQUARES,
    SURE_MEMBERS,
    doers,
    exact,
    held_alike,
    points,
    spans,
    windows,
)
from property.test_neutrality import label, mentions
from strategies import maybe, some
from truce_world import CITED, HazyPlaces, clause, during, shelling, truce
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.incident import Incident
from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.zone import Shape, Zone

REACH_M, REACH_DEGREES = 22_239, 0.2
"""So many metres are so many degrees of latitude, with nothing left over."""
squares = st.sampled_from([Shape(rings=(one,)) for one in SQUARES])


@st.composite
def zones(draw: st.DrawFn, name: str) -> Zone:
    """A zone that is one area, or now and then may reach to another."""
    shape = draw(maybe(squares))
    places = () if shape else (draw(st.sampled_from(["t:land", "t:north", "t:ford", "t:island"])),)
    return Zone(
        id=name,
        name=name,
        citation=CITED,
        places=places,
        shape=shape,
        outer=draw(st.sampled_from([(), (), (), ("t:north",)])),
        uncertainty_m=draw(st.sampled_from([0, 0, 700, REACH_M - 1_000])),
    )


@st.composite
def agreements(draw: st.DrawFn, name: str) -> Agreement:
    """Terms that bind every label, with a main zone and one of their own for some clauses."""
    parts = draw(st.lists(st.tuples(st.sampled_from([None, "own"]), maybe(windows)), max_size=2))
    own = tuple(
        clause(f"c{place}", zone=zone, window=window) for place, (zone, window) in enumerate(parts)
    )
    return truce(
        id=name,
        window=draw(windows),
        zones=(draw(zones("all")), draw(zones("own"))),
        memberships=SURE_MEMBERS,
        exclusions=(),
        clauses=(clause("whole"), *own),
        co_chairs=tuple(draw(st.lists(label, max_size=2, unique=True))),
    )


@st.composite
def at_the_limit(draw: st.DrawFn) -> PlaceMention:
    """A point exactly as far below a square as a radius and an uncertainty reach together."""
    lon = draw(st.sampled_from([0.3, 0.5, 0.9]))
    lat = draw(st.sampled_from([0.0, 0.25, 0.5])) - REACH_DEGREES
    return PlaceMention("", None, lon, round(lat, 7), PlacePrecision.WITHIN_1KM, "")


@st.composite
def shellings(draw: st.DrawFn) -> Incident:
    """A shelling at a point, by one or by several."""
    return shelling(
        places=(draw(points() | points() | at_the_limit()),),
        initiators=draw(doers | doers | some(mentions, 2)),
        targets=draw(doers),
        time=draw(maybe(spans.map(lambda pair: during(*pair)))),
        count_only=draw(st.sampled_from([False, False, True])),
    )


@exact
@given(
    rows=st.lists(shellings(), min_size=2, max_size=20),
    terms=st.tuples(agreements("one"), agreements("two"), agreements("three")),
    limited=st.booleans(),
)
def test_points_get_what_each_point_gets(
    rows: list[Incident], terms: tuple[Agreement, ...], limited: bool
) -> None:
    """Areas that agreements share, that are two zones of one, or tell less than a zone needs."""
    readings = terms[1].co_chairs[:1] if limited else None
    held_alike(rows, terms, PLAIN, places=HazyPlaces(), readings=readings)
