"""Pointing at a place of the case that a session hears: all in the room see the same.

It is no part of the record: a hand that points leaves no trace, and words about it are worded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from trucewatch.domain.access import Person, Resource
from trucewatch.review.refusals import NotLawful
from trucewatch.review.session_course import require_open
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.service.review.sessions import case_of, get
from trucewatch.service.review.standing import permit_in_review
from trucewatch.storage.documents import newest_of
from trucewatch.storage.incident_place import Position, position_of
from trucewatch.storage.models import Pointing

ACTION = "session.point"


@dataclass(frozen=True)
class Spot:
    """A place that an incident of a case names.

    Args:
        incident: its id.
        number: of the place among those of the incident, from 0.
        act: of the incident.
        told: the place as the incident has it, a `PlaceMention` as JSON.
        where: point and radius, or extent; nothing where it is not known.
    """

    incident: str
    number: int
    act: str
    told: dict[str, Any]
    where: Position

    @property
    def id(self) -> str:
        """What a form sends back to point at it."""
        return f"{self.incident}.{self.number}"


def spots_of(case: str) -> list[Spot]:
    """Every place of every incident of a case, in their order."""
    return [one for incident in case_of(case).incidents for one in _spots(incident)]


def point(centre: Centre, person: Person, session: str, spot: str) -> None:
    """Point at a place of the case that is heard, or at none any more.

    Args:
        spot: id of the place; "" for none.

    Raises:
        Denied: neither of a delegation nor the facilitator.
        NotLawful: the session does not sit, or the person did not join it.
        NotThere: no such session, or no such place in the case that it hears.
    """
    permit_in_review(person, ACTION, Resource("session"))
    stands = get(person, session).session
    heard = stands.under_way
    require_open(stands, heard)
    if all(one.person != person.id for one in stands.present):
        raise NotLawful("not_joined")
    found = next((one for one in spots_of(heard) if one.id == spot), None) if heard else None
    if spot and found is None:
        raise NotThere("no such place in this case", remedy="choose one of the list")
    facts = {
        "incident": found.incident if found else "",
        "place": found.number if found else 0,
        "person": person.id,
        "at": centre.clock(),
    }
    with transaction.atomic():
        if not Pointing.objects.filter(session=session).update(n=F("n") + 1, **facts):
            Pointing.objects.create(session=session, n=1, **facts)


def pointings(sessions: Iterable[str]) -> dict[str, int]:
    """How often it changed where these sessions are pointed; those without are left out."""
    rows = Pointing.objects.filter(session__in=list(sessions))
    return dict(rows.values_list("session", "n"))


def pointed(session: str) -> Pointing | None:
    """Where a session is pointed now; None where nobody points."""
    return Pointing.objects.filter(session=session).exclude(incident="").first()


def _spots(incident: str) -> Iterator[Spot]:
    stands = newest_of(incident)
    body = (stands.body if stands is not None else None) or {}
    for number, told in enumerate(body.get("places") or ()):
        yield Spot(incident, number, str(body.get("act", "")), told, position_of(told))
