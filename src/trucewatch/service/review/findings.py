"""Verbs on a finding under way: word its lines, answer them, give one's own account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trucewatch.domain.access import Person, Resource, Side
from trucewatch.domain.case import Outcome
from trucewatch.domain.determination import determination_id
from trucewatch.domain.wire import from_wire
from trucewatch.domain.wording import ProposedMeasure, Reply, WordedLine, Wording, finding_id
from trucewatch.review import wording as course
from trucewatch.review.refusals import NotLawful
from trucewatch.review.session_course import require_open
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.review.sessions import case_of, get
from trucewatch.service.review.settling import Place, settle
from trucewatch.service.review.standing import permit_in_review
from trucewatch.storage.documents import content, newest_of, version_of
from trucewatch.storage.models.documents import Version

KIND = "finding"
Step = Callable[[Wording], Wording]


@dataclass(frozen=True)
class Room:
    """Where a finding is worded.

    Args:
        centre: whose record.
        person: who acts.
        session: id of the session that sits.
        case: id of the case that it hears.
    """

    centre: Centre
    person: Person
    session: str
    case: str


def add(room: Room, text: str, *, key: str) -> str:
    """Propose a line; its id.

    Args:
        key: made once by whoever sends it; a line that comes twice stands once.

    Raises:
        Denied, NotLawful: the person may not, or not now.
        InvalidValue: it says nothing, or too much.
    """
    line = WordedLine(subject_of("line", f"{room.person.id}:{key}"), text, room.person.side)
    _word(room, lambda one: course.add(one, line))
    return line.id


def change(room: Room, line: str, seen: str, text: str) -> None:
    """Other words for a line; both sides answer it anew.

    Raises:
        NotLawful: it was changed since, or belongs to the other side.
    """
    _word(room, lambda one: course.change(one, line, seen, text, by=room.person.side))


def drop(room: Room, line: str, seen: str) -> None:
    """A line less.

    Raises:
        NotLawful: it was changed since, or belongs to the other side.
    """
    _word(room, lambda one: course.drop(one, line, seen, by=room.person.side))


def conclude(room: Room, outcome: Outcome | None) -> None:
    """Say what the finding comes to."""
    _word(room, lambda one: course.conclude(one, outcome))


def propose(room: Room, measure: ProposedMeasure) -> None:
    """Propose a measure."""
    _word(room, lambda one: course.propose(one, measure))


def withdraw(room: Room, measure: ProposedMeasure) -> None:
    """Take a measure out."""
    _word(room, lambda one: course.withdraw(one, measure))


def answer(room: Room, line: str, seen: str, said: Reply) -> None:
    """Accept a line for one's delegation, or object to it.

    Raises:
        Denied: not of a delegation.
        NotLawful: the words were changed since.
    """
    side = room.person.side
    _answer(room, lambda one: course.reply(one, line, seen, said, side=side))


def account(room: Room, text: str) -> None:
    """Give one's delegation's own text, where the two differ.

    Raises:
        Denied: not of a delegation.
    """
    _answer(room, lambda one: course.account(one, text, side=room.person.side))


def newest_finding(case: str, round_: int) -> tuple[int, Wording] | None:
    """The finding of a round and its version; None where nothing was worded."""
    found = newest_of(finding_id(case, round_))
    if found is None or found.body is None:
        return None
    return found.version, from_wire(Wording, content(found))


def worded_at(id_: str, version: int) -> Wording:
    """A finding as one version words it.

    Raises:
        NotThere: there is no such version.
    """
    found = version_of(KIND, id_, version)
    if found is None or found.body is None:
        raise NotThere("no such version of the finding")
    return from_wire(Wording, content(found))


def _word(room: Room, step: Step) -> None:
    _take(room, "finding.word", Side.NEUTRAL, step)


def _answer(room: Room, step: Step) -> None:
    _take(room, "finding.answer", room.person.side, step)


def _take(room: Room, action: str, side: Side, step: Step) -> None:
    permit_in_review(room.person, action, Resource(KIND, side=side))
    case = case_of(room.case)
    over = determination_id(room.case, case.round)

    def taken(stands: Version | None) -> Wording:
        session = get(room.person, room.session).session
        require_open(session, room.case)
        if newest_of(over) is not None:
            raise NotLawful("already_determined")
        if all(one.person != room.person.id for one in session.present):
            raise NotLawful("not_joined")
        begun = Wording(case=room.case, round=case.round, session=room.session)
        return step(from_wire(Wording, content(stands)) if stands else begun)

    place = Place(KIND, finding_id(room.case, case.round), action)
    settle(
        room.centre, room.person, place, taken, rests_on=lambda _: (room.session, room.case, over)
    )


def finding_of(id_: str) -> tuple[int, Wording]:
    """A finding as it stands, by its id.

    Raises:
        NotThere: there is none.
    """
    found = newest_of(id_)
    if found is None or getattr(found, "kind", "") != KIND or found.body is None:
        raise NotThere("no such finding")
    return found.version, from_wire(Wording, content(found))
