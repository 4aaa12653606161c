"""Signatures under one version of one text: the note is checked, then kept beside the text."""

from __future__ import annotations

from collections.abc import Mapping

from trucewatch.domain.access import Person
from trucewatch.domain.determination import Signatory, Signature, signature_id
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.ledger.refusals import LedgerRefusal
from trucewatch.ledger.statement_note import Statement, opened
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.review.statement_keys import current, side_of, signed_by
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import content, newest_of

KIND = "signature"


def to_sign(centre: Centre, person: Person, of: tuple[str, str, int], words: str) -> Statement:
    """What somebody has to sign.

    Args:
        of: kind of statement, id of the text, its version.
        words: the canonical text, every line of it.
    """
    kind, about, version = of
    origin = centre.home.key().name
    return Statement(kind, origin, about, version, side_of(person), words=words)


def keep(
    centre: Centre,
    person: Person,
    verb: str,
    wanted: Statement,
    *,
    note: str,
    grounds: tuple[str, Mapping[str, int]],
) -> None:
    """Keep a signature under exactly that text; one that is there and holds stays.

    Args:
        grounds: the session that it is given in, and versions of what it was decided on beside the
            text itself.

    Raises:
        StaleVersion: the text, or what else it was decided on, has moved.
        NoStatementKey, InvalidValue: no key is set, or it did not sign this note.
        NotLawful: `other_text_signed`.
    """
    by = Signatory(side_of(person))
    if signed_by(centre, note.encode(), by.value) != wanted:
        raise NotLawful("other_text_signed")
    subject = signature_id(wanted.about, wanted.number, by)
    before = newest_of(subject)
    if before and _holds(by, content(before)["note"]):
        return
    session, others = grounds
    made = Signature(
        of=wanted.about,
        version=wanted.number,
        session=session,
        by=by,
        note=note,
        at=centre.clock().replace(microsecond=0),
    )
    follows = before.version if before else None
    change = Change(
        kind=KIND,
        subject=subject,
        document=to_wire(made),
        follows=follows,
        grounds={wanted.about: wanted.number, **others},
    )
    again = f":{follows}" if follows else ""
    perform(centre, person, verb, change, key=f"{subject}:{person.id}{again}")


def signatures(of: str, version: int) -> dict[Signatory, str]:
    """The notes under a version of a text, by who signed, in a fixed order."""
    rows = (newest_of(signature_id(of, version, by)) for by in sorted(Signatory))
    found = [from_wire(Signature, content(one)) for one in rows if one and one.body]
    return {one.by: one.note for one in found}


def holding(of: str, version: int) -> dict[Signatory, str]:
    """Of these notes those that the key of today signed; who has another key since, signs anew.

    Whoever verifies what follows from them offline knows no other key at that place in the log.
    """
    found = signatures(of, version)
    return {by: note for by, note in found.items() if _holds(by, note)}


def _holds(by: Signatory, note: str) -> bool:
    key = current(by.value)
    try:
        return key is not None and bool(opened(note.encode(), [key]))
    except LedgerRefusal:
        return False
