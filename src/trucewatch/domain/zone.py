"""Where terms hold: named areas, drawn shapes, bands along a line, and what is cut out of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from trucewatch.domain.errors import require
from trucewatch.domain.moment import Citation
from trucewatch.domain.place import LonLat
from trucewatch.domain.sentence import Sentence

Corners = tuple[LonLat, ...]


class LineBasis(StrEnum):
    """On what the line of a zone rests."""

    MAP_ANNEX = "map_annex"
    TEXT = "text"
    VERBAL = "verbal"
    DELINEATED = "delineated"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What is drawn: areas within rings, and everything near lines.

    Args:
        rings: closed, each of at least four corners, none crossing itself; what an odd number of
            them surrounds is inside.
        lines: a front line, a road; each of at least two points.
        within_m: metres to either side of the lines that belong to the shape, > 0 where there
            are lines and no bands.

    Raises:
        InvalidValue: nothing is drawn, a ring is open or crosses itself, a line has one point.

    >>> near = Shape(lines=((LonLat.of(0, 0), LonLat.of(1, 0)),), within_m=500)
    >>> near.rings
    ()
    >>> bow = ((0, 0), (1, 1), (1, 0), (0, 1), (0, 0))
    >>> Shape(rings=(tuple(LonLat.of(*corner) for corner in bow),))
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: the ring crosses itself between its corners 1 and 3; order the corners along the line
    """  # noqa: E501 - the message is one line for a person

    rings: tuple[Corners, ...] = ()
    lines: tuple[Corners, ...] = ()
    within_m: int = 0

    def __post_init__(self) -> None:
        require(bool(self.rings or self.lines), "a shape has rings or lines")
        require(self.within_m >= 0, "metres beside a line cannot be negative")
        for ring in self.rings:
            closed = len(ring) >= 4 and ring[0] == ring[-1]
            remedy = Sentence("give at least three corners, then the first again")
            require(closed, "a ring is not closed", remedy=remedy)
            at = crossing(ring)
            what = (
                Sentence(
                    "the ring crosses itself between its corners {corner} and {other}",
                    corner=at[0],
                    other=at[1],
                )
                if at
                else ""
            )
            require(at is None, what, remedy="order the corners along the line")
        for line in self.lines:
            require(len(line) >= 2, "a line has at least two points")


def crossing(ring: Corners) -> tuple[int, int] | None:
    """Numbers of the two edges of a ring that cross or touch, counted from 1; None where none do.

    Exact, in whole numbers. Edges that follow one another share a corner and may do so.
    """
    edges = list(pairwise(ring))
    for first, one in enumerate(edges):
        west, east = sorted((one[0].lon_e7, one[1].lon_e7))
        for second in range(first + 2, len(edges)):
            other = edges[second]
            if max(other[0].lon_e7, other[1].lon_e7) < west:
                continue
            if min(other[0].lon_e7, other[1].lon_e7) > east:
                continue
            neighbours = first == 0 and second == len(edges) - 1
            if not neighbours and _meet(one, other):
                return first + 1, second + 1
    return None


Edge = tuple[LonLat, LonLat]


def _meet(one: Edge, other: Edge) -> bool:
    sides = _side(one, other[0]), _side(one, other[1])
    backs = _side(other, one[0]), _side(other, one[1])
    if sides[0] * sides[1] < 0 and backs[0] * backs[1] < 0:
        return True
    touched = [(one, other[0]), (one, other[1]), (other, one[0]), (other, one[1])]
    return any(
        side == 0 and _between(edge, point)
        for side, (edge, point) in zip((*sides, *backs), touched, strict=True)
    )


def _side(edge: Edge, point: LonLat) -> int:
    """Sign of the turn from an edge to a point: 0 where they lie in one line."""
    a, b = edge
    across = (b.lon_e7 - a.lon_e7) * (point.lat_e7 - a.lat_e7)
    along = (b.lat_e7 - a.lat_e7) * (point.lon_e7 - a.lon_e7)
    return (across > along) - (across < along)


def _between(edge: Edge, point: LonLat) -> bool:
    (a, b), lon, lat = edge, point.lon_e7, point.lat_e7
    wide = min(a.lon_e7, b.lon_e7) <= lon <= max(a.lon_e7, b.lon_e7)
    return wide and min(a.lat_e7, b.lat_e7) <= lat <= max(a.lat_e7, b.lat_e7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A distance from the lines of a zone inside of which certain weapons may not be.

    Args:
        weapons: weapon classes; () is any weapon.
        within_m: metres from the line, > 0.
    """

    weapons: tuple[str, ...]
    within_m: int

    def __post_init__(self) -> None:
        require(self.within_m > 0, "a band is more than 0 m deep")


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Where terms hold.

    Args:
        places: ids of places that make it, or that are surely in it.
        outer: ids of places it may reach to; () where places and shape are all of it.
        shape: what is drawn; it adds to `places`.
        bands: by weapon, how far from the lines of the shape; the first that names the weapon
            counts. () where the distance is that of the shape.
        known: False where the line is not known; such a zone never yields "surely".
        uncertainty_m: metres by which the boundary may be off, >= 0.
        basis: on what the line rests.
        drawn_by: registry ids of those who delineated it.
        except_held_by: holders whose territory is cut out: everything but their control areas.
    """

    id: str
    name: str
    places: tuple[str, ...]
    citation: Citation
    outer: tuple[str, ...] = ()
    shape: Shape | None = None
    bands: tuple[Band, ...] = ()
    known: bool = True
    uncertainty_m: int = 0
    basis: LineBasis = LineBasis.TEXT
    drawn_by: tuple[str, ...] = ()
    except_held_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(self.uncertainty_m >= 0, "zone {id}: uncertainty cannot be negative", id=self.id)
        told = bool(self.places) or self.shape is not None
        require(self.known == told, "zone {id}: known iff it has places or a shape", id=self.id)
        lines = self.shape is not None and bool(self.shape.lines)
        require(lines or not self.bands, "zone {id}: bands run along lines; draw them", id=self.id)
        deep = self.shape is None or not lines or bool(self.bands) or self.shape.within_m > 0
        require(deep, "zone {id}: say how far from its lines it reaches", id=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlArea:
    """Territory that somebody held, as somebody asserts.

    Args:
        holder: registry id.
        asserted_by: registry ids; () where it is common ground.
        places, shape, uncertainty_m: as in a zone.
        start, end: half-open; None where that side is not known.
    """

    holder: str
    citation: Citation
    asserted_by: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    shape: Shape | None = None
    uncertainty_m: int = 0
    start: dt.datetime | None = None
    end: dt.datetime | None = None

    def __post_init__(self) -> None:
        told = bool(self.places) or self.shape is not None
        require(told, "the control area of {holder} has places or a shape", holder=self.holder)
