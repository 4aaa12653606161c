"""Verbs on measures: the facilitator sets them, whoever owes one reports on it."""

from __future__ import annotations

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.case import CaseState
from trucewatch.domain.measure import Measure, MeasureState
from trucewatch.domain.wire import to_wire
from trucewatch.review import cases as course
from trucewatch.review import measures
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.review import cases
from trucewatch.service.review.cases import Said
from trucewatch.service.review.owed import KIND, Standing, standing
from trucewatch.service.review.settling import on_fresh_ground
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.sight import seen
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import versions
from trucewatch.storage.refusals import StaleVersion


def set_(centre: Centre, person: Person, measure: Measure, *, key: str) -> str:
    """Set a measure on a case that was determined; its id.

    Raises:
        Denied, NotLawful, NotThere, StaleVersion.
    """
    permit_in_review(person, "measure.set", Resource(KIND))
    subject = subject_of(KIND, key)

    def put() -> None:
        stands = cases.get(person, measure.case)
        moved = course.take(stands.case, course.Step.SET_MEASURES)
        if stands.case.state is CaseState.DETERMINED:
            # The case goes first: whoever closes it as determined is too late from here on.
            cases.record(centre, person, "measure.set", (stands, moved), key=f"{key}:case")
            stands = cases.get(person, measure.case)
            course.take(stands.case, course.Step.SET_MEASURES)
        now = centre.clock().replace(microsecond=0)
        made = measures.begun(measure, person, now)
        grounds = {stands.id: stands.version.version}
        change = Change(kind=KIND, subject=subject, document=to_wire(made), grounds=grounds)
        perform(centre, person, "measure.set", change, key=key)

    if not versions(KIND, subject):
        on_fresh_ground(put)
    return subject


def report(
    centre: Centre, person: Person, measure: str, state: MeasureState, *, said: Said
) -> Measure:
    """Say how far a measure is that one's own side owes.

    Raises:
        Denied, NotLawful, NotThere, StaleVersion.
    """
    stands = get(person, measure)
    permit_in_review(person, "measure.report", Resource(KIND, side=stands.measure.owner))
    if said.seen not in (None, stands.version.version):
        raise StaleVersion("the measure has changed since", remedy="look at it again")
    now = centre.clock().replace(microsecond=0)
    made = measures.report(stands.measure, state, person, now, words=said.words)
    follows = stands.version.version
    change = Change(kind=KIND, subject=measure, document=to_wire(made), follows=follows)
    perform(centre, person, "measure.report", change, key=said.key)
    return made


def get(person: Person, measure: str) -> Standing:
    """A measure as it stands.

    Raises:
        NotThere: there is none.
    """
    found = seen(person, measure)
    if getattr(found, "kind", "") != KIND or found.body is None:
        raise NotThere("no such measure", remedy="see the case")
    return standing(found)
