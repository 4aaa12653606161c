"""One action on many incidents: those that were shown and no others, each done or refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.service import incidents, triage
from trucewatch.service.centre import Centre
from trucewatch.service.kept_refusals import write_refusal
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import permit
from trucewatch.storage.models import Bulk, Receipt
from trucewatch.storage.refusals import KeyReused, StaleVersion

MOST = 500
"""Each is an entry of its own that is made durable before the next: 500 took 6 s on SQLite and 21 s
on PostgreSQL on a busy machine of two cores, and that is as long as a page may keep somebody."""
ACTIONS = ("incident.file", "incident.dismiss", "triage.claim", "triage.release")
SETTLING = ACTIONS[:2]
BACK = {"triage.claim": "triage.release", "triage.release": "triage.claim"}
DONE, CHANGED, CLAIMED, REFUSED = "done", "changed", "claimed", "refused"


class Seen(NamedTuple):
    """A thing at the version that a person looked at."""

    subject: str
    version: int


class Line(NamedTuple):
    """What came of one thing.

    Args:
        version: it has now.
        outcome: `done`, `changed` in between, `claimed` by somebody else, or `refused`.
        words: why, where it was not done; in English where it was refused.
        refused: what `words` is made of, for pages; None where it was kept without.
    """

    subject: str
    version: int
    outcome: str
    words: str
    refused: dict[str, Any] | None = None


Act = Callable[[Seen, str], int]
"""Does it to one thing under a key; the version that the thing has then."""


def run(
    centre: Centre, person: Person, action: str, items: Sequence[Seen], *, reason: str, key: str
) -> list[Line]:
    """Take an action on each of the things, as far as nothing has changed since it was looked at.

    Sent again with the same key it goes on where it ended, and does nothing twice.

    Args:
        action: one of `ACTIONS`.
        items: 1 to `MOST`, as they were shown.
        reason: of a dismissal.
        key: idempotency key, at most 64 letters.

    Raises:
        KeyReused: the key stands for another action or other things.
    """
    permit(person, action, Resource("incident"))
    if action not in ACTIONS or not 1 <= len(items) <= MOST:
        raise InvalidValue(
            "this cannot be done to many",
            remedy=Sentence("choose 1 to {most} incidents", most=MOST),
        )
    if action == "incident.dismiss" and not reason.strip():
        raise InvalidValue("a reason is missing", remedy="say in a few words why")
    asked = {"person": person.id, "action": action, "reason": reason.strip()}
    listed = [list(one) for one in items]
    given = {**asked, "items": listed, "at": centre.clock()}
    made, _ = Bulk.objects.get_or_create(key=key, defaults=given)
    if any(getattr(made, name) != value for name, value in asked.items()) or made.items != listed:
        raise KeyReused("the key was used for something else", remedy="start from the preview")
    if made.done is None:
        held = triage.claims(centre, [one.subject for one in items])

        def act(one: Seen, own: str) -> int:
            holder = held.get(one.subject, person.id)
            if holder != person.id:
                raise triage.Claimed(one.subject, holder)
            return _act(centre, person, action, one, reason=reason, key=own)

        made.done = [_line(one, f"{key}:{one.subject}", act) for one in items]
        made.save(update_fields=["done"])
    return _lines(made.done)


def undo(centre: Centre, person: Person, key: str) -> list[Line]:
    """Take back all that a bulk action did, where nothing has changed since.

    Raises:
        NotThere: the person took no such action.
    """
    made = bulk_of(person, key)
    permit(person, BACK.get(made.action, "incident.undo"), Resource("incident"))
    if made.undone is None:

        def act(one: Seen, own: str) -> int:
            if made.action in SETTLING:
                return incidents.reopen(centre, person, one.subject, key=own, seen=one.version)
            return _act(centre, person, BACK[made.action], one, reason="", key=own)

        done = [one for one in _lines(made.done or []) if one.outcome == DONE]
        made.undone = [
            _line(Seen(one.subject, one.version), f"{key}:{one.subject}:back", act) for one in done
        ]
        made.save(update_fields=["undone"])
    return _lines(made.undone)


def bulk_of(person: Person, key: str) -> Bulk:
    """What somebody did under a key.

    Raises:
        NotThere: the person took no such action.
    """
    made = Bulk.objects.filter(key=key, person=person.id).first()
    if made is None:
        raise NotThere(f"no action on many is known as {key}")
    return made


def _act(centre: Centre, person: Person, action: str, one: Seen, *, reason: str, key: str) -> int:
    if action == "triage.claim":
        triage.claim(centre, person, one.subject)
    elif action == "triage.release":
        triage.release(centre, person, one.subject)
    else:
        return incidents.settle(
            centre, person, action, one.subject, reason=reason, key=key, seen=one.version
        )
    return one.version


def _line(one: Seen, own: str, act: Act) -> Line:
    if _recorded(own):  # before whatever ended the first run
        return Line(one.subject, one.version + 1, DONE, "")
    try:
        return Line(one.subject, act(one, own), DONE, "")
    except triage.Claimed as refusal:
        return Line(one.subject, one.version, CLAIMED, refusal.by)
    except StaleVersion:
        if _recorded(own):  # by the same request, which was sent twice at once
            return Line(one.subject, one.version + 1, DONE, "")
        return Line(one.subject, one.version, CHANGED, "")
    except Refusal as refusal:
        return Line(one.subject, one.version, REFUSED, str(refusal), write_refusal(refusal))


def _recorded(key: str) -> bool:
    return Receipt.objects.filter(key=key).exists()


def _lines(told: Sequence[Sequence[Any]]) -> list[Line]:
    return [Line(*one) for one in told]
