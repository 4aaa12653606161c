"""What of the joint review ends next by the clock of an exercise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.domain.access import Person, Side
from trucewatch.domain.case import CaseState
from trucewatch.domain.session import SessionState
from trucewatch.service.centre import Centre
from trucewatch.service.review import owed, sessions
from trucewatch.service.review.board import board


@dataclass(frozen=True)
class Deadline:
    """Something whose clock runs.

    Args:
        at: when it ends, by the exercise clock.
        what: `request`, `positions`, `session` or `measure`.
        to: who is asked or owes it; None where all are.
        about: id of the case, or of the session.
        title: of the case, what the measure is, or the number of the session.
    """

    at: dt.datetime
    what: str
    to: Side | None
    about: str
    title: str


def next_deadline(centre: Centre, person: Person, *, within: dt.timedelta) -> Deadline | None:
    """What ends next; None where nothing ends within so long."""
    now = centre.clock()
    running = [one for one in _all(centre, person) if now < one.at <= now + within]
    return min(running, key=lambda one: (one.at, one.about, one.what), default=None)


def _all(centre: Centre, person: Person) -> Iterator[Deadline]:
    yield from _of_cases(centre, person)
    for one in sessions.all_of(person):
        if one.session.state is SessionState.CALLED:
            number = str(one.session.number)
            yield Deadline(one.session.called_for, "session", None, one.id, number)
    for owes in owed.unfinished():
        told = owes.measure
        if told.due is not None:
            yield Deadline(_over(told.due), "measure", told.owner, told.case, told.what)


def _of_cases(centre: Centre, person: Person) -> Iterator[Deadline]:
    for line in board(centre, person).lines:
        case = line.case
        for one in line.waiting:
            yield Deadline(one.request.due_at, "request", one.request.to, line.id, case.title)
        if case.state is CaseState.POSITIONS_OPEN and case.positions_due:
            yield Deadline(case.positions_due, "positions", None, line.id, case.title)


def _over(day: dt.date) -> dt.datetime:
    """When a day is over: at the midnight in UTC by which measures are counted as overdue."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC)
