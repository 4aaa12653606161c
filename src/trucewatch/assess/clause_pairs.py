"""Which clause and zone of one agreement answers to which of another."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from trucewatch.assess.diff_items import Item, Pair, accounts
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import Clause
from trucewatch.domain.zone import Shape, Zone

_ALIKE = 2.0
"""From this likeness on two clauses of different agreements are taken to answer to one another:
the same modality and acts will do, the same modality and duty need a bearer in common too."""

Zones = Mapping[str, str]


def same_zones(one: Agreement, other: Agreement) -> Zones:
    """For each zone of the second that answers to one of the first, the id of that.

    In one agreement by id; between two, the main zones answer to one another, others by name.
    """
    if one.id == other.id:
        ids = {zone.id for zone in one.zones}
        return {zone.id: zone.id for zone in other.zones if zone.id in ids}
    found = {other.zone: one.zone}
    by_name = {zone.name: zone.id for zone in one.zones if zone.id != one.zone}
    for zone in other.zones:
        if zone.id != other.zone and zone.name in by_name:
            found[zone.id] = by_name.pop(zone.name)
    return found


def zone_pairs(one: Agreement, other: Agreement) -> tuple[Pair, ...]:
    """Zones side by side, in the order of the first, those of the second alone last."""
    same = same_zones(one, other)
    answering = {first: zone for zone in other.zones if (first := same.get(zone.id))}
    pairs: list[Pair] = []
    for zone in one.zones:
        match = answering.get(zone.id)
        pairs.append((_zone(zone), _zone(match) if match else None))
    return (*pairs, *((None, _zone(zone)) for zone in other.zones if zone.id not in same))


def _zone(zone: Zone) -> Item:
    facets = {
        "name": (zone.name,),
        "places": zone.places,
        "outer": zone.outer,
        "shape": _shape(zone.shape),
        "bands": tuple(f"{' '.join(one.weapons) or 'any'} {one.within_m} m" for one in zone.bands),
        "known": ("known" if zone.known else "not known",),
        "uncertainty": (f"{zone.uncertainty_m} m",) if zone.uncertainty_m else (),
        "basis": (zone.basis,),
        "drawn_by": zone.drawn_by,
        "except_held_by": zone.except_held_by,
    }
    return Item(
        zone.id, {key: tuple(map(str, value)) for key, value in facets.items()}, (zone.name,)
    )


def _shape(shape: Shape | None) -> tuple[str, ...]:
    """Every ring and line by itself, corner by corner."""
    if shape is None:
        return ()
    drawn = [("ring", one) for one in shape.rings] + [("line", one) for one in shape.lines]
    told = [
        f"{what} " + " ".join(f"{at.lon_e7 / 1e7:.7g},{at.lat_e7 / 1e7:.7g}" for at in corners)
        for what, corners in drawn
    ]
    return (*told, *([f"within {shape.within_m} m"] if shape.within_m else []))


def clause_pairs(one: Agreement, other: Agreement, zones: Zones) -> tuple[Pair, ...]:
    """Clauses side by side, in the order of the first, those of the second alone last.

    Args:
        zones: the zones of the second that answer to one of the first.
    """
    matched = _by_id(one, other) if one.id == other.id else _by_content(one, other)
    here = {zone.id: zone.id for zone in one.zones}
    pairs: list[Pair] = []
    for place, clause in enumerate(one.clauses):
        answer = other.clauses[matched[place]] if place in matched else None
        pairs.append((_clause(clause, here), _clause(answer, zones) if answer else None))
    taken = set(matched.values())
    new = (clause for place, clause in enumerate(other.clauses) if place not in taken)
    return (*pairs, *((None, _clause(clause, zones)) for clause in new))


def _by_id(one: Agreement, other: Agreement) -> dict[int, int]:
    places = {clause.id: place for place, clause in enumerate(other.clauses)}
    return {n: places[one_.id] for n, one_ in enumerate(one.clauses) if one_.id in places}


def _by_content(one: Agreement, other: Agreement) -> dict[int, int]:
    """The most alike first; of equals those that stand earlier."""
    scored = [
        (-_likeness(mine, theirs), n, m)
        for n, mine in enumerate(one.clauses)
        for m, theirs in enumerate(other.clauses)
    ]
    found: dict[int, int] = {}
    for score, n, m in sorted(scored):
        if -score >= _ALIKE and n not in found and m not in found.values():
            found[n] = m
    return found


def _likeness(one: Clause, other: Clause) -> float:
    """Between 0 and 5: 0 where they share neither an act nor a duty nor their words."""
    words = 1.0 if one.summary == other.summary else 0.0
    duty = 0.75 if one.duty is not None and one.duty is other.duty else 0.0
    acts = _shared(one.acts, other.acts)
    if not (words or duty or acts):
        return 0.0
    modality = 1.0 if one.modality is other.modality else 0.0
    weapons = 0.25 * _shared(one.weapons, other.weapons)
    return modality + acts + duty + words + _shared(one.bearers, other.bearers) + weapons


def _shared(one: Collection[str], other: Collection[str]) -> float:
    """Of all that either names, what both name; 0 where neither names any."""
    either = {*one, *other}
    return len({*one} & {*other}) / len(either) if either else 0.0


def _clause(clause: Clause, zones: Zones) -> Item:
    own = zones.get(clause.zone, clause.zone) if clause.zone else None
    window = clause.window
    facets: dict[str, tuple[str, ...]] = {
        "modality": (clause.modality,),
        "duty": (clause.duty,) if clause.duty else (),
        "bearers": clause.bearers,
        "beneficiaries": clause.beneficiaries,
        "acts": clause.acts,
        "weapons": clause.weapons,
        "objects": clause.objects,
        "zone": (own,) if own else (),
        "starts": accounts(window.starts) if window else (),
        "ends": accounts(window.ends) if window else (),
        "deadline": accounts(clause.deadline),
        "conditions": clause.conditions,
        "counting_rule": (clause.counting_rule,) if clause.counting_rule else (),
        "undefined": clause.undefined,
        "summary": (clause.summary,),
    }
    plain = {key: tuple(map(str, value)) for key, value in facets.items()}
    return Item(clause.id, plain, (f"{clause.number}", str(clause.modality), clause.summary))
