"""Distance to the line of a zone, for lines that are known to some metres only."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Protocol

from shapely import MultiLineString
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from trucewatch.data.place_outlines import Ring
from trucewatch.domain.agreement import Zone
from trucewatch.domain.place import E7, Place

_METRES_A_DEGREE = 111_195.0
"""Along a meridian of a sphere of radius 6,371,008.8 m."""


class Outlines(Protocol):
    """What the question needs of a gazetteer."""

    def get(self, place_id: str) -> Place:
        """The entry of an id."""

    def outline(self, place_id: str) -> tuple[Ring, ...] | None:
        """Rings that bound a place, None where none is known."""


def near_line(place_id: str, zone: Zone, places: Outlines) -> bool:
    """Whether a place comes within `zone.uncertainty_m` metres of the line of the zone.

    Good to about 1 % up to 100 km: distances are taken on a plane that is true at the place.
    Where either outline is not known the answer is True, since nothing rules it out.
    """
    rings = [places.outline(one) for one in zone.places]
    place = places.get(place_id)
    own = places.outline(place_id)
    if None in rings or (own is None and place.centre is None):
        return True
    lat = place.centre.lat if place.centre else own[0][0][1] / E7 if own else 0.0
    line = _lines((ring for part in rings for ring in part or ()), lat)
    reach = zone.uncertainty_m + (place.radius_m or 0 if place.centre else 0)
    shape: BaseGeometry = (
        Point(_plane(place.centre.lon_e7, place.centre.lat_e7, lat))
        if place.centre
        else _lines(own or (), lat)
    )
    return bool(line.distance(shape) <= reach)


def _lines(rings: Iterable[Ring], lat: float) -> MultiLineString:
    return MultiLineString([[_plane(lon, at, lat) for lon, at in ring] for ring in rings])


def _plane(lon_e7: int, lat_e7: int, true_at_lat: float) -> tuple[float, float]:
    """Metres east and north on the plane that is true at one latitude."""
    east = lon_e7 / E7 * _METRES_A_DEGREE * math.cos(math.radians(true_at_lat))
    return east, lat_e7 / E7 * _METRES_A_DEGREE
