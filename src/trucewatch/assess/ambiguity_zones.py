"""Ambiguities of where terms hold."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.assess.ambiguity_ground import Found, Ground, listed, of_kind, zone_of
from trucewatch.assess.scope import Places
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.ambiguity import AmbiguityCode, Severity
from trucewatch.domain.clause import Clause, DutyKind
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.zone import Zone

_MOVES = (DutyKind.WITHDRAW, DutyKind.SEPARATE)
"""Duties that say away from where."""


def about_zones(ground: Ground) -> Iterator[Found]:
    """Every ambiguity of zones, in the order of the terms."""
    for zone in ground.agreement.zones:
        yield from _line(zone)
        yield from _cut_out(zone, ground.agreement)
        yield from _points(zone, ground.places)
        yield from _reach(zone)
    for clause in of_kind(ground.agreement, _MOVES):
        yield from _away_from(clause, ground.agreement)
        yield from _distance(clause, ground.agreement)


def _line(zone: Zone) -> Iterator[Found]:
    if not zone.known:
        yield Found(
            code=AmbiguityCode.NO_ZONE_FOR_PLACE,
            severity=Severity.GAP,
            about=zone.id,
            variant="line_unknown",
            facts={"zone": zone.name},
            practice=lambda other: all(one.known for one in other.zones),
        )


def _cut_out(zone: Zone, terms: Agreement) -> Iterator[Found]:
    drawn = {area.holder for area in terms.controls}
    open_ = [one for one in zone.except_held_by if one not in drawn]
    if open_:
        yield Found(
            code=AmbiguityCode.NO_ZONE_FOR_PLACE,
            severity=Severity.GAP,
            about=zone.id,
            variant="held_undrawn",
            facts={"zone": zone.name, "holders_all": " ".join(open_)},
            practice=_draws_what_is_cut_out,
        )


def _draws_what_is_cut_out(other: Agreement) -> bool | None:
    held = {one for zone in other.zones for one in zone.except_held_by}
    return held <= {area.holder for area in other.controls} if held else None


def _points(zone: Zone, places: Places) -> Iterator[Found]:
    """Places of which a point alone is known, so that nobody can say where they end."""
    bare = [one for one in zone.places if _is_point(one, places)]
    if bare:
        yield Found(
            code=AmbiguityCode.NO_ZONE_FOR_PLACE,
            severity=Severity.UNCLEAR,
            about=zone.id,
            variant="point_alone",
            facts={"zone": zone.name, "places_all": " ".join(bare)},
            practice=lambda other: any(one.shape for one in other.zones),
        )


def _is_point(place_id: str, places: Places) -> bool:
    try:
        return places.get(place_id).centre is not None and places.outline(place_id) is None
    except UnknownName:
        # Told as a fault of the file, not of the terms.
        return False


def _reach(zone: Zone) -> Iterator[Found]:
    """What it may reach to; of a zone without a line, that is told already."""
    if zone.outer and zone.known:
        yield Found(
            code=AmbiguityCode.ZONE_REACH_UNCLEAR,
            severity=Severity.UNCLEAR,
            about=zone.id,
            facts={
                "zone": zone.name,
                "places_all": " ".join(zone.outer),
                "place_ids": ", ".join(zone.outer),
            },
            practice=lambda other: not any(one.outer for one in other.zones),
        )


def _away_from(clause: Clause, terms: Agreement) -> Iterator[Found]:
    if clause.zone is None:
        zone = zone_of(terms, clause)
        yield Found(
            code=AmbiguityCode.NO_ZONE_FOR_PLACE,
            severity=Severity.UNCLEAR,
            about=clause.id,
            variant="duty_without_zone",
            facts={"clause": clause.number, "zone": zone.name},
            practice=_says_from_where,
        )


def _says_from_where(other: Agreement) -> bool | None:
    found = list(of_kind(other, _MOVES))
    return all(one.zone for one in found) if found else None


def _distance(clause: Clause, terms: Agreement) -> Iterator[Found]:
    if clause.duty is not DutyKind.WITHDRAW or not clause.weapons:
        return
    zone = zone_of(terms, clause)
    without = [one for one in clause.weapons if not _has_distance(zone, one)]
    if without:
        bounded = zone.known and not (zone.shape and zone.shape.lines)
        yield Found(
            code=AmbiguityCode.WEAPONS_WITHOUT_DISTANCE,
            severity=Severity.UNCLEAR if bounded else Severity.GAP,
            about=clause.id,
            variant="area" if bounded else "",
            facts={"clause": clause.number, "zone": zone.name, "weapons": listed(without)},
            practice=_gives_distances,
        )


def _has_distance(zone: Zone, weapon: str) -> bool:
    if zone.bands:
        return any(not band.weapons or weapon in band.weapons for band in zone.bands)
    return zone.shape is not None and bool(zone.shape.lines) and zone.shape.within_m > 0


def _gives_distances(other: Agreement) -> bool | None:
    found = [one for one in of_kind(other, [DutyKind.WITHDRAW]) if one.weapons]
    if not found:
        return None
    return all(_has_distance(zone_of(other, one), w) for one in found for w in one.weapons)
