"""Whether an event lay in the zone of the terms, as closely as place and line are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer, joint
from trucewatch.assess.geometry import Disc, Region, bounded, drawn
from trucewatch.assess.readings import TEXT_READING, TermsReading
from trucewatch.assess.window import ALWAYS, NEVER, Span
from trucewatch.data.place_outlines import Ring
from trucewatch.domain.finding import Certainty
from trucewatch.domain.place import LonLat, Place, radius_of
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.zone import ControlArea, Zone

IN_ZONE = "in_zone"


class Places(Protocol):
    """What the question needs of a gazetteer."""

    def get(self, place_id: str) -> Place:
        """The entry of an id."""

    def within(self, inner_id: str, outer_id: str) -> bool | None:
        """Whether one lies in the other, None where it cannot be told."""

    def outline(self, place_id: str) -> tuple[Ring, ...] | None:
        """Rings that bound a place, None where none is known."""


@dataclass(frozen=True, slots=True)
class There:
    """What the question is asked of, beside the zone.

    Args:
        places: the gazetteer.
        weapons: weapon classes of the event, for distances that depend on them; () is not told.
        controls: territory held by whoever the zone cuts out.
        reading: whose accounts of that count.
        span: when it was.
    """

    places: Places
    weapons: frozenset[str] = frozenset()
    controls: tuple[ControlArea, ...] = ()
    reading: TermsReading = TEXT_READING
    span: Span = (ALWAYS, NEVER)


Spot = str | Disc
"""A place by its id, or a point with how closely it is known."""


def in_zone(mentions: Sequence[PlaceMention], zone: Zone, there: There) -> Answer:
    """Whether what happened at these places happened in the zone.

    Several places must agree, else it is `possibly`; a wider one that holds another of them adds
    nothing. A line that is not known never gives `surely`, nor does territory that is cut out as
    long as nobody has drawn it.
    """
    spots = _spots(mentions, there.places)
    facts = {"zone": zone.name, "zone_id": zone.id}
    if not spots:
        return Answer(IN_ZONE, None, "in_zone.no_place", facts)
    facts |= _told(one for spot in spots for one in spot)
    found = joint(joint(relation(one, zone, there) for one in spot) for spot in spots)
    if found is not NOT and zone.except_held_by:
        return _cut_out([one for spot in spots for one in spot], zone, there, found, facts=facts)
    if found is POSSIBLY and not zone.known:
        return Answer(IN_ZONE, POSSIBLY, "in_zone.line_unknown", facts)
    code = {SURELY: "inside", POSSIBLY: "overlap", NOT: "outside"}[found]
    return Answer(IN_ZONE, found, f"in_zone.{code}", facts)


def _told(spots: Iterable[Spot]) -> dict[str, str]:
    """Places by id, points by their coordinates, each once."""
    told = (one if isinstance(one, str) else _point(one.centre) for one in spots)
    return {"places_all": " ".join(dict.fromkeys(told))}


def _point(at: LonLat) -> str:
    return f"{at.lat:.5f},{at.lon:.5f}"


def _spots(mentions: Iterable[PlaceMention], places: Places) -> list[tuple[Spot, ...]]:
    """What each place told may be, several for an ambiguous name; holders of others left out."""
    spots = list(dict.fromkeys(filter(None, map(_spot, mentions))))

    def holds_another(spot: tuple[Spot, ...]) -> bool:
        if len(spot) != 1 or not isinstance(spot[0], str):
            return False
        others = (other for other in spots if other != spot)
        return any(all(_lies_in(one, spot[0], places) for one in other) for other in others)

    return [spot for spot in spots if not holds_another(spot)]


def _spot(mention: PlaceMention) -> tuple[Spot, ...]:
    if mention.place is not None:
        return (mention.place,)
    if mention.candidates:
        return mention.candidates
    radius = radius_of(mention.precision)
    if mention.lon is None or mention.lat is None or radius is None:
        return ()
    return (Disc(LonLat.of(mention.lon, mention.lat), radius),)


def _lies_in(spot: Spot, holder: str, places: Places) -> bool:
    return isinstance(spot, str) and bool(places.within(spot, holder))


def relation(spot: Spot, zone: Zone, there: There) -> Certainty:
    """How surely whatever happens at a spot happens in the zone, cut-outs aside."""
    found = [_in_place(spot, one, zone, there) for one in zone.places]
    found += _in_shape(spot, zone, there)
    if SURELY in found:
        return SURELY
    reached = (_in_place(spot, one, zone, there) for one in zone.outer)
    if POSSIBLY in found or any(one is not NOT for one in reached):
        return POSSIBLY
    return NOT if zone.known or zone.outer else POSSIBLY


def _in_shape(spot: Spot, zone: Zone, there: There) -> Iterator[Certainty]:
    if zone.shape is None:
        return
    region = _region(spot, there.places)
    if region is None:
        yield POSSIBLY
        return
    reaches = _reaches(zone, there.weapons)
    if not reaches:
        yield NOT
        return
    yield joint(drawn(zone.shape, reach).holds(region, zone.uncertainty_m) for reach in reaches)


def _reaches(zone: Zone, weapons: frozenset[str]) -> list[int | None]:
    """How far the zone reaches from its lines for these weapons; several where none is told."""
    if not zone.bands:
        return [None]
    if not weapons:
        return [band.within_m for band in zone.bands]
    found = (
        next((b.within_m for b in zone.bands if not b.weapons or one in b.weapons), None)
        for one in sorted(weapons)
    )
    return [reach for reach in found if reach is not None]


def _in_place(spot: Spot, holder: str, zone: Zone, there: There) -> Certainty:
    """Whether a spot lies in a place that makes the zone, its boundary off by some metres."""
    places = there.places
    if isinstance(spot, Disc):
        return _disc_in_place(spot, holder, zone, places)
    found = _contained(spot, holder, places)
    if not zone.uncertainty_m or found is POSSIBLY:
        return found
    region, rings = _region(spot, places), places.outline(holder)
    if region is None or rings is None:
        return POSSIBLY
    return POSSIBLY if bounded(rings).near_line(region, zone.uncertainty_m) else found


def _disc_in_place(spot: Disc, holder: str, zone: Zone, places: Places) -> Certainty:
    place, rings = places.get(holder), places.outline(holder)
    if rings is not None:
        found = bounded(rings).holds(spot, zone.uncertainty_m)
        own = place.outline_id in {None, place.id}
        return POSSIBLY if found is SURELY and not own else found
    if place.centre is None or place.radius_m is None:
        return POSSIBLY
    return Disc(place.centre, place.radius_m).holds(spot, zone.uncertainty_m)


def _contained(place_id: str, holder: str, places: Places) -> Certainty:
    within = places.within(place_id, holder)
    if within:
        return SURELY
    # A place that holds the zone may have had the event inside of it or beside it.
    around = places.within(holder, place_id)
    return NOT if within is False and around is False else POSSIBLY


def _region(spot: Spot, places: Places) -> Region | None:
    """Where whatever is told of a spot may have been: around its point, else within its outline."""
    if isinstance(spot, Disc):
        return spot
    place = places.get(spot)
    if place.centre is not None and place.radius_m is not None:
        return Disc(place.centre, place.radius_m)
    return places.outline(spot)


def _cut_out(
    spots: Sequence[Spot], zone: Zone, there: There, found: Certainty, *, facts: dict[str, str]
) -> Answer:
    """Inside the zone but for what was held by those whose territory is cut out of it."""
    sure = [_held(spots, holder, there) for holder in zone.except_held_by]
    if SURELY in sure:
        facts |= {"holder": zone.except_held_by[sure.index(SURELY)]}
        return Answer(IN_ZONE, NOT, "in_zone.held", facts)
    undrawn = [one for one, held in zip(zone.except_held_by, sure, strict=True) if held is None]
    if undrawn:
        facts |= {"excepted_all": " ".join(undrawn)}
        return Answer(IN_ZONE, POSSIBLY, "in_zone.not_delineated", facts)
    if POSSIBLY in sure:
        facts |= {"holder": zone.except_held_by[sure.index(POSSIBLY)]}
        return Answer(IN_ZONE, POSSIBLY, "in_zone.perhaps_held", facts)
    code = "inside" if found is SURELY else "overlap"
    return Answer(IN_ZONE, found, f"in_zone.{code}", facts)


def _held(spots: Sequence[Spot], holder: str, there: There) -> Certainty | None:
    """How surely all of it was in what a holder held; None where nobody drew that."""
    areas = [
        area
        for area in there.controls
        if area.holder == holder and there.reading.counts(area.asserted_by)
    ]
    if not areas:
        return None
    return joint(_strongest(_in_area(spot, area, there) for area in areas) for spot in spots)


def _strongest(found: Iterable[Certainty]) -> Certainty:
    listed = set(found)
    return next(one for one in (SURELY, POSSIBLY, NOT) if one in listed)


def _in_area(spot: Spot, area: ControlArea, there: There) -> Certainty:
    start, end = area.start or ALWAYS, area.end or NEVER
    if there.span[1] <= start or end <= there.span[0]:
        return NOT
    held = Zone(
        id=area.holder,
        name=area.holder,
        places=area.places,
        shape=area.shape,
        uncertainty_m=area.uncertainty_m,
        citation=area.citation,
    )
    found = relation(spot, held, there)
    throughout = start <= there.span[0] and there.span[1] <= end
    return found if throughout or found is NOT else POSSIBLY
