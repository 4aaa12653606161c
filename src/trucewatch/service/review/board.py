"""What the board of the joint review shows: open cases in a fixed order, clocks, parties."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.domain.access import Person, Side
from trucewatch.domain.case import OPEN, Case, CaseState, Rung, Severity, ThreatLevel
from trucewatch.domain.request import WAITING, RequestState
from trucewatch.domain.wire import from_wire
from trucewatch.review.persistence import OnFile, PartyRecord, party_records
from trucewatch.service.centre import Centre
from trucewatch.service.review import requests
from trucewatch.service.review.rules_in_force import in_force
from trucewatch.service.sight import seen_of_kind
from trucewatch.storage.documents import content, table

KIND = "case"
ANSWER_WANTED = WAITING | {RequestState.OVERDUE}
CLOSED_SHOWN = 200
"""Closed cases that the board lists; older ones are found from the cases that name them."""
_HEAVY = {level: -rank for rank, level in enumerate(ThreatLevel)}
_HIGH = {rung: -rank for rank, rung in enumerate(Rung)}
_GRAVE = {severity: -rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Line:
    """A case on the board.

    Args:
        opened_at: when its first version was recorded.
        waiting: requests on it that want a reply, the one due first comes first.
    """

    id: str
    case: Case
    opened_at: dt.datetime
    waiting: tuple[requests.Standing, ...]


@dataclass(frozen=True)
class Board:
    """All of it, as one person sees it.

    Args:
        at: the time to which ages are told.
        waiting: every request that wants a reply, overdue ones first.
        mine: those to the person's own delegation.
        parties: what came of the cases of each party, persistent ones first.
    """

    at: dt.datetime
    lines: list[Line]
    waiting: list[requests.Standing]
    mine: list[requests.Standing]
    parties: list[PartyRecord]


def board(centre: Centre, person: Person, *, closed: bool = False) -> Board:
    """The board; with `closed`, cases that are closed or were not heard instead of open ones."""
    now = centre.clock()
    waiting = requests.standing_in(ANSWER_WANTED)
    of_case: dict[str, list[requests.Standing]] = defaultdict(list)
    for one in waiting:
        of_case[one.request.case].append(one)
    states = frozenset(CaseState) - OPEN if closed else OPEN
    found = seen_of_kind(person, KIND).filter(body__state__in=[one.value for one in states])
    listed = list(found[:CLOSED_SHOWN] if closed else found)
    since = opened_at(one.subject for one in listed)
    lines = [
        Line(
            one.subject,
            from_wire(Case, content(one)),
            since[one.subject],
            tuple(of_case[one.subject]),
        )
        for one in listed
    ]
    own = person.side is not Side.NEUTRAL
    return Board(
        at=now,
        lines=lines if closed else in_order(lines),
        waiting=waiting,
        mine=[one for one in waiting if own and one.request.to is person.side],
        parties=records(centre, person),
    )


def in_order(lines: Iterable[Line]) -> list[Line]:
    """The order of the board: threat to the ceasefire, rung, severity, then the oldest first.

    It looks at no side, so that no side can complain of its place.
    """
    return sorted(
        lines,
        key=lambda one: (
            _HEAVY[one.case.threat.level],
            _HIGH[one.case.rung],
            _GRAVE[one.case.severity],
            one.opened_at,
            one.id,
        ),
    )


def records(centre: Centre, person: Person) -> list[PartyRecord]:
    """What came of the cases of each suspected party, by the rules of today."""
    _, rules = in_force(centre)
    listed = [one for one in seen_of_kind(person, KIND) if one.body is not None]
    since = opened_at(one.subject for one in listed)
    cases = [OnFile(one.subject, since[one.subject], from_wire(Case, one.body)) for one in listed]
    return party_records(cases, rules.persistence, centre.clock())


def titles(person: Person) -> dict[str, str]:
    """What every case is called that the person may see, closed ones too."""
    rows = seen_of_kind(person, KIND).filter(body__isnull=False)
    return {one.subject: str(content(one)["title"]) for one in rows}


def opened_at(cases: Iterable[str]) -> dict[str, dt.datetime]:
    """When each case was opened."""
    first = table(KIND).filter(subject__in=list(cases), version=1)
    return dict(first.values_list("subject", "recorded_at"))
