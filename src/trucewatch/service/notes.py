"""Notes and drafts of one delegation: never in the ledger, never shown to anybody else."""

from __future__ import annotations

import datetime as dt

from trucewatch.domain.access import Audience, Person, Resource, Side
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.sentence import Sentence
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import permit
from trucewatch.storage.custody import new_id
from trucewatch.storage.models import DelegationNote
from trucewatch.storage.refusals import StaleVersion

LONGEST = 20_000
"""Characters; a draft of a position has some thousands."""


def write(person: Person, subject: str, text: str, now: dt.datetime) -> DelegationNote:
    """A new note on a thing of the record, for everybody of the person's delegation.

    Raises:
        Denied: the person is of no delegation.
        InvalidValue: it is empty or too long.
    """
    permit(person, "note.write", _of(person))
    return DelegationNote.objects.create(
        id=new_id(),
        side=person.side.value,
        author=person.id,
        subject=subject,
        text=_told(text),
        at=now,
    )


def correct(
    person: Person, note: str, text: str, *, follows: int, now: dt.datetime
) -> DelegationNote:
    """Another text for a note of the same delegation.

    Args:
        follows: the version that was seen.

    Raises:
        Denied: the person is of no delegation.
        NotThere: no such note, or one of the other side; nothing tells which.
        StaleVersion: somebody of the delegation was faster.
    """
    permit(person, "note.correct", _of(person))
    rows = DelegationNote.objects.filter(id=note, side=person.side.value)
    facts = {"text": _told(text), "author": person.id, "at": now, "version": follows + 1}
    if not rows.filter(version=follows).update(**facts):
        if rows.exists():
            raise StaleVersion("somebody of your delegation was faster", remedy="look again")
        raise NotThere("no such note")
    return rows.get()


def notes_on(person: Person, subject: str) -> list[DelegationNote]:
    """The notes of the person's delegation on a thing, the newest first; nobody else has any."""
    if person.side is Side.NEUTRAL:
        return []
    rows = DelegationNote.objects.filter(side=person.side.value, subject=subject)
    return list(rows.order_by("-at", "id"))


def notes_of(person: Person) -> list[DelegationNote]:
    """Every note of the person's delegation, thing by thing, the oldest first."""
    if person.side is Side.NEUTRAL:
        return []
    rows = DelegationNote.objects.filter(side=person.side.value)
    return list(rows.order_by("subject", "at", "id"))


def _of(person: Person) -> Resource:
    """What belongs to the person's own side; of no side, nothing does."""
    private = person.side is not Side.NEUTRAL
    audience = Audience(person.side.value) if private else Audience.SHARED
    return Resource("note", audience, side=person.side)


def _told(text: str) -> str:
    told = text.strip()
    if not told or len(told) > LONGEST:
        raise InvalidValue(Sentence("a note has 1 to {longest} characters", longest=LONGEST))
    return told
