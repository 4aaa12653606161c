"""Positions: filed as `trucewatch sign` wrote them; of the other side nothing before the reveal."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from pydantic import Field, StringConstraints

from trucewatch.domain.access import Side
from trucewatch.domain.position import DELEGATIONS, LONGEST, Opened, Stance
from trucewatch.domain.time import write_instant
from trucewatch.service.review import positions
from trucewatch.service.review.positions import SignedPosition
from trucewatch.service.review.rounds import Recorded as Filed
from trucewatch.service.review.rounds import Round as Filings
from trucewatch.service.review.rounds import round_for
from trucewatch.service.tokens import Scope
from trucewatch.web.api.rounds import Round
from trucewatch.web.api.schemas import Asked, Key, Recorded, Subject, Told
from trucewatch.web.api.sending import done_once
from trucewatch.web.api.serving import permit, serves
from trucewatch.web.centre import centre
from trucewatch.web.person import person_of

Spoken = Literal[
    "confirm", "dispute_party", "reject", "cannot_confirm", "not_received", "no_position", "defer"
]
"""The stances; a body is read strictly, so that they are named here as texts."""
Note = Annotated[str, StringConstraints(min_length=1, max_length=8192)]
POSITION: dict[str, Any] = {
    "action": "position.file", "answers": Recorded, "scope": Scope.POSITION
}  # fmt: skip


class OpenText(Told):
    """The text behind a commitment, with the salt that shows so."""

    stance: str
    text: str
    salt: str


class Filing(Told):
    """A version of a side's position."""

    version: int
    filed_at: str
    late: bool = Field(description="It came after the reveal, so it never was blind.")
    note: str | None = Field(
        description="With the commitment; null where it is another's and nothing is revealed."
    )
    text: OpenText | None = Field(description="Of what came late, and so is open.")


class SidePositions(Told):
    """What one side has filed in a round, the first version first."""

    side: Literal["a", "b"]
    filings: list[Filing]


class Positions(Told):
    """A round of a case."""

    case: str
    round: int
    due: str | None = Field(description="When its clock ends; null where it does not run.")
    revealed: bool
    own: OpenText | None = Field(description="What your own side filed last, if it is here.")
    sides: list[SidePositions]


class SignedText(Asked):
    """The file `.signed` that `trucewatch sign` writes, as it is."""

    format: Literal["trucewatch/signed-position/v1"]
    note: Note
    stance: Spoken
    text: Annotated[str, StringConstraints(max_length=LONGEST)]
    salt: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class NoteAlone(Asked):
    """The note, where the rules let a side keep its text until the reveal."""

    note: Note


@serves("GET", "/cases/{subject}/positions", action="case.see", answers=Positions)
def get_positions(request: HttpRequest, subject: Subject, number: Round = None) -> Any:
    """Who filed when; the text of your own side alone. What both hold, the reveal tells."""
    person = person_of(request)
    found = round_for(person, subject, number)
    due, own = found.course.due, person.side in DELEGATIONS
    return {
        "case": found.id,
        "round": found.number,
        "due": write_instant(due) if due else None,
        "revealed": found.reveal is not None,
        "own": _text(positions.open_own(centre(), person, found)) if own else None,
        "sides": [_side(found, side, own=person.side is side) for side in DELEGATIONS],
    }


@serves("POST", "/cases/{subject}/positions", status=201, **POSITION)
def file_position(
    request: HttpRequest, subject: Subject, key: Key, told: SignedText | NoteAlone
) -> Any:
    """File the position of your side in the newest round, or another in its place."""
    person = permit(request, "position.file", Scope.POSITION)
    opened = _opened(told) if isinstance(told, SignedText) else None
    given = SignedPosition(told.note, opened)

    def verb(ours: str) -> object:
        return positions.file(centre(), person, subject, given, key=ours)

    return done_once(request, key, told, verb)


@serves("POST", "/cases/{subject}/positions/text", **POSITION)
def hand_over_text(request: HttpRequest, subject: Subject, key: Key, told: SignedText) -> Any:
    """Hand over the text that your side kept; it stays sealed until the reveal."""
    person, opened = permit(request, "position.file", Scope.POSITION), _opened(told)

    def verb(ours: str) -> object:
        return positions.hand_over(centre(), person, subject, opened, key=ours)

    return done_once(request, key, told, verb)


def _side(found: Filings, side: Side, *, own: bool) -> dict[str, Any]:
    shown = own or found.reveal is not None
    return {"side": side.value, "filings": [_filing(one, shown=shown) for one in found.filed[side]]}


def _filing(one: Filed, *, shown: bool) -> dict[str, Any]:
    filed = one.position
    return {
        "version": one.version.version,
        "filed_at": write_instant(filed.filed_at),
        "late": filed.late,
        "note": filed.note if shown else None,
        "text": _text(filed.opened),
    }


def _opened(told: SignedText) -> Opened:
    return Opened(Stance(told.stance), told.text, told.salt)


def _text(opened: Opened | None) -> dict[str, str] | None:
    if opened is None:
        return None
    return {"stance": opened.stance.value, "text": opened.text, "salt": opened.salt}
