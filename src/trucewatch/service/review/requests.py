"""Verbs on requests for information."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from trucewatch.domain.access import MACHINE, Person, Resource
from trucewatch.domain.case import Case
from trucewatch.domain.request import WAITING, Request, RequestState
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.review import cases as course
from trucewatch.review import requests as clocks
from trucewatch.review.requests import Asked
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.review import cases
from trucewatch.service.review.cases import Said
from trucewatch.service.review.rules_in_force import rules_of
from trucewatch.service.review.settling import on_fresh_ground
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.sight import seen
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import content, newest, versions
from trucewatch.storage.models.documents import Version
from trucewatch.storage.refusals import StaleVersion

KIND = "request"
VERBS = {
    RequestState.ACKNOWLEDGED: "request.acknowledge",
    RequestState.ANSWERED: "request.answer",
    RequestState.PARTLY: "request.answer",
    RequestState.REFUSED: "request.refuse",
}


@dataclass(frozen=True)
class Standing:
    """A request as it stands on record."""

    version: Version
    request: Request

    @property
    def id(self) -> str:
        """Its id."""
        return self.version.subject


def send(centre: Centre, person: Person, asked: Asked, *, key: str) -> str:
    """Ask a delegation; id of the request. Its clock begins with this.

    Raises:
        Denied, NotLawful, NotThere: the person may not, the case cannot take it, there is no case.
    """
    permit_in_review(person, "request.send", Resource(KIND))
    subject = subject_of(KIND, key)

    def sent() -> tuple[cases.Standing, Case]:
        stands = cases.get(person, asked.case)
        moved = course.asked(stands.case)
        if not versions(KIND, subject):
            now = centre.clock().replace(microsecond=0)
            made = clocks.send(asked, person, rules_of(stands.case), now)
            grounds = {stands.id: stands.version.version}
            change = Change(kind=KIND, subject=subject, document=to_wire(made), grounds=grounds)
            perform(centre, person, "request.send", change, key=key)
        return stands, moved

    stands, moved = on_fresh_ground(sent)
    if moved != stands.case:
        # Whoever was faster moved the case on, and what is asked stands all the same.
        with suppress(StaleVersion):
            cases.record(centre, person, "request.send", (stands, moved), key=f"{key}:case")
    return subject


def reply(
    centre: Centre,
    person: Person,
    request: str,
    told: tuple[RequestState, Iterable[str]],
    *,
    said: Said,
) -> Request:
    """Acknowledge, answer wholly or in part, or refuse, for the delegation that is asked.

    Args:
        told: what the reply is, and ids of the evidence that goes with it.

    Raises:
        Denied, NotLawful, NotThere, StaleVersion.
    """
    step, evidence = told
    stands = get(person, request)
    permit_in_review(person, VERBS[step], Resource(KIND, side=stands.request.to))
    if said.seen not in (None, stands.version.version):
        raise StaleVersion("the request has changed since", remedy="look at it again")
    now = centre.clock().replace(microsecond=0)
    made = clocks.reply(
        stands.request, step, person, now, words=said.words, evidence=tuple(evidence)
    )
    return _record(centre, person, VERBS[step], (stands, made), key=said.key)


def lapse_due(centre: Centre) -> list[str]:
    """Put on record that no reply came to each request whose clock has ended; their ids.

    Silence is recorded once: the request is overdue after that, whoever asks again.
    """
    now = centre.clock().replace(microsecond=0)
    done = []
    for stands in standing_in(WAITING):
        if clocks.lapsed(stands.request, now):
            permit(MACHINE, "request.lapse", Resource(KIND))
            made = clocks.lapse(stands.request, MACHINE, now)
            key = f"lapse:{stands.id}:{stands.version.version}"
            try:
                _record(centre, MACHINE, "request.lapse", (stands, made), key=key)
            except StaleVersion:
                continue  # a reply came in the same moment; it stands
            done.append(stands.id)
    return done


def get(person: Person, request: str) -> Standing:
    """A request as it stands, for somebody who may see it.

    Raises:
        NotThere: there is none, or none that they may know of.
    """
    found = seen(person, request)
    if getattr(found, "kind", "") != KIND or found.body is None:
        raise NotThere("no such request", remedy="see the case")
    return _stands(found)


def of_case(case: str) -> list[Standing]:
    """The requests on a case, in the order in which they were sent."""
    found = newest(KIND).filter(body__case=case)
    return sorted(map(_stands, found), key=lambda one: (one.request.sent_at, one.id))


def standing_in(states: Iterable[RequestState]) -> list[Standing]:
    """Requests that are in some states, the one due first comes first."""
    found = newest(KIND).filter(body__state__in=[one.value for one in states])
    return sorted(map(_stands, found), key=lambda one: (one.request.due_at, one.id))


def _record(
    centre: Centre, person: Person, action: str, change: tuple[Standing, Request], *, key: str
) -> Request:
    stands, request = change
    follows = stands.version.version
    new = Change(kind=KIND, subject=stands.id, document=to_wire(request), follows=follows)
    perform(centre, person, action, new, key=key)
    return request


def _stands(version: Version) -> Standing:
    return Standing(version, from_wire(Request, content(version)))
