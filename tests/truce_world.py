"""A made-up truce with its actors and places, small enough to hold in one's head.

A river parts the land of the north from that of the south; the island lies in neither. North and
South are bound, Front declared and only East lists it, Wolves are excluded, Farland never joined.
East and West keep the lists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from trucewatch.data.registry import Registry
from trucewatch.domain.actor import (
    Actor,
    ActorKind,
    ActorName,
    ActorRelation,
    Designation,
    Office,
    RelationKind,
    Validity,
)
from trucewatch.domain.agreement import Agreement, AgreementClass
from trucewatch.domain.clause import Clause, Modality
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.finding import Finding
from trucewatch.domain.incident import Incident
from trucewatch.domain.membership import Exclusion, Membership, MembershipStatus
from trucewatch.domain.moment import Citation, Grade, TimeFact, Window
from trucewatch.domain.place import LonLat, Place, PlaceKind, PlaceName, PlacePrecision
from trucewatch.domain.statement import Mention, PlaceMention, Speaker, Versions
from trucewatch.domain.time import UTC, TimeRange
from trucewatch.domain.zone import Zone

CITED = Citation("the text", Grade.READ)
VERSIONS = Versions(software="0", rules="0", vocabulary="0", terms="0", registry="0")
UN_LIST = "UN-list"
Ring = tuple[tuple[int, int], ...]

HOLDERS = {
    "t:land": None,
    "t:north": "t:land",
    "t:south": "t:land",
    "t:ford": "t:north",
    "t:mill": "t:south",
    "t:island": None,
}


def square(west: float, south: float, side: float) -> Ring:
    """Corners of a square in 1e-7 degree, closed."""
    corners = ((0, 0), (side, 0), (side, side), (0, side), (0, 0))
    return tuple((round((west + x) * 1e7), round((south + y) * 1e7)) for x, y in corners)


class FakePlaces:
    """A gazetteer of `HOLDERS`: the land is the square from 0 to 2 degrees, the ford a point."""

    outlines: Mapping[str, tuple[Ring, ...]] = {
        "t:land": (square(0, 0, 2),),
        "t:north": (square(0, 1, 1),),
    }

    def get(self, place_id: str) -> Place:
        """The entry of an id; the ford lies 0.01 degree inside of the northern line."""
        if place_id not in HOLDERS:
            raise UnknownName(f"no place has the id {place_id!r}")
        return Place(
            id=place_id,
            names=(PlaceName(place_id[2:].capitalize(), "en"),),
            kind=PlaceKind.COMMUNITY,
            country="",
            source="made up",
            parent=HOLDERS[place_id],
            centre=LonLat.of(0.5, 1.01),
            radius_m=100,
        )

    def within(self, inner_id: str, outer_id: str) -> bool | None:
        """By the chain of holders."""
        above: str | None = inner_id
        while above is not None:
            if above == outer_id:
                return True
            above = HOLDERS[above]
        return False

    def outline(self, place_id: str) -> tuple[Ring, ...] | None:
        """Squares of the land and the north; nothing smaller has one."""
        return self.outlines.get(place_id)


class HazyPlaces(FakePlaces):
    """The same, where nobody knows where the island is."""

    def get(self, place_id: str) -> Place:
        """The entry of an id; the island has an outline that is not on file."""
        known = super().get(place_id)
        if place_id != "t:island":
            return known
        return replace(known, centre=None, radius_m=None, outline_id="t:lost")


def actor(
    name: str, kind: ActorKind = ActorKind.ARMED_GROUP, parent: str | None = None, **more: Any
) -> Actor:
    """An actor whose id is its name in lower case."""
    names = (ActorName(name, "en"),)
    return Actor(id=name.lower(), kind=kind, names=names, source="made up", parent=parent, **more)


def relation(kind: RelationKind, other: str, by: str = "common", **more: Any) -> ActorRelation:
    """A relation to `other` as `by` asserts it."""
    return ActorRelation(kind, other, by, **more)


ACTORS = (
    actor("North", ActorKind.STATE),
    actor("Army", ActorKind.ARMED_FORCE, "north"),
    actor("Militia", relations=(relation(RelationKind.SUPPORTS, "north"),)),
    actor("South", ActorKind.STATE),
    actor("Guard", ActorKind.ARMED_FORCE, "south"),
    actor("Front"),
    actor("Band", relations=(relation(RelationKind.MEMBER_OF, "front"),)),
    actor("Wolves"),
    actor("Cubs", relations=(relation(RelationKind.MEMBER_OF, "wolves"),)),
    actor("Ravens"),
    actor("Farland", ActorKind.STATE),
    actor("Navy", ActorKind.ARMED_FORCE, "farland"),
    actor("Stranger"),
    actor("Villagers", ActorKind.POPULATION),
    actor("General", ActorKind.PERSON, offices=(Office("commander", "army"),)),
    actor("East", ActorKind.STATE),
    actor("West", ActorKind.STATE),
)
DESIGNATIONS = (
    Designation(
        target="ravens",
        status="terrorist",
        list=UN_LIST,
        asserter="un",
        source="made up",
        grade="R",
        valid=Validity(dt.date(2020, 6, 1), None),
    ),
    Designation(
        target="front",
        status="proposed_terrorist",
        list=UN_LIST,
        asserter="west",
        source="made up",
        grade="R",
    ),
)
REGISTRY = Registry(ACTORS, DESIGNATIONS)


def instant(day: int, hour: int = 0, month: int = 3) -> dt.datetime:
    """An instant of 2020, UTC."""
    return dt.datetime(2020, month, day, hour, tzinfo=UTC)


def moment(at: dt.datetime | None, *by: str, **more: Any) -> TimeFact:
    """A moment asserted by these, by nobody in particular where none is named."""
    return TimeFact(at=at, citation=CITED, asserted_by=by, **more)


def member(
    who: str, side: str, status: MembershipStatus = MembershipStatus.DECLARED, **more: Any
) -> Membership:
    """A membership of `who`."""
    return Membership(actor=who, side=side, status=status, citation=CITED, **more)


def zone(*places: str, **more: Any) -> Zone:
    """The zone `all` made of these places."""
    more = {"known": bool(places), **more}
    return Zone(id="all", name="the land", places=places, citation=CITED, **more)


def clause(name: str, **more: Any) -> Clause:
    """A duty of every party to hold fire against everybody, with what `more` says."""
    values: dict[str, Any] = {
        "id": name,
        "number": name,
        "modality": Modality.SHALL_NOT,
        "summary": "Hold fire.",
        "bearers": ("parties",),
        "beneficiaries": (),
        "acts": ("fire",),
        "citation": CITED,
    }
    return Clause(**{**values, **more})


def truce(**more: Any) -> Agreement:
    """A truce from 1 March 2020 on, with what `more` says."""
    values: dict[str, Any] = {
        "id": "truce",
        "names": ("The Truce",),
        "kind": AgreementClass.TRUCE,
        "window": Window(starts=(moment(instant(1)),)),
        "zones": (zone("t:land"),),
        "zone": "all",
        "memberships": (
            member("north", "northern", through=(RelationKind.SUPPORTS,)),
            member("south", "southern"),
            member("front", "southern", listed_by=("east",), through=(RelationKind.MEMBER_OF,)),
        ),
        "exclusions": (
            Exclusion(citation=CITED, actor="wolves"),
            Exclusion(citation=CITED, list=UN_LIST),
        ),
        "clauses": (clause("fire"),),
        "citations": (CITED,),
        "opt_in": True,
        "co_chairs": ("east", "west"),
        "announced": (moment(instant(25, month=2)),),
    }
    return Agreement(**{**values, **more})


def at(place: str | None, *candidates: str) -> PlaceMention:
    """A place that a report names."""
    unknown = PlacePrecision.UNKNOWN
    return PlaceMention(place or "?", place, None, None, unknown, "there", candidates=candidates)


def who(name: str) -> Mention:
    """Somebody whom a report names; not on file unless in `ACTORS`."""
    known = name if name in REGISTRY.actors else None
    return Mention(name, known, name)


def during(start: dt.datetime | None, end: dt.datetime | None) -> TimeRange:
    """A time between two instants."""
    return TimeRange(start=start, end=end)


def shelling(**more: Any) -> Incident:
    """North shells Front at the ford on 10 March 2020, as several reports agree."""
    values: dict[str, Any] = {
        "id": "incident",
        "statements": ("said", "said-too"),
        "act": "shelling",
        "act_family": "fire",
        "provisional": False,
        "accusers": (Speaker("Gazette", None, "report"),),
        "initiators": (who("north"),),
        "targets": (who("south"),),
        "places": (at("t:ford"),),
        "time": during(instant(10), instant(11)),
    }
    return Incident(**{**values, **more})


def judged(incident: Incident | None = None, *terms: Agreement, **more: Any) -> Finding:
    """The finding of East's reading of the truce, or of other terms, on an incident."""
    return each_reading(incident, *terms, **more)[0]


def each_reading(
    incident: Incident | None = None, *terms: Agreement, **more: Any
) -> tuple[Finding, ...]:
    """All findings on an incident, the shelling where none is given."""
    from trucewatch.assess.engine import assess

    rest: dict[str, Any] = {"registry": REGISTRY, "places": FakePlaces(), "versions": VERSIONS}
    return assess(incident or shelling(), terms or (truce(),), **{**rest, **more})
