"""What people make of a statement: accept, correct, reject; the machine's version stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.time import write_instant
from trucewatch.service.centre import Centre
from trucewatch.service.gathering import statement_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.standing_alone import REVIEW
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import newest_of, versions
from trucewatch.storage.models.documents import Version

FIXED = frozenset({"id", "span", "words", "because"})
"""Members that say where a statement stands in the report; another place is another statement."""
ACTIONS = {"accepted": "accept", "corrected": "correct", "rejected": "reject"}


def accept(centre: Centre, person: Person, statement: str, *, key: str) -> None:
    """A person read it and agrees that the report says so."""
    _review(centre, person, (statement, "accepted"), {}, reason="", key=key)


def reject(centre: Centre, person: Person, statement: str, reason: str, *, key: str) -> None:
    """The report does not say so; the statement stays to be seen, and takes part in nothing."""
    _require_reason(reason)
    _review(centre, person, (statement, "rejected"), {}, reason=reason, key=key)


def correct(
    centre: Centre,
    person: Person,
    statement: str,
    changes: Mapping[str, Any],
    *,
    reason: str,
    key: str,
) -> None:
    """The report says otherwise than the machine read.

    Args:
        changes: members of the statement and what they are, in the JSON form of a statement.
        reason: why, in words; not empty.

    Raises:
        InvalidValue: a member that cannot be changed, or a value that a statement cannot have.
    """
    _require_reason(reason)
    if not changes or FIXED & changes.keys():
        remedy = Sentence("change other members than {fixed}", fixed=", ".join(sorted(FIXED)))
        raise InvalidValue("nothing that can be corrected is named", remedy=remedy)
    _review(centre, person, (statement, "corrected"), changes, reason=reason, key=key)


def take_back(centre: Centre, person: Person, statement: str, *, key: str) -> None:
    """Take acceptance, correction or rejection back: it says again what the machine read.

    What people had made of it stays in its history.

    Raises:
        NotThere: no such statement, or nobody has judged it.
    """
    permit(person, "incident.undo", Resource("statement"))
    stands = _standing(statement)
    if REVIEW not in (stands.body or {}):
        raise NotThere(f"nobody has judged {statement}")
    read = as_read(statement)
    change = Change(kind="statement", subject=statement, document=read, follows=stands.version)
    perform(centre, person, "incident.undo", change, key=key)


def as_read(statement: str) -> Mapping[str, Any]:
    """What the machine read, before anybody looked.

    Raises:
        NotThere: no such statement, or its content was erased.
    """
    first = next(iter(versions("statement", statement)), None)
    if first is None or first.body is None:
        raise NotThere(f"no statement {statement}")
    body: Mapping[str, Any] = first.body
    return body


def _review(
    centre: Centre,
    person: Person,
    judged: tuple[str, str],
    changes: Mapping[str, Any],
    *,
    reason: str,
    key: str,
) -> None:
    statement, state = judged
    action = f"statement.{ACTIONS[state]}"
    permit(person, action, Resource("statement"))
    stands = _standing(statement)
    at = write_instant(centre.clock().replace(microsecond=0))
    told = {"state": state, "by": person.id, "at": at, "reason": reason.strip()}
    document = {**(stands.body or {}), **changes, REVIEW: told}
    statement_of(document)
    change = Change(kind="statement", subject=statement, document=document, follows=stands.version)
    perform(centre, person, action, change, key=key)


def _standing(statement: str) -> Version:
    stands = newest_of(statement)
    if stands is None or stands.body is None:
        raise NotThere(f"no statement {statement}")
    return stands


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidValue("a reason is missing", remedy="say in a few words why")
