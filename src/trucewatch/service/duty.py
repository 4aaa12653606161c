"""Verbs on the watch: a note in the duty log, handing over, taking over."""

from __future__ import annotations

from typing import Any

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.time import write_instant
from trucewatch.service.calls import subject_under
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import content, newest, newest_of
from trucewatch.storage.models.documents import Version

OFFERED, TAKEN = "offered", "taken"
LONGEST = 20_000
"""Letters of a note; ten pages are no note any more."""


def note(centre: Centre, person: Person, words: str, *, key: str) -> str:
    """A line in the duty log; id of the note.

    Raises:
        Denied: the person may not.
        InvalidValue: it says nothing, or too much.
    """
    permit(person, "duty.note", Resource("duty"))
    subject = subject_under(key, "duty")
    document = {"words": _checked(words), "by": person.id}
    change = Change(kind="duty", subject=subject, document=document)
    perform(centre, person, "duty.note", change, key=key)
    return subject


def hand_over(centre: Centre, person: Person, words: str, *, language: str, key: str) -> str:
    """Offer the watch to whoever comes next, with a note; id of the handover.

    Whoever offers stays on watch until somebody takes over.

    Raises:
        Denied: the person may not.
        InvalidValue: the note is empty or too long.
    """
    permit(person, "duty.hand_over", Resource("handover"))
    subject = subject_under(key, "handover")
    document = {
        "words": _checked(words),
        "language": language,
        "from": person.id,
        "to": None,
        "state": OFFERED,
        "taken_at": None,
    }
    change = Change(kind="handover", subject=subject, document=document)
    perform(centre, person, "duty.hand_over", change, key=key)
    return subject


def take_over(centre: Centre, person: Person, subject: str | None, *, key: str) -> str:
    """Take the watch that was offered, or begin one where nobody offers.

    Args:
        subject: id of the handover; None where the watch begins without one.

    Raises:
        Denied: the person may not.
        InvalidValue: it was taken already, or by whoever offered it.
        StaleVersion: somebody else was faster.
    """
    permit(person, "duty.take_over", Resource("handover"))
    at = write_instant(centre.clock())
    taken: dict[str, Any] = {"to": person.id, "state": TAKEN, "taken_at": at}
    if subject is None:
        begun = {"words": "", "language": "", "from": None, **taken}
        change = Change(kind="handover", subject=subject_under(key, "handover"), document=begun)
    else:
        offered = get(subject)
        if content(offered)["state"] == TAKEN:
            raise InvalidValue("this watch was taken over already")
        if content(offered)["from"] == person.id:
            raise InvalidValue("nobody takes over from themselves", remedy="let the next one do it")
        document = {**content(offered), **taken}
        change = Change(
            kind="handover", subject=subject, document=document, follows=offered.version
        )
    perform(centre, person, "duty.take_over", change, key=key)
    return change.subject


def get(subject: str) -> Version:
    """The newest version of a handover.

    Raises:
        NotThere: there is none.
    """
    found = newest_of(subject)
    if found is None or getattr(found, "kind", "") != "handover" or found.body is None:
        raise NotThere("no such handover", remedy="see the duty board")
    return found


def on_watch() -> Version | None:
    """The handover that was taken last: its `to` is on watch; None where nobody ever was."""
    found: Version | None = newest("handover").filter(body__state=TAKEN).first()
    return found


def offered() -> Version | None:
    """The handover that waits to be taken, None where none does."""
    found: Version | None = newest("handover").filter(body__state=OFFERED).first()
    return found


def _checked(words: str) -> str:
    text = words.strip()
    if not text:
        raise InvalidValue("the note says nothing")
    if len(text) > LONGEST:
        raise InvalidValue(
            Sentence("the note has more than {longest} letters", longest=LONGEST),
            remedy="keep it short",
        )
    return text
