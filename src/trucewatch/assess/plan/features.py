"""The areas that zones are made of: each one place or one shape, with its own uncertain line.

What a zone comes to follows from how surely an incident lies in each of its areas. Areas that
several zones share are asked once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely

from trucewatch.assess.geometry import METRES_A_DEGREE, Disc, Drawn, bounded, drawn
from trucewatch.assess.plan.arrays import Bytes, Floats, Ragged, ragged
from trucewatch.assess.plan.codes import DEFER, MAYBE, NO, number_of
from trucewatch.assess.plan.incidents import RADII_M
from trucewatch.assess.scope import Places, There, relation
from trucewatch.domain.moment import Citation, Grade
from trucewatch.domain.place import E7
from trucewatch.domain.zone import Shape, Zone

AREA, ROUND, VAGUE = 0, 1, 2
"""An area with a line, one around a point, and one of which no line is known."""
_CITED = Citation("a part of a zone", Grade.INFERRED)
SLACK = 1.02
"""Planes of two latitudes stretch a little differently; boxes are compared with that to spare."""


@dataclass(frozen=True)
class Feature:
    """One area: a place, or a shape as far as `within_m` from its lines.

    Args:
        within_m: None where the shape's own distance counts.
    """

    place: str | None
    shape: Shape | None
    within_m: int | None
    uncertainty_m: int

    def zone(self) -> Zone:
        """A zone of nothing else."""
        shape = self.shape
        if shape is not None and self.within_m is not None:
            shape = _reaching(shape, self.within_m)
        return Zone(
            id="part",
            name="part",
            places=(self.place,) if self.place else (),
            citation=_CITED,
            shape=shape,
            uncertainty_m=self.uncertainty_m,
        )


def _reaching(shape: Shape, within_m: int) -> Shape:
    """The same shape with another reach; it was checked when it was first made."""
    other = object.__new__(Shape)
    for name, value in (("rings", shape.rings), ("lines", shape.lines), ("within_m", within_m)):
        object.__setattr__(other, name, value)
    return other


@dataclass(frozen=True)
class Figure:
    """How a kernel asks an area: on the plane of its middle latitude.

    Args:
        edges: x and y of both ends of each edge of the line, in metres.
        own: False where the outline is that of a wider place, which is never surely this one.
        disc: for what lies around a point.
    """

    kind: int
    default: int
    across: float = 1.0
    edges: Floats | None = None
    own: bool = True
    disc: Disc | None = None

    def box(self, grown_m: float) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees, grown by some metres to each side."""
        if self.disc is not None:
            lon, lat = self.disc.centre.lon, self.disc.centre.lat
            high = (self.disc.radius_m + grown_m) * SLACK / METRES_A_DEGREE
            furthest = min(89.0, abs(lat) + high)
            wide = high / math.cos(math.radians(furthest))
            return lon - wide, lat - high, lon + wide, lat + high
        assert self.edges is not None  # noqa: S101 - an area has edges
        east, north = self.edges[:, [0, 2]], self.edges[:, [1, 3]]
        wide = grown_m / self.across
        high = grown_m / METRES_A_DEGREE
        return (
            float(east.min() / self.across) - wide,
            float(north.min() / METRES_A_DEGREE) - high,
            float(east.max() / self.across) + wide,
            float(north.max() / METRES_A_DEGREE) + high,
        )


def figure_of(feature: Feature, places: Places) -> Figure:
    """The figure by which the one-by-one rules would ask this area."""
    if feature.shape is not None:
        return _area(drawn(feature.shape, feature.within_m), own=True)
    assert feature.place is not None  # noqa: S101 - a feature is a place or a shape
    place, rings = places.get(feature.place), places.outline(feature.place)
    if rings is not None:
        return _area(bounded(rings), own=place.outline_id in {None, place.id})
    if place.centre is None or place.radius_m is None:
        return Figure(VAGUE, MAYBE)
    return Figure(ROUND, NO, disc=Disc(place.centre, place.radius_m))


def _area(on: Drawn, *, own: bool) -> Figure:
    if on.area.is_empty:
        return Figure(VAGUE, DEFER)
    lines = shapely.get_parts(on.area.boundary)
    corners = [shapely.get_coordinates(line) for line in lines]
    edges = np.concatenate([np.hstack([row[:-1], row[1:]]) for row in corners])
    across = METRES_A_DEGREE * math.cos(math.radians(on.middle_lat))
    return Figure(AREA, NO, across, np.ascontiguousarray(edges), own)


