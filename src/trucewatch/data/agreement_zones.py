"""The zones and control areas of an agreement file as nouns."""

from __future__ import annotations

from trucewatch.data.agreement_parts import Sources, between, cited
from trucewatch.data.yaml_marks import Marked
from trucewatch.domain.errors import Refusal
from trucewatch.domain.place import LonLat
from trucewatch.domain.zone import Band, ControlArea, Corners, LineBasis, Shape, Zone


def zone_of(at: Marked, sources: Sources) -> Zone:
    """Where terms hold; without places and shape its line is not known."""
    part = at.fields(
        "id name source",
        "grade places outer shape bands uncertainty_m basis drawn_by except_held_by",
    )
    drawn = shape(part["shape"])
    return at.make(
        Zone,
        id=part["id"].text(),
        name=part["name"].text(),
        places=part["places"].texts(),
        outer=part["outer"].texts(),
        shape=drawn,
        bands=tuple(band(item) for item in part["bands"].items()),
        known=bool(part["places"].items()) or drawn is not None,
        uncertainty_m=part["uncertainty_m"].whole(0),
        basis=part["basis"].choice_or(LineBasis.TEXT),
        drawn_by=part["drawn_by"].texts(),
        except_held_by=part["except_held_by"].texts(),
        citation=cited(part, sources),
    )


def shape(at: Marked) -> Shape | None:
    """Rings and lines of corners as longitude and latitude in decimal degrees."""
    if at.missing:
        return None
    part = at.fields("", "rings lines within_m")
    return at.make(
        Shape,
        rings=tuple(corners(item) for item in part["rings"].items()),
        lines=tuple(corners(item) for item in part["lines"].items()),
        within_m=part["within_m"].whole(0),
    )


def corners(at: Marked) -> Corners:
    """A row of corners, each `[longitude, latitude]`."""
    return tuple(corner(item) for item in at.items())


def corner(at: Marked) -> LonLat:
    """One corner."""
    numbers = [item.number() for item in at.items()]
    if len(numbers) != 2:
        at.refuse("a corner is two numbers", "write longitude and latitude, as in [37.16, 36.2]")
    try:
        return LonLat.of(*numbers)
    except Refusal as err:
        at.refuse(err.what, "longitude stands first, then latitude")


def band(at: Marked) -> Band:
    """How far from the lines certain weapons have to be."""
    part = at.fields("within_m", "weapons")
    return at.make(Band, weapons=part["weapons"].texts(), within_m=part["within_m"].whole(0))


def control_area(at: Marked, sources: Sources) -> ControlArea:
    """Territory that somebody held, as somebody asserts."""
    part = at.fields("holder source", "grade says places shape uncertainty_m from to")
    start, end = between(part)
    return at.make(
        ControlArea,
        holder=part["holder"].text(),
        asserted_by=part["says"].texts(),
        places=part["places"].texts(),
        shape=shape(part["shape"]),
        uncertainty_m=part["uncertainty_m"].whole(0),
        start=start,
        end=end,
        citation=cited(part, sources),
    )
