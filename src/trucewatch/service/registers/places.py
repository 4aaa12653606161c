"""The register of places: those on the lists, those made by hand, and edits on top of the lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue, UnknownName
from trucewatch.domain.place import LonLat, Place
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.domain.zone import Corners
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.places import standing_on
from trucewatch.service.refusals import NotThere
from trucewatch.service.registers.edits import (
    OWN,
    WITHDRAWN,
    Edit,
    Entry,
    Given,
    Origin,
    edit_of,
    record,
)
from trucewatch.service.registers.outlines import rings_in
from trucewatch.service.verb import permit
from trucewatch.storage.documents import content, newest_of
from trucewatch.storage.models.documents import Version

KIND = "place"
SCHEME = "site"
"""Of the ids of places made by hand; in the record they go by their subject alone."""
OUTLINE = "outline"
"""Member of a document that holds the rings drawn here."""


def get(place: str) -> Entry[Place]:
    """One place by its id, or by the subject of a place made by hand.

    Raises:
        NotThere: no place has it.
    """
    if ":" not in place:
        made = newest_of(place)
        if made is None or getattr(made, "kind", "") != KIND or not content(made):
            raise NotThere(f"no place {place}")
        return Entry(place, place_of(made), Origin.SITE, made)
    try:
        listed = Gazetteer.packaged().get(place)
    except UnknownName as err:
        raise NotThere(f"no place {place}") from err
    edit = standing_on(place)
    if edit is None or content(edit).get(WITHDRAWN):
        return Entry(place, listed, Origin.PACKAGED, edit)
    return Entry(place, place_of(edit), Origin.ON_TOP, edit)


def place_of(version: Version) -> Place:
    """The place that a document tells of."""
    told = {name: one for name, one in content(version).items() if name not in (*OWN, OUTLINE)}
    return from_wire(Place, told)


def rings_of(entry: Entry[Place]) -> tuple[Corners, ...]:
    """What bounds a place: rings drawn here, else those of the lists; () where none are known."""
    drawn = content(entry.version).get(OUTLINE) if entry.version else None
    if drawn and entry.origin is not Origin.PACKAGED:
        return tuple(tuple(LonLat(*corner) for corner in ring) for ring in drawn)
    if ":" not in entry.id:
        return ()
    rings = Gazetteer.packaged().outline(entry.id) or ()
    return tuple(tuple(LonLat(*corner) for corner in ring) for ring in rings)


def add(centre: Centre, person: Person, given: Given, *, action: str = "place.add") -> str:
    """A place that no list has; its id.

    Args:
        given: a place as JSON without its id; `outline` is GeoJSON text, "" where none is drawn.
        action: `place.import` for a row of a list.

    Raises:
        Denied: the person may not.
        InvalidValue: it is no place, has neither point nor outline, or no reason is given.
        NotThere: its holder is no place.
    """
    permit(person, action, Resource(KIND))
    subject = subject_of(KIND, given.key)
    told = document(given.entry, f"{SCHEME}:{subject}")
    edit = Edit(kind=KIND, subject=subject, entry=told, reason=given.reason)
    record(centre, person, action, edit, key=given.key)
    return subject


def correct(centre: Centre, person: Person, place: str, given: Given) -> int:
    """Another version of a place; of one on a list, a version on top.

    Args:
        given: members of the place that change; the rest stays.

    Raises:
        Denied, InvalidValue, NotThere: as `add`.
        StaleVersion: somebody else was faster.
    """
    permit(person, "place.correct", Resource(KIND))
    stands = get(place)
    listed = Gazetteer.packaged().get(place) if ":" in place else None
    before = to_wire(stands.value)
    drawn = content(stands.version).get(OUTLINE) if stands.version else None
    if drawn:
        before[OUTLINE] = drawn
    told = document({**before, **given.entry}, stands.value.id)
    edit = edit_of(KIND, stands, told, given, packaged=listed)
    return record(centre, person, "place.correct", edit, key=given.key)


def document(told: Mapping[str, Any], place: str) -> dict[str, Any]:
    """A place as the record keeps it.

    Args:
        told: a place as JSON; `outline` is GeoJSON text, or rings as the record keeps them.

    Raises:
        InvalidValue, NotThere: as `add`.
    """
    entry = {**told, "id": place}
    drawn = entry.pop(OUTLINE, "")
    rings = rings_in(drawn) if isinstance(drawn, str) and drawn.strip() else drawn
    if rings:
        entry["outline_id"] = place
    if not entry.get("outline_id") and not entry.get("centre"):
        what = Sentence("a place has a point with a radius, or an outline")
        raise InvalidValue(what, remedy="give one of them; it is never a bare name")
    made = from_wire(Place, entry, where="place")
    if made.parent:
        get(made.parent)
    for other in made.same_as:
        get(other)
    found: dict[str, Any] = to_wire(made)
    if rings:
        found[OUTLINE] = [
            [[one.lon_e7, one.lat_e7] if isinstance(one, LonLat) else one for one in ring]
            for ring in rings
        ]
    return found
