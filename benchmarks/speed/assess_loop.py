"""The plain way: for each incident, each agreement and each reading, one question after another.

Written before the engine, with prepared shapes and the time asked first. The rules are those of
`trucewatch.assess` as far as this input needs them:

- time: starts and ends that count for a reading (its own and common ones, all where it has none);
  surely inside where every account has it inside, not where none has; `before` or `after` else;
- place: on a plane in metres at the zone's middle latitude; a point known to some metres is surely
  inside where the line is farther away than these metres and the zone's uncertainty, outside alike;
- lists: whoever stands on a list that counts for the reading, or is an organ of one who does;
- membership: the entry of the actor, else of the nearest body it is an organ of; entries on the
  other delegation's list do not count; armed groups without an entry may be members;
- clause: act or family, side of the one who did it, side of the one who suffered it;
- the first question that settles it names the reason, then what is missing, then what is open;
- the clause with the strongest result speaks for the agreement, of equals the better fitting one;
  a clause that was outside of a zone of its own and is not about the act comes last.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from assess_world import ACTS, FOR_EVER, NOBODY, RADII, SINCE_EVER, UNREGISTERED, Rows, World

from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import ANY_PARTY
from trucewatch.domain.finding import RESULT_OF, Reason, Result
from trucewatch.domain.time import UTC
from trucewatch.domain.zone import Zone

NOT, POSSIBLY, SURELY = 0, 1, 2
REASONS, RESULTS = tuple(Reason), tuple(Result)
CODE = {reason: number for number, reason in enumerate(REASONS)}
RESULT_CODES = np.array([RESULTS.index(RESULT_OF[one]) for one in REASONS], dtype=np.uint8)
STRENGTH = {
    result: strength
    for strength, result in enumerate(
        (
            Result.VIOLATION_ASSESSED,
            Result.POSSIBLE_VIOLATION,
            Result.INCONCLUSIVE,
            Result.NOT_A_VIOLATION,
            Result.OUTSIDE_SCOPE,
            Result.NOT_APPLICABLE,
        )
    )
}
LAST = len(STRENGTH)
STRENGTHS = tuple(STRENGTH[RESULT_OF[one]] for one in REASONS)
METRES_A_DEGREE = 111_195.0
R = Reason
BEFORE, AFTER, OUTSIDE = CODE[R.BEFORE_EFFECT], CODE[R.AFTER_END], CODE[R.OUTSIDE_ZONE]


class Plane:
    """A zone on its plane, its shape and line prepared."""

    def __init__(self, zone: Zone) -> None:
        rings = zone.shape.rings if zone.shape else ()
        ring = [(one.lon_e7, one.lat_e7) for one in rings[0]]
        lats = [lat for _, lat in ring]
        middle = (min(lats) + max(lats)) / 2 / 1e7
        self.across = METRES_A_DEGREE * math.cos(math.radians(middle))
        self.area = shapely.Polygon([self.on(*corner) for corner in ring])
        self.line = self.area.boundary
        self.uncertainty_m = zone.uncertainty_m
        shapely.prepare(self.area)
        shapely.prepare(self.line)

    def on(self, lon_e7: int, lat_e7: int) -> tuple[float, float]:
        """Metres east and north."""
        return lon_e7 / 1e7 * self.across, lat_e7 / 1e7 * METRES_A_DEGREE

    def holds(self, lon_e7: int, lat_e7: int, radius_m: float) -> int:
        """How surely a point known to `radius_m` lies inside."""
        reach = radius_m + self.uncertainty_m
        point = shapely.Point(*self.on(lon_e7, lat_e7))
        if not self.area.dwithin(point, reach):
            return NOT
        if not self.area.intersects(point):
            return POSSIBLY
        return SURELY if self.line.distance(point) >= reach else POSSIBLY


class Reading:
    """One delegation's reading of one agreement, ready to be asked."""

    def __init__(self, terms: Agreement, keeper: str, world: World) -> None:
        others = set(terms.co_chairs) - {keeper}
        starts = _counted(terms.window.starts, others)
        ends = _counted(terms.window.ends, others) or [FOR_EVER]
        self.surely = max(starts), min(ends)
        self.possibly = min(starts), max(ends)
        self.entries: dict[str, list[Any]] = {}
        for one in terms.memberships:
            counts = not one.listed_by or not set(one.listed_by) <= others
            since = _seconds(one.start)
            self.entries.setdefault(one.actor, []).append((counts, one.side, since))
        self.listed: dict[str, list[tuple[int, int]]] = {}
        for entry in world.registry.designations:
            if entry.asserter not in others:
                days = (
                    _midnight(entry.valid.start, SINCE_EVER),
                    _midnight(entry.valid.end, FOR_EVER),
                )
                self.listed.setdefault(entry.target, []).append(days)
        self.chains = [
            (one.id, *(above.id for above in world.registry.organ_of(one.id)))
            for one in world.registry.actors.values()
        ]
        self.unlisted = [one.kind in terms.unlisted_kinds for one in world.registry.actors.values()]

    def left_out(self, actor: int, start: int, end: int) -> int:
        """How surely an actor stood on a list at that time."""
        if actor == UNREGISTERED:
            return NOT
        found = NOT
        for one in self.chains[actor]:
            for held in self.listed.get(one, ()):
                found = max(found, overlap(held, start, end))
        return found

    def standing(self, actor: int, start: int, end: int) -> tuple[int, str]:
        """Whether an actor was a member, and on which side, "" for none known."""
        if actor == UNREGISTERED:
            return POSSIBLY, ""
        for one in self.chains[actor]:
            if one in self.entries:
                counts, side, since = self.entries[one][0]
                party = overlap((since, FOR_EVER), start, end) if counts else NOT
                return party, side if party else ""
        return (POSSIBLY if self.unlisted[actor] else NOT), ""


