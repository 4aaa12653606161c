"""Outlines of administrative units, read when one is first asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from trucewatch.data.place_files import PLACES
from trucewatch.domain.place import E7

Ring = tuple[tuple[int, int], ...]
"""Corners as (lon_e7, lat_e7) in 1e-7 degree of WGS 84; the last equals the first."""

Box = tuple[int, int, int, int]
"""West, south, east, north in 1e-7 degree."""

_LOWEST_UNIT = len("ocha:SY020000")
_QUARTER = "ocha:N"


@cache
def _outlines(name: str) -> dict[str, tuple[Ring, ...]]:
    found: dict[str, tuple[Ring, ...]] = {}
    for feature in json.loads((PLACES / name).read_text("utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"]
        if shape["type"] == "Polygon":
            polygons = [polygons]
        found[feature["id"]] = tuple(
            tuple((round(lon * E7), round(lat * E7)) for lon, lat in ring)
            for polygon in polygons
            for ring in polygon
        )
    return found


def _units() -> dict[str, tuple[Ring, ...]]:
    return _outlines("syria-admin-outlines.geojson")


def _quarters() -> dict[str, tuple[Ring, ...]]:
    return _outlines("syria-neighbourhood-outlines.geojson")


def rings_of(outline_id: str) -> tuple[Ring, ...]:
    """Rings of a packaged outline; what an odd number of them surrounds is inside.

    Raises:
        KeyError: none is packaged under this id.

    >>> len(rings_of("ocha:SY")), rings_of("ocha:N0123")[0][0] == rings_of("ocha:N0123")[0][-1]
    (2, True)
    """
    return (_quarters() if outline_id.startswith(_QUARTER) else _units())[outline_id]


def deepest_around(lon_e7: int, lat_e7: int) -> str | None:
    """Id of the neighbourhood around a point, else of the sub-district, else None.

    >>> deepest_around(371_520_660, 362_365_300), deepest_around(0, 0)
    ('ocha:N0123', None)
    """
    for outlines in (_boxed_quarters(), _boxed_subdistricts()):
        for place_id, (west, south, east, north), rings in outlines:
            near = west <= lon_e7 <= east and south <= lat_e7 <= north
            if near and surrounds(rings, lon_e7, lat_e7):
                return place_id
    return None


@cache
def _boxed_quarters() -> tuple[tuple[str, Box, tuple[Ring, ...]], ...]:
    return tuple((one, _box(rings), rings) for one, rings in _quarters().items())


@cache
def _boxed_subdistricts() -> tuple[tuple[str, Box, tuple[Ring, ...]], ...]:
    units = _units().items()
    return tuple((one, _box(rings), rings) for one, rings in units if len(one) == _LOWEST_UNIT)


def _box(rings: tuple[Ring, ...]) -> Box:
    lons = [lon for ring in rings for lon, _ in ring]
    lats = [lat for ring in rings for _, lat in ring]
    return min(lons), min(lats), max(lons), max(lats)


def surrounds(rings: Iterable[Ring], lon: int, lat: int) -> bool:
    """Whether an odd number of rings surrounds a point; in whole numbers, so always exact.

    A point on an edge belongs to the unit east of it (north of it where the edge runs east), so
    that of two neighbours one and only one has it.

    >>> west = (((0, 0), (10, 0), (10, 10), (0, 10), (0, 0)),)
    >>> east = (((10, 0), (20, 0), (20, 10), (10, 10), (10, 0)),)
    >>> surrounds(west, 5, 5), surrounds(west, 10, 5), surrounds(east, 10, 5), surrounds((), 5, 5)
    (True, False, True, False)
    """
    inside = False
    for ring in rings:
        for (lon1, lat1), (lon2, lat2) in pairwise(ring):
            if (lat1 > lat) != (lat2 > lat):
                # The sign of the cross product instead of a division: no rounding at all.
                across = (lon2 - lon1) * (lat - lat1) - (lon - lon1) * (lat2 - lat1)
                inside ^= across > 0 if lat2 > lat1 else across < 0
    return inside