class Figures(NamedTuple):
    """Tables of areas.

    Args:
        kind, default, own: of each area; `default` is how surely it holds what lies far away.
        across: metres of a degree of longitude on its plane.
        reach: of each area, metres from its line below which each radius leaves it unsure.
        disc: of each round area longitude, latitude in degrees and metres.
        edges: corners of the line of each area, four numbers an edge.
    """

    kind: Bytes
    default: Bytes
    own: Bytes
    across: Floats
    reach: Floats
    disc: Floats
    edges: Ragged


def tables_of(features: Sequence[Feature], figures: Sequence[Figure]) -> Figures:
    """The tables of areas, in the order given."""
    discs = [
        (one.disc.centre.lon, one.disc.centre.lat, one.disc.radius_m) if one.disc else (0, 0, 0)
        for one in figures
    ]
    reach = [[radius + one.uncertainty_m for radius in RADII_M] for one in features]
    edges = [np.zeros((0, 4)) if one.edges is None else one.edges for one in figures]
    counts = np.cumsum([0, *map(len, edges)]).astype(np.int64)
    return Figures(
        kind=np.array([one.kind for one in figures], dtype=np.uint8),
        default=np.array([one.default for one in figures], dtype=np.uint8),
        own=np.array([one.own for one in figures], dtype=np.uint8),
        across=np.array([one.across for one in figures], dtype=np.float64),
        reach=np.array(reach, dtype=np.float64).reshape(len(features), len(RADII_M)),
        disc=np.array(discs, dtype=np.float64).reshape(len(features), 3),
        edges=Ragged(counts, np.concatenate([np.zeros((0, 4)), *edges])),
    )


class PlaceTables:
    """How surely whatever happens at a place happens in each area, asked one by one and kept."""

    def __init__(
        self, features: Sequence[Feature], figures: Sequence[Figure], places: Places
    ) -> None:
        self.features, self.places = features, places
        self._defaults = [one.default for one in figures]
        self._zones = [one.zone() for one in features]
        self._boxes = [
            one.box(part.uncertainty_m) if one.kind == AREA and part.shape is not None else None
            for one, part in zip(figures, features, strict=True)
        ]
        self._known: dict[str, list[int]] = {}

    def of(self, places: Sequence[str]) -> Ragged:
        """Areas of each place that may hold it, as `area * 4 + how surely`."""
        return ragged([self._held(one) for one in places])

    def vague(self, places: Sequence[str]) -> Bytes:
        """Of each place, 1 where neither a point nor an outline tells where it is."""
        listed = (self.places.get(one).centre is None for one in places)
        told = [(none, self.places.outline(one)) for none, one in zip(listed, places, strict=True)]
        return np.array([none and rings is None for none, rings in told], dtype=np.uint8)

    def _held(self, place: str) -> list[int]:
        found = self._known.get(place)
        if found is None:
            found = self._known[place] = list(self._ask(place))
        return found

    def _ask(self, place: str) -> Iterator[int]:
        there = There(self.places)
        box = self._box(place)
        for number, zone in enumerate(self._zones):
            other = self._boxes[number]
            if box is not None and other is not None and _apart(box, other):
                continue
            held = number_of(relation(place, zone, there))
            if held != self._defaults[number]:
                yield number * 4 + held

    def _box(self, place: str) -> tuple[float, float, float, float] | None:
        """A box that surely holds a place, with a little to spare; None where it is not known."""
        known, rings = self.places.get(place), self.places.outline(place)
        if known.centre is not None and known.radius_m is not None:
            return Figure(ROUND, NO, disc=Disc(known.centre, known.radius_m)).box(100.0)
        if not rings:
            return None
        lons = [lon / E7 for ring in rings for lon, _ in ring]
        lats = [lat / E7 for ring in rings for _, lat in ring]
        return min(lons) - 0.01, min(lats) - 0.01, max(lons) + 0.01, max(lats) + 0.01


def _apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    sideways = one[2] < other[0] or other[2] < one[0]
    return sideways or one[3] < other[1] or other[3] < one[1]
