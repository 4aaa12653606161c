"""Verbs on joint sessions: call, join, open, take up, carry over, adjourn, close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from trucewatch.domain.access import Person, Resource, Role
from trucewatch.domain.case import Case, CaseState
from trucewatch.domain.centre_rules import Quorum
from trucewatch.domain.determination import determination_id
from trucewatch.domain.session import ItemState, Present, Session
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.domain.wording import Wording, finding_id
from trucewatch.review import session_course as course
from trucewatch.review.agenda import READY, Waiting, agenda
from trucewatch.review.cases import Step, take
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.service.review.minutes import make_minutes
from trucewatch.service.review.rules_in_force import rules_of
from trucewatch.service.review.settling import Place, on_fresh_ground, settle
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.sight import seen, seen_of_kind
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import content, newest, newest_of, subject_under, versions
from trucewatch.storage.models.documents import Version
from trucewatch.storage.refusals import KeyReused

KIND = "session"
TAKE_UP, CARRY_OVER = "session.take_up", "session.carry_over"


@dataclass(frozen=True)
class SessionAt:
    """A session and the version of the record that says so."""

    id: str
    version: Version
    session: Session


def call(centre: Centre, person: Person, called_for: dt.datetime, *, key: str) -> str:
    """Call a session on all cases that are ready; its id.

    Raises:
        Denied: not the facilitator.
        NotLawful: `nothing_to_hear`.
    """
    permit_in_review(person, "session.call", Resource(KIND))

    def called() -> str:
        if before := _called_under(key):
            return before
        rows = newest("case").filter(body__state__in=[one.value for one in READY])
        waiting = [
            Waiting(one.subject, from_wire(Case, content(one)), _opened_at(one)) for one in rows
        ]
        number = newest(KIND).count() + 1
        made = Session(number=number, called_for=called_for, agenda=agenda(waiting))
        # The number is its id, so that two who call at once do not get the same one.
        change = Change(kind=KIND, subject=f"{KIND}-{number}", document=to_wire(made))
        try:
            perform(centre, person, "session.call", change, key=key)
        except KeyReused:  # one click that came twice, and the agenda or the number is another now
            if before := _called_under(key):
                return before
            raise
        return change.subject

    return on_fresh_ground(called)


def join(centre: Centre, person: Person, id_: str) -> None:
    """Come to a session; whoever is there already is there once.

    Raises:
        Denied: neither of a delegation nor the facilitator.
        NotLawful: it is closed.
    """
    facilitates = person.role is Role.FACILITATOR
    now = centre.clock().replace(microsecond=0)
    who = Present(person.id, person.side, facilitates=facilitates, since=now)
    _step(centre, person, ("session.join", id_), lambda one: course.join(one, who))


def open_(centre: Centre, person: Person, id_: str) -> None:
    """Begin, or go on, once the quorum is there.

    Raises:
        Denied: not the facilitator.
        NotLawful: `no_quorum`, or it is open or closed.
    """
    now = centre.clock().replace(microsecond=0)
    quorum = quorum_of(get(person, id_).session)
    _step(centre, person, ("session.open", id_), lambda one: course.open_(one, quorum, now))


def take_up(centre: Centre, person: Person, id_: str, case: str) -> None:
    """Turn to a case of the agenda; it is in session from then on.

    Raises:
        Denied: not the facilitator.
        NotLawful: not on the agenda, determined, or the session does not sit.
    """
    _step(
        centre, person, ("session.open", id_), lambda one: course.take_up(one, case), verb=TAKE_UP
    )
    _move(centre, person, (case, TAKE_UP), come=CaseState.REVEALED, step=Step.SIT)
    _bring(centre, person, id_, case)


def carry_over(centre: Centre, person: Person, id_: str, case: str) -> None:
    """Leave a case for another session.

    Raises:
        Denied: not the facilitator.
        NotLawful: not on the agenda, determined, or the session does not sit.
    """
    verb = CARRY_OVER
    _step(
        centre, person, ("session.open", id_), lambda one: course.carry_over(one, case), verb=verb
    )
    _move(centre, person, (case, verb), come=CaseState.IN_SESSION, step=Step.RISE)


def adjourn(centre: Centre, person: Person, id_: str) -> None:
    """Interrupt the session; those who come back join again.

    Raises:
        Denied: not the facilitator.
        NotLawful: it does not sit.
    """
    _step(centre, person, ("session.adjourn", id_), course.adjourn)


def close(centre: Centre, person: Person, id_: str, *, language: str) -> None:
    """End the session, and make its minutes.

    Args:
        language: of the minutes.

    Raises:
        Denied: not the facilitator.
        NotLawful: it is closed.
    """
    now = centre.clock().replace(microsecond=0)
    _step(centre, person, ("session.close", id_), lambda one: course.close(one, now))
    closed = get(person, id_).session
    for item in closed.agenda:
        if item.state is ItemState.CARRIED_OVER:
            _move(
                centre, person, (item.case, CARRY_OVER), come=CaseState.IN_SESSION, step=Step.RISE
            )
    make_minutes(centre, id_, closed, language)


def get(person: Person, id_: str) -> SessionAt:
    """A session as it stands.

    Raises:
        NotThere: there is none, or none that the person may see.
    """
    found = seen(person, id_)
    if getattr(found, "kind", "") != KIND or found.body is None:
        raise NotThere("no such session", remedy="see the list of sessions")
    return SessionAt(id_, found, from_wire(Session, content(found)))


def all_of(person: Person) -> list[SessionAt]:
    """Every session, the last one called first."""
    rows = [one for one in seen_of_kind(person, KIND) if one.body]
    made = [SessionAt(one.subject, one, from_wire(Session, content(one))) for one in rows]
    return sorted(made, key=lambda one: -one.session.number)


def quorum_of(session: Session) -> Quorum:
    """The strictest quorum of the rules that the cases of the agenda stand under."""
    found = [rules_of(case_of(one.case)).quorum for one in session.agenda]
    return Quorum(
        each_delegation=max(one.each_delegation for one in found),
        facilitator=any(one.facilitator for one in found),
    )


def case_of(case: str) -> Case:
    """A case as it stands, for the centre's own steps.

    Raises:
        NotThere: there is none.
    """
    found = newest_of(case)
    if found is None or getattr(found, "kind", "") != "case" or found.body is None:
        raise NotThere("no such case")
    return from_wire(Case, content(found))


def of_version(stands: Version | None) -> Session:
    """The session that a version says.

    Raises:
        NotThere: there is none.
    """
    if stands is None or stands.body is None:
        raise NotThere("no such session")
    return from_wire(Session, content(stands))


def _called_under(key: str) -> str | None:
    found = subject_under(key)
    return found if found and found.startswith(f"{KIND}-") else None


def _step(
    centre: Centre,
    person: Person,
    asked: tuple[str, str],
    step: Callable[[Session], Session],
    *,
    verb: str = "",
) -> None:
    action, id_ = asked
    get(person, id_)
    permit_in_review(person, action, Resource(KIND))
    place = Place(KIND, id_, verb or action)
    settle(centre, person, place, lambda stands: step(of_version(stands)))


def _move(
    centre: Centre, person: Person, where: tuple[str, str], *, come: CaseState, step: Step
) -> None:
    """The case takes a step, if it is where the step begins; if not, it has taken it already."""
    case, verb = where
    over = determination_id(case, case_of(case).round)

    def moved(stands: Version | None) -> Case:
        found = from_wire(Case, content(stands)) if stands else case_of(case)
        goes = found.state is come and newest_of(over) is None
        return take(found, step) if goes else found

    settle(centre, person, Place("case", case, verb), moved, rests_on=lambda _: (over,))


def _bring(centre: Centre, person: Person, id_: str, case: str) -> None:
    """A finding that another session began is worded on here; what was signed of it is not."""
    subject = finding_id(case, case_of(case).round)
    if newest_of(subject) is None:
        return

    def brought(stands: Version | None) -> Wording:
        if stands is None:
            raise NotThere("no such finding")
        return replace(from_wire(Wording, content(stands)), session=id_)

    settle(centre, person, Place("finding", subject, TAKE_UP), brought)


def _opened_at(case: Version) -> dt.datetime:
    return versions("case", case.subject)[0].recorded_at
