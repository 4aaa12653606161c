"""What each zone is made of, as tables that tell from the areas alone whether it holds a spot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from trucewatch.assess.plan.acts import Act
from trucewatch.assess.plan.arrays import Bytes, Ints, Ragged, ints, ragged
from trucewatch.assess.plan.features import Feature
from trucewatch.assess.plan.ticks import EVER_SINCE, FOR_EVER, ticks
from trucewatch.assess.plan.times import Pair
from trucewatch.assess.window import begun, told_by
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import AmendmentKind
from trucewatch.domain.zone import Band, ControlArea, Zone


class Zones(NamedTuple):
    """Tables of zones; a zone stands once for each agreement that it belongs to.

    Args:
        plain: of each zone its area, where that is all of it; else -1.
        known: 0 where the line is not known.
        parts: areas of each zone, any of which is enough; outer: those it may reach to.
        banded: of each zone its row in `bands`, -1 for none.
        bands: of each banded zone and act (`row * acts + act`) the areas that count for its
            weapons; the zone holds what all of them hold alike.
        holders: of each zone, those whose territory is cut out of it, as rows of `held`.
        held: of each holder the control areas on file.
        span: of each control area from when to when, in ticks; areas: what it is made of.
        counted: of each control area, a bit for each reading that counts it.
    """

    plain: Ints
    known: Bytes
    parts: Ragged
    outer: Ragged
    banded: Ints
    bands: Ragged
    holders: Ragged
    held: Ragged
    span: Ints
    areas: Ragged
    counted: Ints


class Added(NamedTuple):
    """Zones that amendments added to the main one.

    Args:
        zone: of each pair the zones; since: ticks from which each may, and surely does, count.
    """

    zone: Ragged
    since: Ints


class ZoneTables:
    """Takes every zone apart into areas, each area once.

    Args:
        views: for each agreement the pairs of its readings, in order.
    """

    def __init__(self, agreements: Sequence[Agreement], views: Sequence[Sequence[Pair]]) -> None:
        self._agreements = agreements
        self.features: dict[Feature, int] = {}
        self.first: list[int] = []
        """Of each agreement its first zone; the main one, then those of clauses and amendments."""
        self.users: list[set[int]] = []
        """Of each area the agreements that it bears on."""
        self.always: set[int] = set()
        """Agreements that are asked wherever something was: a line of theirs is not known."""
        self._parts: list[list[int]] = []
        self._outer: list[list[int]] = []
        self._zones: list[Zone] = []
        self._banded: list[int] = []
        self._bands: list[tuple[Zone, list[int]]] = []
        self._holders: list[list[int]] = []
        self._held: list[list[int]] = []
        self._controls: list[tuple[ControlArea, list[int], int]] = []
        self.place_of: list[dict[str, int]] = []
        for number, terms in enumerate(agreements):
            self.first.append(len(self._zones))
            self.place_of.append({})
            for zone in _in_use(terms):
                self.place_of[-1][zone.id] = len(self._zones)
                self._add(zone, number, terms, views[number])
        self.plain = ints(map(_area_of, self._zones, self._parts))
        """As in `Zones`."""

    def _add(self, zone: Zone, number: int, terms: Agreement, views: Sequence[Pair]) -> None:
        self._zones.append(zone)
        parts = [self._feature(Feature(one, None, None, zone.uncertainty_m), number)
                 for one in zone.places]  # fmt: skip
        self._banded.append(-1)
        if zone.shape is not None and not zone.bands:
            parts.append(self._feature(_drawn(zone, None), number))
        elif zone.shape is not None:
            self._banded[-1] = len(self._bands)
            reached = [self._feature(_drawn(zone, band), number) for band in zone.bands]
            self._bands.append((zone, reached))
        self._parts.append(parts)
        self._outer.append(
            [self._feature(Feature(one, None, None, zone.uncertainty_m), number)
             for one in zone.outer]
        )  # fmt: skip
        if not zone.known and not zone.outer:
            self.always.add(number)
        self._holders.append([])
        for holder in zone.except_held_by:
            self._holders[-1].append(len(self._held))
            mine = [one for one in terms.controls if one.holder == holder]
            self._held.append([self._control(one, number, views) for one in mine])

    def _control(self, area: ControlArea, number: int, views: Sequence[Pair]) -> int:
        parts = [self._feature(Feature(one, None, None, area.uncertainty_m), number)
                 for one in area.places]  # fmt: skip
        if area.shape is not None:
            drawn = Feature(None, area.shape, None, area.uncertainty_m)
            parts.append(self._feature(drawn, number))
        counted = sum(
            pair.reading.counts(area.asserted_by) << place for place, pair in enumerate(views)
        )
        self._controls.append((area, parts, counted))
        return len(self._controls) - 1

    def _feature(self, feature: Feature, agreement: int) -> int:
        number = self.features.setdefault(feature, len(self.features))
        if number == len(self.users):
            self.users.append(set())
        self.users[number].add(agreement)
        return number

    def of(self, acts: Sequence[Act]) -> Zones:
        """The tables, with the areas that count for the weapons of each act."""
        bands = [
            list(_reached(zone.bands, parts, act.weapons))
            for zone, parts in self._bands
            for act in acts
        ]
        spans = [
            (_edge(area.start, EVER_SINCE), _edge(area.end, FOR_EVER))
            for area, _, _ in self._controls
        ]
        return Zones(
            plain=self.plain,
            known=np.array([zone.known for zone in self._zones], dtype=np.uint8),
            parts=ragged(self._parts),
            outer=ragged(self._outer),
            banded=ints(self._banded),
            bands=ragged(bands),
            holders=ragged(self._holders),
            held=ragged(self._held),
            span=ints(at for span in spans for at in span),
            areas=ragged(parts for _, parts, _ in self._controls),
            counted=ints(counted for _, _, counted in self._controls),
        )

    def one_place(self) -> Bytes:
        """Of each agreement, 1 where no reading tells where its zones are."""
        return np.array(
            [
                all(one.kind is not AmendmentKind.ADD_ZONE for one in terms.amendments)
                and not any(zone.except_held_by for zone in terms.zones)
                for terms in self._agreements
            ],
            dtype=np.uint8,
        )

    def simple(self) -> Bytes:
        """Of each agreement, 1 where each zone is one area, and no reading tells where it is."""
        first = [*self.first, len(self._zones)]
        plain = [(self.plain[first[k] : first[k + 1]] >= 0).all() for k in range(len(self.first))]
        return self.one_place() & np.array(plain, dtype=np.uint8)

    def uses(self, area: int, simple: Bytes) -> Iterator[tuple[int, int]]:
        """The agreements that an area bears on, in order, with each zone of theirs that it is.

        Args:
            simple: of each agreement whether its areas tell by themselves which zones hold a spot.

        Returns:
            Zones are counted from the first of their agreement; -1 for one that is not simple.
        """
        for one in sorted(self.users[area]):
            if simple[one]:
                first = self.first[one]
                last = first + len(self.place_of[one])
                for place in np.flatnonzero(self.plain[first:last] == area).tolist():
                    yield one, place
            else:
                yield one, -1

    def added(self, pairs: Sequence[Pair], known_at: dt.datetime | None) -> Added:
        """Zones that amendments added, for each pair in the order of the amendments."""
        zones: list[list[int]] = []
        since: list[int] = []
        for pair in pairs:
            zones.append([])
            for one in pair.terms.amendments:
                if one.kind is AmendmentKind.ADD_ZONE and one.zone and told_by(one, known_at):
                    zones[-1].append(self.place_of[pair.agreement][one.zone])
                    since += map(ticks, begun(one.effective, pair.reading, known_at))
        return Added(ragged(zones), ints(since))


def _in_use(terms: Agreement) -> Iterable[Zone]:
    """The main zone first, then every other that a clause or an amendment names."""
    by_id = {zone.id: zone for zone in terms.zones}
    named = [
        terms.zone,
        *(one.zone for one in terms.clauses),
        *(one.zone for one in terms.amendments),
    ]
    return (by_id[one] for one in dict.fromkeys(filter(None, named)))


def _area_of(zone: Zone, parts: Sequence[int]) -> int:
    if len(parts) != 1 or zone.outer or zone.bands or zone.except_held_by:
        return -1
    return parts[0]


def _drawn(zone: Zone, band: Band | None) -> Feature:
    return Feature(None, zone.shape, band.within_m if band else None, zone.uncertainty_m)


def _edge(at: dt.datetime | None, unknown: int) -> int:
    return unknown if at is None else ticks(at)


def _reached(bands: Sequence[Band], parts: Sequence[int], weapons: Iterable[str]) -> Iterable[int]:
    """The areas that count for some weapons; all of them where none is told."""
    told = sorted(set(weapons))
    if not told:
        return parts
    pairs = list(zip(bands, parts, strict=True))
    found = (
        next((part for band, part in pairs if not band.weapons or one in band.weapons), None)
        for one in told
    )
    return [part for part in found if part is not None]