class Terms:
    """One agreement, ready to be asked."""

    def __init__(self, terms: Agreement, world: World) -> None:
        self.planes = {zone.id: Plane(zone) for zone in terms.zones}
        self.readings = [Reading(terms, keeper, world) for keeper in terms.co_chairs]
        self.clauses = [
            (one.zone or terms.zone, frozenset(one.acts), one.bearers, one.beneficiaries, one.zone)
            for one in terms.clauses
        ]


def overlap(held: tuple[int, int], start: int, end: int) -> int:
    """How surely a span held at an instant of another."""
    if held[0] <= start and end <= held[1]:
        return SURELY
    return POSSIBLY if held[0] < end and start < held[1] else NOT


def assess(world: World, rows: Rows) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Result and reason of each row under each reading of each agreement."""
    terms = prepared(world)
    reasons = np.empty((len(rows), 2 * len(terms)), dtype=np.uint8)
    columns = [column.tolist() for column in vars(rows).values()]
    for number, row in enumerate(zip(*columns, strict=True)):
        reasons[number] = [reason for one in terms for reason in _under(one, row)]
    return RESULT_CODES[reasons], reasons


def prepared(world: World) -> list[Terms]:
    """Every agreement with its shapes prepared."""
    return [Terms(one, world) for one in world.agreements]


def _under(terms: Terms, row: tuple[Any, ...]) -> Iterable[int]:
    """The reason under each reading of one agreement."""
    start, end = row[0], row[1]
    places: dict[str, int] = {}
    for reading in terms.readings:
        held = overlap(reading.surely, start, end)
        if held != SURELY and not (reading.possibly[0] < end and start < reading.possibly[1]):
            yield BEFORE if end <= reading.possibly[0] else AFTER
            continue
        if held == NOT or (start == SINCE_EVER and end == FOR_EVER):
            held = POSSIBLY
        if not places:
            spot = row[2], row[3], RADII[row[4]]
            places = {name: plane.holds(*spot) for name, plane in terms.planes.items()}
        yield _judged(terms, reading, row, held, places)


def _judged(  # noqa: PLR0912, PLR0915 - one question after another is the point
    terms: Terms, reading: Reading, row: tuple[Any, ...], held: int, places: dict[str, int]
) -> int:
    if not any(places.values()):
        return OUTSIDE
    start, end, _, _, _, act, initiator, target, provisional, count_only = row
    out = party = hit_out = None
    side = ""
    if initiator != NOBODY:
        out = reading.left_out(initiator, start, end)
        party, side = reading.standing(initiator, start, end)
    sufferer = None
    if target != NOBODY:
        hit_out = reading.left_out(target, start, end)
        sufferer = reading.standing(target, start, end)
    untold = start == SINCE_EVER and end == FOR_EVER
    best: tuple[Any, ...] | None = None
    for zone, acts, bearers, beneficiaries, own in terms.clauses:
        speaks = ACTS[act][0] in acts or ACTS[act][1] in acts
        owes = POSSIBLY if party is None else on_side(bearers, party, side, owing=True)
        protects = SURELY
        if beneficiaries:
            protects = POSSIBLY if sufferer is None else on_side(beneficiaries, *sufferer)
        there = places[zone]
        if there == NOT:
            reason = R.OUTSIDE_ZONE
        elif out == SURELY:
            reason = R.EXCLUDED_GROUP
        elif party == NOT:
            reason = R.NOT_PARTY
        elif hit_out == SURELY:
            reason = R.EXCLUDED_GROUP
        elif not speaks:
            reason = R.ACT_NOT_COVERED
        elif owes == NOT:
            reason = R.NOT_BEARER
        elif protects == NOT:
            reason = R.NOT_PROTECTED
        elif count_only:
            reason = R.COUNT_ONLY
        elif untold:
            reason = R.TIME_UNKNOWN
        elif party is None:
            reason = R.UNKNOWN_INITIATOR
        elif POSSIBLY in (out, party, hit_out, owes, protects):
            reason = R.UNSURE_PARTY
        elif held == POSSIBLY:
            reason = R.UNSURE_TIME
        elif there == POSSIBLY:
            reason = R.UNSURE_ZONE
        else:
            reason = R.SINGLE_PARTY_CLAIM if provisional else R.ALL_CONDITIONS_MET
        code = CODE[reason]
        open_ones = (out, party, hit_out, owes, protects, held, there).count(POSSIBLY)
        open_ones += (party is None) + provisional
        beside = own and there == NOT and not speaks
        rank = (
            LAST if beside else STRENGTHS[code],
            not speaks,
            owes == NOT,
            protects == NOT,
            open_ones,
        )
        if best is None or rank < best[0]:
            best = rank, code
    return int(best[1]) if best else OUTSIDE


def on_side(sides: tuple[str, ...], party: int, side: str, *, owing: bool = False) -> int:
    """How surely a member of a side, or one of no known side, is among some sides."""
    if not side:
        if party == NOT and owing and ANY_PARTY in sides:
            return POSSIBLY
        return POSSIBLY if party == POSSIBLY else NOT
    if ANY_PARTY in sides or side in sides:
        return SURELY if party == SURELY else POSSIBLY
    return NOT


def _counted(facts: Iterable[Any], others: set[str]) -> list[int]:
    every = list(facts)
    own = [one for one in every if not (one.asserted_by and set(one.asserted_by) <= others)]
    return [_seconds(one.at) for one in own or every]


def _seconds(at: dt.datetime | None) -> int:
    return SINCE_EVER if at is None else int(at.timestamp())


def _midnight(day: dt.date | None, unknown: int) -> int:
    return unknown if day is None else _seconds(dt.datetime.combine(day, dt.time(), UTC))
