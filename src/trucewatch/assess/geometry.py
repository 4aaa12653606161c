"""Regions and drawn zones on a plane in metres: how surely one lies in the other.

Longitudes are drawn together by the cosine of the zone's middle latitude, so that what lies inside
of what is exact, and distances are good to about 1 % where the zone is less than 200 km from north
to south, to 4 % where it is 600 km.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import shapely
from shapely import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY
from trucewatch.data.place_outlines import Ring
from trucewatch.domain.finding import Certainty
from trucewatch.domain.place import E7, LonLat
from trucewatch.domain.zone import Shape

METRES_A_DEGREE = 111_195.0
"""Along a meridian of a sphere of radius 6,371,008.8 m."""


@dataclass(frozen=True, slots=True)
class Disc:
    """Everything within some metres of a point.

    Args:
        radius_m: >= 0.
    """

    centre: LonLat
    radius_m: float

    def holds(self, other: Disc, uncertainty_m: float) -> Certainty:
        """How surely what was in another disc was in this one, its edge off by some metres.

        >>> town, hall = Disc(LonLat.of(0, 0), 3_000), Disc(LonLat.of(0, 0.01), 100)
        >>> town.holds(hall, 0).value, town.holds(hall, 2_000).value, hall.holds(town, 0).value
        ('surely', 'possibly', 'possibly')
        """
        across = math.cos(math.radians((self.centre.lat + other.centre.lat) / 2))
        east = (self.centre.lon - other.centre.lon) * across
        apart = math.hypot(east, self.centre.lat - other.centre.lat) * METRES_A_DEGREE
        if apart + other.radius_m + uncertainty_m <= self.radius_m:
            return SURELY
        return NOT if apart > self.radius_m + other.radius_m + uncertainty_m else POSSIBLY


Region = Disc | tuple[Ring, ...]
"""Where something may have been: a disc, or what an odd number of rings surrounds."""


@dataclass(frozen=True)
class Drawn:
    """A zone on its plane.

    Args:
        rings: corners as (lon_e7, lat_e7), closed; what an odd number of them surrounds is inside.
        lines: likewise, open.
        within_m: metres to either side of the lines.
    """

    rings: tuple[Ring, ...]
    lines: tuple[Ring, ...] = ()
    within_m: float = 0.0

    @classmethod
    def of(cls, shape: Shape, within_m: float | None = None) -> Drawn:
        """A shape, with another reach of its lines where that is given."""
        reach = float(shape.within_m if within_m is None else within_m)
        return cls(_pairs(shape.rings), _pairs(shape.lines), reach)

    @cached_property
    def middle_lat(self) -> float:
        """Latitude in degrees at which the plane is true."""
        lats = [lat for ring in (*self.rings, *self.lines) for _, lat in ring]
        return (min(lats) + max(lats)) / 2 / E7

    @cached_property
    def area(self) -> BaseGeometry:
        """All that surely lies in it were its line exact, in metres of its plane."""
        parts: list[BaseGeometry] = []
        if self.rings:
            whole: BaseGeometry = Polygon()
            for ring in self.rings:
                whole = whole.symmetric_difference(Polygon(self.plane(ring)))
            parts.append(whole)
        if self.lines:
            drawn = MultiLineString([LineString(self.plane(line)) for line in self.lines])
            parts.append(drawn.buffer(self.within_m, quad_segs=16))
        area = shapely.union_all(parts)
        shapely.prepare(area)
        return area

    @cached_property
    def line(self) -> BaseGeometry:
        """The boundary of the area."""
        line = self.area.boundary
        shapely.prepare(line)
        return line

    @cached_property
    def inner_point(self) -> LonLat:
        """A point well inside."""
        point = self.area.representative_point()
        across = _across(self.middle_lat)
        return LonLat.of(point.x / across, point.y / METRES_A_DEGREE)

    def plane(self, corners: Iterable[tuple[int, int]]) -> list[tuple[float, float]]:
        """Metres east and north on the plane."""
        across = _across(self.middle_lat)
        return [(lon / E7 * across, lat / E7 * METRES_A_DEGREE) for lon, lat in corners]

    def holds(self, region: Region, uncertainty_m: float) -> Certainty:
        """How surely what was somewhere in a region was in the zone, its line off by some metres.

        >>> ring = ((0, 0), (10**7, 0), (10**7, 10**7), (0, 10**7), (0, 0))
        >>> square = Drawn((ring,))
        >>> [square.holds(Disc(LonLat.of(lon, 0.5), 5_000), 0).value for lon in (0.5, 0.99, 1.5)]
        ['surely', 'possibly', 'not']
        >>> square.holds(Disc(LonLat.of(0.5, 0.5), 5_000), 60_000).value
        'possibly'
        """
        shape, radius = self._placed(region)
        return self._near(shape, radius + uncertainty_m)

    def near_line(self, region: Region, metres: float) -> bool:
        """Whether a region comes within some metres of the boundary."""
        shape, radius = self._placed(region)
        outline = shape if isinstance(region, Disc) else shape.boundary
        return bool(self.line.distance(outline) <= metres + radius)

    def _placed(self, region: Region) -> tuple[BaseGeometry, float]:
        """A region on this plane: its point with a radius, or its area."""
        if isinstance(region, Disc):
            [(x, y)] = self.plane([(region.centre.lon_e7, region.centre.lat_e7)])
            return Point(x, y), region.radius_m
        other = bounded(region)
        ratio = _across(self.middle_lat) / _across(other.middle_lat)
        return shapely.transform(other.area, lambda xy: xy * (ratio, 1.0)), 0.0

    def _near(self, shape: BaseGeometry, reach: float) -> Certainty:
        apart = self.area.distance(shape)
        if apart > 0:
            return NOT if apart > reach else POSSIBLY
        if not self.area.covers(shape):
            return POSSIBLY
        return SURELY if self.line.distance(shape) >= reach else POSSIBLY


def _across(lat: float) -> float:
    return METRES_A_DEGREE * math.cos(math.radians(lat))


def _pairs(corners: Iterable[tuple[LonLat, ...]]) -> tuple[Ring, ...]:
    return tuple(tuple((one.lon_e7, one.lat_e7) for one in row) for row in corners)


@lru_cache(maxsize=4096)
def drawn(shape: Shape, within_m: int | None = None) -> Drawn:
    """The plane of a shape, made once."""
    return Drawn.of(shape, within_m)


@lru_cache(maxsize=4096)
def bounded(rings: tuple[Ring, ...]) -> Drawn:
    """The plane of an outline, made once."""
    return Drawn(rings)
