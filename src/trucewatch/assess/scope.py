"""Whether an event lay in the zone of the terms, as closely as place and line are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer, joint
from trucewatch.assess.outline import near_line
from trucewatch.data.place_outlines import Ring
from trucewatch.domain.agreement import Zone
from trucewatch.domain.finding import Certainty
from trucewatch.domain.place import Place
from trucewatch.domain.statement import PlaceMention

IN_ZONE = "in_zone"


class Places(Protocol):
    """What the question needs of a gazetteer."""

    def get(self, place_id: str) -> Place:
        """The entry of an id."""

    def within(self, inner_id: str, outer_id: str) -> bool | None:
        """Whether one lies in the other, None where it cannot be told."""

    def outline(self, place_id: str) -> tuple[Ring, ...] | None:
        """Rings that bound a place, None where none is known."""


def in_zone(mentions: Sequence[PlaceMention], zone: Zone, places: Places) -> Answer:
    """Whether what happened at these places happened in the zone.

    Several places must agree, else it is `possibly`; a wider one that holds another of them adds
    nothing. A line that is not known, or territory cut out without a line, never gives `surely`.
    """
    spots = _spots(mentions, places)
    facts = {"zone": zone.name, "zone_id": zone.id}
    if not spots:
        return Answer(IN_ZONE, None, "in_zone.no_place", facts)
    facts["places_all"] = " ".join(dict.fromkeys(one for spot in spots for one in spot))
    found = joint(joint(relation(one, zone, places) for one in spot) for spot in spots)
    if found is SURELY and zone.except_held_by:
        facts["excepted_all"] = " ".join(zone.except_held_by)
        return Answer(IN_ZONE, POSSIBLY, "in_zone.not_delineated", facts)
    if found is POSSIBLY and not zone.known:
        return Answer(IN_ZONE, POSSIBLY, "in_zone.line_unknown", facts)
    code = {SURELY: "inside", POSSIBLY: "overlap", NOT: "outside"}[found]
    return Answer(IN_ZONE, found, f"in_zone.{code}", facts)


def _spots(mentions: Iterable[PlaceMention], places: Places) -> list[tuple[str, ...]]:
    """Ids for each place told, several where its name is ambiguous; holders of others left out."""
    spots = [(one.place,) if one.place else one.candidates for one in mentions]
    spots = [spot for spot in dict.fromkeys(spots) if spot]

    def holds_another(spot: tuple[str, ...]) -> bool:
        others = (other for other in spots if other != spot)
        return any(
            len(spot) == 1 and all(places.within(one, spot[0]) for one in other) for other in others
        )

    return [spot for spot in spots if not holds_another(spot)]


def relation(place_id: str, zone: Zone, places: Places) -> Certainty:
    """How surely whatever happens at a place happens in the zone, cut-outs aside."""
    inside = [_contained(place_id, one, places) for one in zone.places]
    if SURELY in inside:
        near = zone.uncertainty_m and near_line(place_id, zone, places)
        return POSSIBLY if near else SURELY
    reached = [_contained(place_id, one, places) for one in zone.outer]
    if any(one is not NOT for one in (*inside, *reached)):
        return POSSIBLY
    if not zone.known and not zone.outer:
        return POSSIBLY
    close = zone.uncertainty_m and near_line(place_id, zone, places)
    return POSSIBLY if close else NOT


def _contained(place_id: str, holder: str, places: Places) -> Certainty:
    within = places.within(place_id, holder)
    if within:
        return SURELY
    # A place that holds the zone may have had the event inside of it or beside it.
    around = places.within(holder, place_id)
    return NOT if within is False and around is False else POSSIBLY
