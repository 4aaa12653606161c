"""Made-up agreements and incidents for the speed of assessments, the same on every machine.

Over an area of 8 by 6 degrees and three years: agreements of 3 weeks to 4 months, each with a zone
of hundreds of corners and a second one for its second clause (seven of a hundred have a third),
two delegations that differ on starts, members and lists, and 60 actors, some of them organs of
others. Incidents stand around 40 towns and in the open, dated to the hour, the day, or not at all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from trucewatch.data.registry import Registry
from trucewatch.domain.actor import Actor, ActorKind, ActorName, Designation, Validity
from trucewatch.domain.agreement import Agreement, AgreementClass
from trucewatch.domain.clause import Clause, Modality
from trucewatch.domain.membership import Exclusion, Membership, MembershipStatus
from trucewatch.domain.moment import Citation, Grade, TimeFact, Window
from trucewatch.domain.place import LonLat
from trucewatch.domain.time import UTC
from trucewatch.domain.zone import Shape, Zone

WEST, SOUTH, WIDE, HIGH = 35.0, 32.0, 8.0, 6.0
FIRST, DAYS = dt.datetime(2016, 1, 1, tzinfo=UTC), 1096
DELEGATIONS = ("delegation-a", "delegation-b")
LIST = "designated"
NOBODY, UNREGISTERED = -1, -2
SINCE_EVER, FOR_EVER = -62_135_596_800, 253_402_300_800
"""Seconds that stand for an open side of a time."""
RADII = (100, 1_000, 25_000)
ACTS = (
    ("shelling", "fire"),
    ("air_strike", "fire"),
    ("sniper_fire", "fire"),
    ("ground_assault", "assault"),
    ("advance", "territory"),
    ("deny_aid_access", "aid"),
    ("detention", "persons"),
    ("overflight", "air_sea"),
)
CITED = Citation("made up", Grade.READ)
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """A table of incidents, one number a row and column.

    Args:
        start, end: seconds since 1970, `SINCE_EVER` and `FOR_EVER` for open sides.
        lon_e7, lat_e7: 1e-7 degree; radius: index into `RADII`.
        act: index into `ACTS`; initiator, target: index of an actor, `NOBODY`, `UNREGISTERED`.
    """

    start: Numbers
    end: Numbers
    lon_e7: Numbers
    lat_e7: Numbers
    radius: Numbers
    act: Numbers
    initiator: Numbers
    target: Numbers
    provisional: npt.NDArray[np.bool_]
    count_only: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.start)

    def first(self, number: int) -> Rows:
        """The first rows alone."""
        return Rows(**{name: column[:number] for name, column in vars(self).items()})


@dataclass(frozen=True)
class World:
    """What a run assesses."""

    agreements: tuple[Agreement, ...]
    registry: Registry
    rows: Rows

    @property
    def actors(self) -> tuple[str, ...]:
        """Ids, in the order in which rows number them."""
        return tuple(self.registry.actors)


def world(agreements: int, incidents: int) -> World:
    """The agreements and incidents of a run; more of either leaves the first ones as they are."""
    draw = np.random.default_rng(2016)
    registry = _registry(draw)
    names = tuple(registry.actors)
    terms = tuple(
        _agreement(number, names, np.random.default_rng((2016, number)))
        for number in range(agreements)
    )
    return World(terms, registry, _rows(incidents, len(names), np.random.default_rng(9)))


def _registry(draw: np.random.Generator) -> Registry:
    kinds = (ActorKind.STATE, ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP)
    actors = []
    for number in range(60):
        name = f"actor-{number:02}"
        parent = f"actor-{number % 6 * 3:02}" if number >= 30 and number % 3 == 1 else None
        names = (ActorName(name, "en"),)
        actors.append(
            Actor(id=name, kind=kinds[number % 3], names=names, source="made up", parent=parent)
        )
    designations = []
    for asserter in DELEGATIONS:
        for number in draw.choice(60, 9, replace=False):
            day = FIRST.date() + dt.timedelta(days=int(draw.integers(-200, DAYS)))
            later = day + dt.timedelta(days=int(draw.integers(100, 600)))
            since = None if number % 3 == 0 else day
            until = later if number % 3 == 1 else None
            designations.append(
                Designation(
                    target=f"actor-{number:02}", status="terrorist", list=LIST, asserter=asserter,
                    source="made up", grade="R", valid=Validity(since, until),
                )
            )  # fmt: skip
    return Registry(actors, designations)


def _agreement(number: int, names: tuple[str, ...], draw: np.random.Generator) -> Agreement:
    zones = tuple(_zone(place, draw) for place in range(3 if number % 100 >= 93 else 2))
    start = FIRST + dt.timedelta(hours=int(draw.integers(0, DAYS * 24)))
    end = start + dt.timedelta(days=int(draw.integers(21, 120)))
    first = _clause("c1", acts=("fire", "ground_assault"), bearers=("parties",))
    second = _clause(
        "c2", acts=("territory", "fire"), bearers=("red",), beneficiaries=("blue",), zone="z1"
    )
    more = [_clause("c3", acts=("detention",), bearers=("parties",), zone="z2")]
    clauses = [first, second, *(more if len(zones) > 2 else [])]
    return Agreement(
        id=f"agreement-{number:04}",
        names=(f"Agreement {number}",),
        kind=AgreementClass.LOCAL_TRUCE,
        window=_window(number, start, end),
        zones=zones,
        zone="z0",
        memberships=_members(names, start, draw),
        exclusions=(Exclusion(citation=CITED, list=LIST),),
        clauses=tuple(clauses),
        citations=(CITED,),
        co_chairs=DELEGATIONS,
        opt_in=True,
        unlisted_kinds=(ActorKind.ARMED_GROUP,),
    )


def _clause(name: str, **more: Any) -> Clause:
    values = {
        "modality": Modality.SHALL_NOT, "beneficiaries": (), "citation": CITED, "summary": "",
        **more,
    }  # fmt: skip
    return Clause(id=name, number=name, **values)


def _zone(number: int, draw: np.random.Generator) -> Zone:
    """A star of 200 to 600 corners, 15 to 100 km from its middle to its line."""
    corners = int(draw.integers(200, 600))
    lon, lat = WEST + WIDE * draw.uniform(0.08, 0.92), SOUTH + HIGH * draw.uniform(0.08, 0.92)
    angles = np.sort(draw.uniform(0, 2 * np.pi, corners))
    waves = sum(draw.uniform(0, 0.12) * np.cos(k * angles + draw.uniform(0, 6)) for k in (2, 3, 7))
    size = draw.uniform(0.15, 0.9) * (1 + waves + draw.normal(0, 0.01, corners))
    ring = [
        LonLat.of(lon + r * np.cos(a), lat + r * np.sin(a))
        for a, r in zip(angles, size, strict=True)
    ]
    return Zone(
        id=f"z{number}",
        name=f"zone {number}",
        places=(),
        citation=CITED,
        shape=_star((*ring, ring[0])),
        uncertainty_m=int(draw.choice([0, 200, 500, 1_000])),
    )


def _star(ring: tuple[LonLat, ...]) -> Shape:
    """Without the check for crossings: stars have none, and it takes the square of the corners."""
    shape = object.__new__(Shape)
    for name, value in (("rings", (ring,)), ("lines", ()), ("within_m", 0)):
        object.__setattr__(shape, name, value)
    return shape


def _window(number: int, start: dt.datetime, end: dt.datetime) -> Window:
    """One start, one for each delegation, or two of which nobody tells who asserts them."""
    later = start + dt.timedelta(hours=26)
    starts = [_moment(start)]
    if number % 5 == 1:
        starts = [_moment(start, DELEGATIONS[0]), _moment(later, DELEGATIONS[1])]
    if number % 5 == 2:
        starts.append(_moment(later))
    return Window(starts=tuple(starts), ends=() if number % 20 == 3 else (_moment(end),))


def _moment(at: dt.datetime, *by: str) -> TimeFact:
    return TimeFact(at=at, citation=CITED, asserted_by=by)


def _members(
    names: tuple[str, ...], start: dt.datetime, draw: np.random.Generator
) -> tuple[Membership, ...]:
    found = []
    for actor in draw.choice(len(names), 24, replace=False):
        since = start + dt.timedelta(days=int(draw.integers(0, 30)))
        found.append(
            Membership(
                actor=names[actor],
                side=("red", "blue")[draw.integers(2)],
                status=MembershipStatus.DECLARED,
                citation=CITED,
                listed_by=(DELEGATIONS[draw.integers(2)],) if draw.random() < 0.2 else (),
                start=since if draw.random() < 0.2 else None,
            )
        )
    return tuple(found)


def _rows(number: int, actors: int, draw: np.random.Generator) -> Rows:
    towns = draw.uniform(
        (WEST + 0.5, SOUTH + 0.5), (WEST + WIDE - 0.5, SOUTH + HIGH - 0.5), (40, 2)
    )
    town = towns[draw.integers(0, 40, number)] + draw.normal(0, 0.15, (number, 2))
    wild = draw.uniform((WEST, SOUTH), (WEST + WIDE, SOUTH + HIGH), (number, 2))
    spot = np.where(draw.random((number, 1)) < 0.6, town, wild)
    kind = draw.choice(5, number, p=[0.72, 0.2, 0.03, 0.03, 0.02])
    first = int(FIRST.timestamp()) // 3600
    start = (first + draw.integers(-240, DAYS * 24 + 240, number)) * 3600
    hours = np.where(kind == 1, 24, draw.integers(1, 7, number))
    who = draw.integers(0, actors, (2, number))
    return Rows(
        start=np.where((kind == 3) | (kind == 4), SINCE_EVER, start),
        end=np.where((kind == 2) | (kind == 4), FOR_EVER, start + hours * 3600),
        lon_e7=np.rint(spot[:, 0] * 1e7).astype(np.int64),
        lat_e7=np.rint(spot[:, 1] * 1e7).astype(np.int64),
        radius=draw.choice(3, number, p=[0.6, 0.37, 0.03]),
        act=draw.integers(0, len(ACTS), number),
        initiator=np.where(draw.random(number) < 0.06, draw.choice([-1, -2], number), who[0]),
        target=np.where(draw.random(number) < 0.2, draw.choice([-1, -2], number), who[1]),
        provisional=draw.random(number) < 0.4,
        count_only=draw.random(number) < 0.01,
    )
