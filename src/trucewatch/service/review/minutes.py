"""Verbs on minutes: made at the close of a session, corrected beside their lines, signed by all."""

from __future__ import annotations

from trucewatch.domain.access import MACHINE, Person, Resource
from trucewatch.domain.case import Case
from trucewatch.domain.determination import (
    Correction,
    Determination,
    Minutes,
    Signatory,
    determination_id,
    minutes_id,
    signature_id,
)
from trucewatch.domain.session import Session
from trucewatch.domain.standing import Standing
from trucewatch.domain.wire import from_wire
from trucewatch.domain.wording import Wording, finding_id
from trucewatch.ledger.statement_note import MINUTES, Statement
from trucewatch.review import minutes as course
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.service.review.live import STANDING, happened
from trucewatch.service.review.settling import Place, on_fresh_ground, settle
from trucewatch.service.review.signatures import keep, signatures, to_sign
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.review.statement_keys import side_of
from trucewatch.storage.documents import content, newest_of
from trucewatch.storage.models.documents import Version
from trucewatch.storage.people.models import Account

KIND = "minutes"


def make_minutes(centre: Centre, id_: str, session: Session, language: str) -> None:
    """Make the minutes of a session from its record; those that are made already stay."""

    def made(stands: Version | None) -> Minutes:
        if stands is not None:
            return from_wire(Minutes, content(stands))
        people = [one.person for one in session.present]
        names = {one.id: one.name for one in Account.objects.filter(id__in=people)}
        heard = {one.case: _heard(one.case, id_) for one in session.agenda}
        told = course.minutes_of(id_, session, heard, names=names, lang=language, moved=_moved(id_))
        return course.of_exercise(told) if centre.home.is_exercise else told

    settle(centre, MACHINE, Place(KIND, minutes_id(id_), "minutes.make"), made)


def correct(centre: Centre, person: Person, session: str, line: int, *, words: str) -> None:
    """Put a correction beside a line, under the name of one's side.

    Raises:
        Denied: neither of a delegation nor the facilitator.
        NotLawful: `minutes_final`.
        InvalidValue: it says nothing, or there is no such line.
    """
    permit_in_review(person, "minutes.correct", Resource(KIND))
    correction = Correction(Signatory(side_of(person)), line, words)

    def corrected(stands: Version | None) -> Minutes:
        version, minutes = _of(stands)
        course.require_unsigned(signatures(minutes_id(session), version))
        return course.correct(minutes, correction)

    id_ = minutes_id(session)
    settle(
        centre,
        person,
        Place(KIND, id_, "minutes.correct"),
        corrected,
        rests_on=lambda version: [signature_id(id_, version, one) for one in Signatory],
    )


def statement_of(centre: Centre, person: Person, session: str, version: int) -> Statement:
    """What the person signs under a version of the minutes.

    Raises:
        NotThere: there are none.
        NotLawful: `text_changed`, where the version is not the newest.
    """
    stands, minutes = get(session)
    if stands != version:
        raise NotLawful("text_changed")
    words = course.canonical_minutes(minutes)
    return to_sign(centre, person, (MINUTES, minutes_id(session), version), words)


def sign(centre: Centre, person: Person, session: str, version: int, *, note: str) -> None:
    """Sign a version of the minutes for one's side.

    Raises:
        Denied: not the head of a delegation nor the facilitator, or not proved once more.
        NotLawful: the text has changed, or the note signs another.
        NoStatementKey, InvalidValue: no key is set, or it did not sign this.
    """
    permit_in_review(person, "minutes.sign", Resource(KIND, side=person.side))

    def signed() -> None:
        wanted = statement_of(centre, person, session, version)
        keep(centre, person, "minutes.sign", wanted, note=note, grounds=(session, {}))

    on_fresh_ground(signed)


def get(session: str) -> tuple[int, Minutes]:
    """The minutes of a session as they stand, with their version.

    Raises:
        NotThere: the session is not closed yet.
    """
    return _of(newest_of(minutes_id(session)))


def _of(stands: Version | None) -> tuple[int, Minutes]:
    if stands is None or stands.body is None:
        raise NotThere("no such minutes", remedy="they are made when the session is closed")
    return stands.version, from_wire(Minutes, content(stands))


def _moved(session: str) -> list[course.Moved]:
    """Delegations that left, came back or were put out while it went on."""
    return [
        course.Moved(one.at, from_wire(Standing, one.body))
        for one in happened([session])
        if one.kind == STANDING
    ]


def _heard(case: str, session: str) -> course.Heard:
    stands = newest_of(case)
    if stands is None or stands.body is None:
        return course.Heard(case)
    found = from_wire(Case, content(stands))
    finding, determined = (
        newest_of(one(case, found.round)) for one in (finding_id, determination_id)
    )
    wording = from_wire(Wording, content(finding)) if finding and finding.body else None
    made = from_wire(Determination, content(determined)) if determined and determined.body else None
    own = made if made and made.session == session else None
    return course.Heard(found.title, wording, own)
