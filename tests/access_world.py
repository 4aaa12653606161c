"""People, things and proofs that tests of access share."""

from __future__ import annotations

import datetime as dt
import itertools

from trucewatch.domain.access import PUBLIC, Audience, Person, Role, Side
from trucewatch.storage.models import DelegationNote, PositionComment, PositionDraft
from trucewatch.storage.submission import Submission, submission

DELEGATES = (Role.DELEGATION_OFFICER, Role.DELEGATION_HEAD)
NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def people() -> list[Person]:
    """One of each role and side, with and without a second proof."""
    found = [PUBLIC]
    for role, proved in itertools.product(Role, (False, True)):
        sides = (Side.A, Side.B) if role in DELEGATES else (Side.NEUTRAL,)
        if role is not Role.PUBLIC:
            found += [Person(f"{role}-{side}", role, side, proved) for side in sides]
    return found


def document(audience: Audience, subject: str = "") -> Submission:
    """A comment for that audience."""
    subject = subject or f"on-{audience.value}"
    return submission(
        key=f"k-{subject}",
        type="comment.recorded",
        actor="p-1",
        subject=subject,
        public={"verb": "comment.write", "audience": audience.value},
        private={"document": {"text": f"for {audience.value}"}},
    )


def documents() -> list[Submission]:
    """One for each audience."""
    return [document(one) for one in Audience]


def note_of(side: str, named: str = "") -> DelegationNote:
    """A note of that side."""
    return DelegationNote(
        id=named or f"note-{side}", side=side, author="p-1", subject="s", text=side, at=NOON
    )


def draft_of(
    table: type[PositionDraft | PositionComment], side: str, named: str = ""
) -> PositionDraft | PositionComment:
    """A version of a draft of that side, or a comment on it."""
    facts = {"side": side, "case": "c", "round": 1, "version": 1, "author": "p-1", "at": NOON}
    return table(id=named or f"draft-{side}", sealed=b"x", **facts)
