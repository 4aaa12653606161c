"""Zones that are drawn: rings, lines with their bands, and what holders cut out of them."""

from __future__ import annotations

from typing import Any

import pytest

from truce_world import CITED, FakePlaces, at, instant, zone
from trucewatch.assess.answer import NOT, POSSIBLY, SURELY
from trucewatch.assess.readings import TermsReading
from trucewatch.assess.scope import There, in_zone
from trucewatch.domain.finding import Certainty
from trucewatch.domain.place import LonLat, PlacePrecision
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.zone import Band, ControlArea, Shape, Zone

EAST = TermsReading("east", frozenset({"west"}))
WEST = TermsReading("west", frozenset({"east"}))
METRES_TO_DEGREES = 1 / 111_195


def square(west: float, south: float, side: float) -> tuple[LonLat, ...]:
    """A closed ring."""
    corners = ((0, 0), (side, 0), (side, side), (0, side), (0, 0))
    return tuple(LonLat.of(west + x, south + y) for x, y in corners)


FIELD = zone(shape=Shape(rings=(square(0, 0, 1),)), known=True)
FRONT = Shape(lines=((LonLat.of(0, 0), LonLat.of(1, 0)),), within_m=1_000)


def point(lon: float, lat: float, precision: PlacePrecision = PlacePrecision.EXACT) -> PlaceMention:
    """A bare point, good to 100 m where it is exact."""
    return PlaceMention("", None, lon, lat, precision, "there")


def certainty(area: Zone, *places: PlaceMention, **more: Any) -> Certainty | None:
    """How surely what happened at these places was in the zone."""
    return in_zone(places, area, There(FakePlaces(), **more)).certainty


@pytest.mark.parametrize(
    ("lon", "held"), [(0.5, SURELY), (0.9995, POSSIBLY), (1.0005, POSSIBLY), (1.01, NOT)]
)
def test_a_point_lies_in_a_ring_as_closely_as_it_is_known(lon: float, held: Certainty) -> None:
    """Within 100 m of the line it may be on either side."""
    assert certainty(FIELD, point(lon, 0.5)) is held


def test_a_vaguer_point_needs_more_room() -> None:
    """What is known to 25 km is sure only far from the line."""
    assert certainty(FIELD, point(0.9, 0.5, PlacePrecision.WITHIN_1KM)) is SURELY
    assert certainty(FIELD, point(0.9, 0.5, PlacePrecision.WITHIN_25KM)) is POSSIBLY


def test_a_point_without_any_precision_is_no_place() -> None:
    """How far off it may be is not told, so nothing follows."""
    assert certainty(FIELD, point(0.5, 0.5, PlacePrecision.COUNTRY)) is None


def test_a_hole_is_outside() -> None:
    """What two rings surround is inside of neither."""
    holed = zone(shape=Shape(rings=(square(0, 0, 1), square(0.4, 0.4, 0.2))), known=True)
    assert certainty(holed, point(0.5, 0.5)) is NOT
    assert certainty(holed, point(0.2, 0.2)) is SURELY


def test_an_unsure_line_widens_the_doubt() -> None:
    """The same point, with a line that may be 5 km off."""
    unsure = zone(shape=FIELD.shape, known=True, uncertainty_m=5_000)
    assert certainty(FIELD, point(0.98, 0.5)) is SURELY
    assert certainty(unsure, point(0.98, 0.5)) is POSSIBLY


@pytest.mark.parametrize(("metres", "held"), [(500, SURELY), (950, POSSIBLY), (1_500, NOT)])
def test_a_line_reaches_to_either_side(metres: int, held: Certainty) -> None:
    """A kilometre along a road."""
    area = zone(shape=FRONT, known=True)
    assert certainty(area, point(0.5, metres * METRES_TO_DEGREES)) is held
    assert certainty(area, point(0.5, -metres * METRES_TO_DEGREES)) is held


BANDS = zone(
    shape=FRONT,
    known=True,
    bands=(
        Band(weapons=("mlrs",), within_m=7_000),
        Band(weapons=("artillery", "mortar"), within_m=3_000),
    ),
)
FIVE_KM = point(0.5, 5_000 * METRES_TO_DEGREES)


@pytest.mark.parametrize(
    ("weapons", "held"),
    [
        ({"mlrs"}, SURELY),
        ({"artillery"}, NOT),
        ({"small_arms"}, NOT),
        (set(), POSSIBLY),
        ({"mlrs", "artillery"}, POSSIBLY),
    ],
)
def test_each_weapon_has_its_own_distance(weapons: set[str], held: Certainty) -> None:
    """Five kilometres from the line: too near for rockets, far enough for guns."""
    assert certainty(BANDS, FIVE_KM, weapons=frozenset(weapons)) is held


def held_by(holder: str, ring: tuple[LonLat, ...], *by: str, **more: Any) -> ControlArea:
    """Territory of a holder as these assert it."""
    shape = Shape(rings=(ring,))
    return ControlArea(holder=holder, citation=CITED, asserted_by=by, shape=shape, **more)


CUT = zone(shape=FIELD.shape, known=True, except_held_by=("wolves",))
WEST_HALF = held_by("wolves", square(0, 0, 0.5))


def test_territory_that_is_drawn_is_cut_out() -> None:
    """Everything but the holder's area: inside of it not, outside of it surely."""
    assert certainty(CUT, point(0.25, 0.25), controls=(WEST_HALF,)) is NOT
    assert certainty(CUT, point(0.75, 0.75), controls=(WEST_HALF,)) is SURELY
    assert certainty(CUT, point(0.5, 0.25), controls=(WEST_HALF,)) is POSSIBLY


def test_each_reading_has_its_own_delineation() -> None:
    """What only the other keeper asserts is no line for this one."""
    drawn = held_by("wolves", square(0, 0, 0.5), "east")
    here = point(0.25, 0.25)
    assert certainty(CUT, here, controls=(drawn,), reading=EAST) is NOT
    assert certainty(CUT, here, controls=(drawn,), reading=WEST) is POSSIBLY


def test_territory_counts_while_it_was_held() -> None:
    """Lost before the event, it no longer cuts anything out; held for part of it, perhaps."""
    lost = held_by("wolves", square(0, 0, 0.5), end=instant(10))
    here = point(0.25, 0.25)
    assert certainty(CUT, here, controls=(lost,), span=(instant(11), instant(12))) is SURELY
    assert certainty(CUT, here, controls=(lost,), span=(instant(9), instant(11))) is POSSIBLY


def test_a_place_of_the_register_is_held_against_what_is_drawn() -> None:
    """The ford by its point and radius."""
    assert (
        certainty(zone(shape=Shape(rings=(square(0, 0.9, 1),)), known=True), at("t:ford")) is SURELY
    )
    assert certainty(zone(shape=Shape(rings=(square(2, 2, 1),)), known=True), at("t:ford")) is NOT


def test_a_point_is_held_against_a_place_by_its_outline() -> None:
    """The north is the square from 1 to 2 degrees."""
    assert certainty(zone("t:north"), point(0.5, 1.5)) is SURELY
    assert certainty(zone("t:north"), point(0.5, 0.5)) is NOT


def test_what_is_drawn_adds_to_the_places() -> None:
    """Either of them is enough."""
    both = zone("t:north", shape=Shape(rings=(square(5, 5, 1),)))
    assert certainty(both, point(5.5, 5.5)) is SURELY
    assert certainty(both, at("t:ford")) is SURELY
    assert certainty(both, point(3, 3)) is NOT
