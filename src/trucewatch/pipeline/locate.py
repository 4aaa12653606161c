"""Which place a person means who asks by a name, an id or a point; said, never silently guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.domain.errors import AmbiguousName, UnknownName
from trucewatch.domain.place import LonLat, Place

BY_ID, BY_POINT = "by_id", "deepest_around_point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """The place that was taken, by which rule, and what else it could have been.

    Args:
        words: what was asked, as it was written.
        others: candidates that were not taken, closest first.
    """

    words: str
    place: Place
    rule: str
    others: tuple[Place, ...] = ()


def locate(words: str) -> Located:
    """The place of a name or of an id.

    Raises:
        AmbiguousName: places of equal standing have the name; the line lists them.
        UnknownName: none has it; the line lists what is spelt alike.

    >>> taken = locate("Aleppo")
    >>> taken.place.id, taken.rule
    ('ocha:C1007', 'preferred_in_family')
    >>> locate("ocha:SY02").rule
    'by_id'
    """
    places = Gazetteer.packaged()
    if ":" in words:
        return Located(words=words, place=places.get(words), rule=BY_ID)
    match = places.find(words)
    if match.chosen is not None:
        others = tuple(place for place in match.candidates if place != match.chosen)
        return Located(words=words, place=match.chosen, rule=match.rule, others=others)
    if match.candidates:
        remedy = f"name one by its id: {_listed(match.candidates)}"
        raise AmbiguousName(f"{words!r} may be several places", remedy=remedy)
    alike = places.find(words, fuzzy=True).candidates
    remedy = f"did you mean {_listed(alike)}" if alike else "try --lonlat"
    raise UnknownName(f"no place is called {words!r}", remedy=remedy)


def locate_point(point: LonLat) -> Located:
    """The deepest unit around a point; the units that hold it are the others.

    Raises:
        UnknownName: the point lies outside of every packaged outline.
    """
    words = f"{point.lon:g},{point.lat:g}"
    around = Gazetteer.packaged().containing(point.lon_e7, point.lat_e7)
    if not around:
        remedy = "name a place instead, with --place; longitude comes first"
        raise UnknownName(f"no outline on file holds {words}", remedy=remedy)
    return Located(words=words, place=around[0], rule=BY_POINT, others=around[1:])


def _listed(places: Sequence[Place], most: int = 4) -> str:
    shown = ", ".join(f"{place.id} ({place.name}, {place.country})" for place in places[:most])
    return shown if len(places) <= most else f"{shown} and {len(places) - most} more"
