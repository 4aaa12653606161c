"""What a delegation alone can see, in one place: its drafts, unshown positions, notes and talks.

Nothing of it is part of the shared record, so that it stands apart from the file of that, which
others may be handed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.domain.access import Person, Side
from trucewatch.domain.position import Opened
from trucewatch.service.centre import Centre
from trucewatch.service.notes import notes_of
from trucewatch.service.review.position_drafts import (
    Draft,
    Remark,
    comments_of,
    drafted,
    drafts_of,
    own,
)
from trucewatch.service.review.positions import open_own
from trucewatch.service.review.rounds import round_for
from trucewatch.service.review.sessions import all_of
from trucewatch.service.review.side_channel import heard
from trucewatch.service.verb import permit
from trucewatch.storage.documents import newest

FORMAT = "trucewatch/own-papers/v1"


@dataclass(frozen=True)
class OwnRound:
    """What a delegation wrote on one round of a case.

    Args:
        case: its id.
        filed: the text that it filed last, with the salt that its commitment is proved by; None
            where it filed none, or keeps it itself.
        drafts: every version, the first one first.
        remarks: what it said of them, the first one first.
    """

    case: str
    title: str
    round: int
    filed: Opened | None
    drafts: tuple[Draft, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class OwnMessage:
    """A message among the delegation."""

    author: str
    at: dt.datetime
    text: str


@dataclass(frozen=True)
class OwnTalk:
    """What a delegation said among itself while a session sat, in order."""

    session: str
    number: int
    messages: tuple[OwnMessage, ...]


@dataclass(frozen=True)
class OwnNote:
    """A note of the delegation as it stands, and the thing of the record that it is on."""

    subject: str
    author: str
    at: dt.datetime
    text: str


@dataclass(frozen=True)
class OwnPapers:
    """All of it, as it stands at a time.

    Args:
        origin: of the log of the centre.
    """

    format: str
    origin: str
    side: Side
    at: dt.datetime
    rounds: tuple[OwnRound, ...]
    talks: tuple[OwnTalk, ...]
    notes: tuple[OwnNote, ...]


def own_papers(centre: Centre, person: Person) -> OwnPapers:
    """Everything that only the person's delegation sees; also when it has left.

    Raises:
        Denied: the person is of no delegation, or has not proved themselves once more.
        Refusal: the key that drafts are sealed with is not here.
    """
    permit(person, "own_papers.take", own(person))
    return OwnPapers(
        format=FORMAT,
        origin=centre.home.origin,
        side=person.side,
        at=centre.clock(),
        rounds=tuple(_rounds(centre, person)),
        talks=tuple(_talks(person)),
        notes=tuple(OwnNote(one.subject, one.author, one.at, one.text) for one in notes_of(person)),
    )


def _rounds(centre: Centre, person: Person) -> Iterator[OwnRound]:
    mine = newest("position").filter(body__side=person.side.value)
    filed = set(mine.values_list("body__case", "body__round"))
    # Of those alone in which the side wrote something: a centre has thousands of others.
    for case, number in sorted(filed | drafted(person)):
        round_ = round_for(person, case, number)
        yield OwnRound(
            case=case,
            title=round_.case.title,
            round=number,
            filed=open_own(centre, person, round_),
            drafts=tuple(reversed(drafts_of(centre, person, round_))),
            remarks=tuple(comments_of(centre, person, round_)),
        )


def _talks(person: Person) -> Iterator[OwnTalk]:
    for one in all_of(person):
        said = tuple(OwnMessage(row.author, row.at, row.text) for row in heard(person, one.id))
        if said:
            yield OwnTalk(one.id, one.session.number, said)
