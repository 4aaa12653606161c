"""Filing a position: signed by the delegation's own key, sealed at once, shown with the other's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trucewatch.domain.access import Audience, Person, Resource, Side
from trucewatch.domain.centre_rules import PositionMode
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.position import (
    Assertion,
    Opened,
    Position,
    body_of,
    position_id,
)
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.wire import to_wire
from trucewatch.ledger.note import parse_note
from trucewatch.ledger.statement_note import POSITION, Statement, commitment, parse_statement
from trucewatch.review.position_course import filing, handing_over
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.review.position_drafts import own
from trucewatch.service.review.position_texts import sealed_text, unsealed
from trucewatch.service.review.revealing import reveal_if_due
from trucewatch.service.review.rounds import Round, round_for
from trucewatch.service.review.settling import on_fresh_ground
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.review.statement_keys import signed_by
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.refusals import KeyReused


@dataclass(frozen=True)
class SignedPosition:
    """What a delegation hands in.

    Args:
        note: with the commitment, signed by the key of the side.
        opened: the text; None where the side keeps it until the reveal.
        assertion: of a passkey over the note.
    """

    note: str
    opened: Opened | None = None
    assertion: Assertion | None = None


def file(centre: Centre, person: Person, case: str, given: SignedPosition, *, key: str) -> Round:
    """File the position of the person's side in the newest round, or another in its place.

    What comes after the reveal is late: kept apart, open from the start.

    Returns:
        The round as it stands afterwards; where both sides had filed it is revealed.

    Raises:
        Denied: not the head of a delegation, or not proved once more.
        NotLawful: the case hears no positions, the text belongs elsewhere in this mode, or the note
            was replaced before.
        InvalidValue: the note is not signed, or is of another case, round, side or text.
    """
    permit_in_review(person, "position.file", Resource("position", side=person.side))
    on_fresh_ground(lambda: _file(centre, person, case, given, key=key))
    reveal_if_due(centre, case)
    return round_for(person, case)


def _file(centre: Centre, person: Person, case: str, given: SignedPosition, *, key: str) -> None:
    reveal_if_due(centre, case)
    round_ = round_for(person, case)
    side = person.side
    course = filing(round_.course, side, centre.clock())
    kept = round_.rules.position_mode is PositionMode.KEPT_BY_SIDE and not course.late
    if kept and given.opened is not None:
        raise NotLawful("text_stays_with_its_side")
    if not kept and given.opened is None:
        raise NotLawful("text_is_needed")
    _require_new(round_, side, given.note)
    _require_signed(centre, round_, person, given)
    sealed = None
    if given.opened is not None and not course.late:
        sealed = sealed_text(centre, round_, side, given.opened)
    position = Position(
        case=round_.id,
        round=round_.number,
        side=side,
        filed_at=centre.clock().replace(microsecond=0),
        note=given.note,
        sealed=sealed,
        assertion=given.assertion,
        late=course.late,
        amends=course.amends,
        opened=given.opened if course.late else None,
    )
    _put(centre, person, position, key=key, grounds=round_.grounds)


def hand_over(centre: Centre, person: Person, case: str, opened: Opened, *, key: str) -> Round:
    """Hand over the text that the side kept; sealed here until the other's is in or its time ends.

    Raises:
        Denied, NotLawful: as `file`; it is too early, or there is nothing to hand over.
        InvalidValue: another text than the one that was committed to.
    """
    permit_in_review(person, "position.file", Resource("position", side=person.side))
    on_fresh_ground(lambda: _hand_over(centre, person, case, opened, key=key))
    reveal_if_due(centre, case)
    return round_for(person, case)


def _hand_over(centre: Centre, person: Person, case: str, opened: Opened, *, key: str) -> None:
    reveal_if_due(centre, case)
    round_ = round_for(person, case)
    handing_over(round_.course, person.side, centre.clock())
    found = round_.newest(person.side)
    if found is None:
        raise NotLawful("nothing_filed")
    given = SignedPosition(found.position.note, opened)
    _require_signed(centre, round_, person, given, anew=False)
    sealed = sealed_text(centre, round_, person.side, opened)
    position = replace(found.position, sealed=sealed, amends=found.version.version)
    _put(centre, person, position, key=key, grounds=round_.grounds)


def open_own(centre: Centre, person: Person, round_: Round) -> Opened | None:
    """The text that the person's own side filed last; None where the centre does not have it.

    Raises:
        Denied: the person is of no delegation.
        Refusal: the key that it is sealed with is not here.
    """
    permit(person, "position.open_own", own(person))
    found = round_.newest(person.side)
    if found is None:
        return None
    return found.position.opened or unsealed(centre, found.position)


def _require_new(round_: Round, side: Side, note: str) -> None:
    """Refuse a note that stood once: notes are open, so anybody could send one again."""
    if any(one.position.note == note for one in round_.filed[side][:-1]):
        found = round_.newest(side)
        if found is None or found.position.note != note:
            raise NotLawful("note_was_replaced")


def _require_signed(
    centre: Centre, round_: Round, person: Person, given: SignedPosition, *, anew: bool = True
) -> None:
    """Refuse a note of something else; one that was taken before is not asked for its key again."""
    side, origin = person.side.value, centre.home.key().name
    if anew:
        said = signed_by(centre, given.note.encode(), side)
    else:
        said = parse_statement(parse_note(given.note.encode()).text)
    digest = said.digest
    if given.opened is not None:
        digest = commitment(given.opened.said.value, bytes.fromhex(given.opened.salt))
    wanted = Statement(POSITION, origin, round_.id, round_.number, side, digest)
    if said != wanted:
        what = Sentence("the note is of another case, round or text than this position")
        raise InvalidValue(what, remedy="sign the draft as it stands now")


def _put(
    centre: Centre, person: Person, position: Position, *, key: str, grounds: dict[str, int]
) -> None:
    subject = position_id(position.case, position.round, position.side)
    change = Change(
        kind="position",
        subject=subject,
        document=to_wire(position),
        follows=position.amends,
        audience=Audience.SHARED,
        public=body_of(position),
        grounds=grounds,
    )
    try:
        perform(centre, person, "position.file", change, key=key)
    except KeyReused:
        # The same click twice: sealed anew, it looks like another document than the first.
        round_ = round_for(person, position.case)
        found = round_.newest(position.side)
        if found is None or found.position.note != position.note:
            raise
