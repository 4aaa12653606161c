"""Where an incident is for lists and maps: a point with its radius, an extent, cells that hold it.

A cell holds an incident only if what is known of its place is no wider than the cell.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import h3.api.basic_int as h3

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.place import E7, Place, PlacePrecision, radius_of

RESOLUTIONS = (3, 4, 5, 7)
"""H3 resolutions that are kept; cells are about 120, 45, 17 and 2.4 km wide."""
METRES_A_DEGREE = 111_195
"""Along a meridian of a sphere of radius 6,371,008.8 m."""
_CELL_RADIUS_M = {
    one: h3.average_hexagon_edge_length(one, unit="m") * math.sqrt(3) / 2 for one in RESOLUTIONS
}
_REMEMBERED = 20_000  # places; an extent is made of an outline of hundreds of corners

Box = tuple[int, int, int, int]
"""West, south, east, north in 1e-7 degree."""


class Position(NamedTuple):
    """The columns of a place, in their order."""

    lon: int | None = None
    lat: int | None = None
    radius_m: int | None = None
    west: int | None = None
    south: int | None = None
    east: int | None = None
    north: int | None = None
    cell3: int | None = None
    cell4: int | None = None
    cell5: int | None = None
    cell7: int | None = None


NOWHERE = Position()


def position_of(mention: Mapping[str, Any]) -> Position:
    """Where a place mention points.

    Args:
        mention: a `PlaceMention` as JSON; members may be missing or of a wrong type.

    >>> position_of({"lon": 37.1, "lat": 36.2, "precision": "<=25km"}).cell4 is None
    True
    >>> position_of({"place": "ocha:C3040"}).lon is None
    True
    >>> position_of({}) == NOWHERE
    True
    """
    place = known_place(mention.get("place"))
    point = _point(mention) or _centre(place)
    radius = _radius(mention, place)
    if point is not None:
        around = _around(point, radius)
        wide = radius
    elif place is not None and (box := _extent(place.id)) is not None:
        around, wide = box, _half_diagonal(box)
    else:
        return NOWHERE
    cells = _cells(_middle(around) if point is None else point, wide)
    lon, lat = point or (None, None)
    return Position(lon, lat, radius if point else None, *around, *cells)


def known_place(place_id: object) -> Place | None:
    """The entry of the gazetteer that speaks for an id, None where it has none."""
    if not isinstance(place_id, str):
        return None
    try:
        return Gazetteer.packaged().preferred(place_id)
    except UnknownName:
        return None


def _point(mention: Mapping[str, Any]) -> tuple[int, int] | None:
    lon, lat = mention.get("lon"), mention.get("lat")
    for degrees, limit in ((lon, 180), (lat, 90)):
        if isinstance(degrees, bool) or not isinstance(degrees, int | float):
            return None
        if not abs(degrees) <= limit:
            return None
    return round(float(str(lon)) * E7), round(float(str(lat)) * E7)


def _centre(place: Place | None) -> tuple[int, int] | None:
    return (place.centre.lon_e7, place.centre.lat_e7) if place and place.centre else None


def _radius(mention: Mapping[str, Any], place: Place | None) -> int | None:
    """The wider of what the words allow and what the place is; None where nothing bounds it."""
    told = mention.get("precision")
    bounds = [place.radius_m] if place and place.radius_m else []
    if told in list(PlacePrecision) and (metres := radius_of(PlacePrecision(str(told)))):
        bounds.append(metres)
    return max(bounds, default=None)


def _around(point: tuple[int, int], radius_m: int | None) -> Box:
    lon, lat = point
    tall = (radius_m or 0) / METRES_A_DEGREE
    # At the poles a circle spans every meridian.
    flat = min(180.0, tall / max(math.cos(math.radians(lat / E7)), 1e-6))
    up, side = math.ceil(tall * E7), math.ceil(flat * E7)
    edge, pole = 180 * E7, 90 * E7
    return max(lon - side, -edge), max(lat - up, -pole), min(lon + side, edge), min(lat + up, pole)


@lru_cache(maxsize=_REMEMBERED)
def _extent(place_id: str) -> Box | None:
    rings = Gazetteer.packaged().outline(place_id) or ()
    lons = [lon for ring in rings for lon, _ in ring]
    lats = [lat for ring in rings for _, lat in ring]
    return (min(lons), min(lats), max(lons), max(lats)) if lons else None


def _middle(box: Box) -> tuple[int, int]:
    return (box[0] + box[2]) // 2, (box[1] + box[3]) // 2


def _half_diagonal(box: Box) -> int:
    flat = math.cos(math.radians((box[1] + box[3]) / 2 / E7))
    across = math.hypot((box[2] - box[0]) * flat, box[3] - box[1]) / E7
    return math.ceil(across / 2 * METRES_A_DEGREE)


def _cells(middle: tuple[int, int], wide_m: int | None) -> Sequence[int | None]:
    lon, lat = middle
    return [
        h3.latlng_to_cell(lat / E7, lon / E7, one)
        if wide_m is not None and wide_m <= _CELL_RADIUS_M[one]
        else None
        for one in RESOLUTIONS
    ]
