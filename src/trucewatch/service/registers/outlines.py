"""Outlines as people give them: GeoJSON in, rings in whole 1e-7 degrees out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.place import LonLat
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.zone import Corners, Shape

LONGEST = 200_000
"""Characters; some 8,000 corners."""
MOST_CORNERS = 5_000
_REMEDY = Sentence("paste a GeoJSON Polygon or MultiPolygon, or a feature with one")


def rings_in(text: str) -> tuple[Corners, ...]:
    """The rings of a GeoJSON text: what an odd number of them surrounds is inside.

    Raises:
        InvalidValue: it is no GeoJSON area, too long, or a ring is open or crosses itself.

    >>> len(rings_in('{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}')[0])
    4
    >>> rings_in('{"type": "Point", "coordinates": [0, 0]}')
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: a Point has no area; paste a GeoJSON Polygon or \
MultiPolygon, or a feature with one
    """
    if len(text) > LONGEST:
        raise InvalidValue(
            Sentence("the outline has more than {most} characters", most=LONGEST),
            remedy="simplify it",
        )
    try:
        told = json.loads(text)
        rings = [[_corner(one) for one in ring] for ring in _rings(told)]
    except InvalidValue:
        raise  # it says more exactly what is wrong
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as err:
        raise InvalidValue("the outline is no GeoJSON", remedy=_REMEDY) from err
    if sum(map(len, rings)) > MOST_CORNERS:
        raise InvalidValue(
            Sentence("the outline has more than {most} corners", most=MOST_CORNERS),
            remedy="simplify it",
        )
    return Shape(rings=tuple(map(tuple, rings))).rings


def _rings(told: Any) -> Iterator[Any]:
    kind = told["type"]
    if kind == "Polygon":
        yield from told["coordinates"]
    elif kind == "MultiPolygon":
        for part in told["coordinates"]:
            yield from part
    elif kind == "Feature":
        yield from _rings(told["geometry"])
    elif kind == "FeatureCollection" and len(told["features"]) == 1:
        yield from _rings(told["features"][0])
    else:
        raise InvalidValue(Sentence("a {kind} has no area", kind=kind), remedy=_REMEDY)


def _corner(told: Any) -> LonLat:
    return LonLat.of(float(told[0]), float(told[1]))
