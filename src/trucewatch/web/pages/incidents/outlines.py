"""The outline of a place, thinned so that a map of many is quickly there."""

from __future__ import annotations

from functools import lru_cache

from shapely import LineString

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.place_outlines import Ring, rings_of
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.place import E7

THINNED = 0.005 * E7
"""Degrees by which a thinned line may be off: half a kilometre, less than a pixel of most views."""


@lru_cache(2000)
def outline_of(place: str) -> tuple[Ring, ...]:
    """Rings of the unit that bounds a place; () where none is packaged.

    >>> len(outline_of("ocha:SY")), outline_of("geonames:0")
    (2, ())
    """
    try:
        outline = Gazetteer.packaged().get(place).outline_id
        rings = rings_of(outline) if outline else ()
    except (UnknownName, KeyError):
        return ()
    return tuple(_thinned(ring) for ring in rings)


def _thinned(ring: Ring) -> Ring:
    thinned = LineString(ring).simplify(THINNED).coords
    return tuple((round(x), round(y)) for x, y in thinned) or ring
