"""The keys by which each side signs what it states: set by its head, in the open.

The private half never comes here. An earlier key signs nothing any more once another one is set;
what it signed before stays signed.
"""

from __future__ import annotations

from trucewatch.domain.access import Person, Resource, Role, Side
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.time import write_instant
from trucewatch.ledger.keys import VerifierKey, parse_key
from trucewatch.ledger.refusals import LedgerRefusal
from trucewatch.ledger.statement_note import Statement, key_name, opened, require_key
from trucewatch.service.centre import Centre
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import content, newest_of

FACILITATOR = "facilitator"


class NoStatementKey(Refusal):
    """The side has set no key yet, so it cannot sign anything."""

    code = "no_statement_key"


def side_of(person: Person) -> str:
    """For whom somebody signs: a, b or facilitator; "" for nobody.

    >>> side_of(Person("p-1", Role.DELEGATION_HEAD, Side.B))
    'b'
    """
    if person.side is not Side.NEUTRAL:
        return person.side.value
    return FACILITATOR if person.role is Role.FACILITATOR else ""


def set_key(centre: Centre, person: Person, vkey: str, *, key: str) -> VerifierKey:
    """From now on the side signs with this key.

    Args:
        vkey: as `trucewatch keys new person` prints it, under the name of the side.

    Raises:
        Denied: not the head of a delegation and not the facilitator, or not proved once more.
        InvalidValue: it is no key of this side.
    """
    permit_in_review(person, "statement_key.set", Resource("statement_key", side=person.side))
    side = side_of(person)
    try:
        given = require_key(parse_key(vkey.strip()), centre.home.key().name, side)
    except LedgerRefusal as refusal:
        raise InvalidValue(str(refusal), remedy=refusal.remedy) from refusal
    standing = newest_of(subject(side))
    told = {"side": side, "vkey": str(given)}
    at = write_instant(centre.clock().replace(microsecond=0))
    change = Change(
        kind="statement_key",
        subject=subject(side),
        document={**told, "set_at": at, "by": person.id},
        follows=standing.version if standing else None,
        public=told,
    )
    perform(centre, person, "statement_key.set", change, key=key)
    return given


def current(side: str) -> VerifierKey | None:
    """The key by which a side signs now; None where it has set none."""
    standing = newest_of(subject(side))
    return parse_key(content(standing)["vkey"]) if standing else None


def signed_by(centre: Centre, note: bytes, side: str) -> Statement:
    """What a note says, once the side's key of today signed it for this log.

    Raises:
        NoStatementKey: the side has set none.
        InvalidValue: no note, a signature that does not hold, or another side's.
    """
    name, standing = key_name(centre.home.key().name, side), current(side)
    if standing is None:
        remedy = "the head sets the public key first, on the page of the delegation's key"
        raise NoStatementKey("no statement key is set", where=name, remedy=remedy)
    try:
        said = opened(note, [standing])
    except LedgerRefusal as refusal:
        what = "the note is not signed by the key that is set now"
        raise InvalidValue(what, where=name, remedy=str(refusal)) from refusal
    if (said.origin, said.side) != (centre.home.key().name, side):
        raise InvalidValue("the note is for another log or by another side", where=name)
    return said


def subject(side: str) -> str:
    """The one id under which a side's key stands."""
    return f"statement-key-{side}"
