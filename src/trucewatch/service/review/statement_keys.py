"""The keys by which each side signs what it states: set by its head, in the open.

The private half never comes here. That somebody holds it, a signature with it shows; that the side
hands over to the next key, one with the key before. An earlier key signs nothing any more once
another one is set; what it signed before stays signed.
"""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.domain.access import Person, Resource, Role, Side
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.time import write_instant
from trucewatch.ledger.keys import VerifierKey, parse_key
from trucewatch.ledger.refusals import LedgerRefusal
from trucewatch.ledger.statement_note import (
    KEY,
    SIDES,
    Statement,
    key_name,
    opened,
    require_key,
)
from trucewatch.service.centre import Centre
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import content, newest_of, versions

KIND = "statement_key"
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


def proof_of(centre: Centre, side: str, vkey: str, *, lost: bool = False) -> Statement:
    """What is signed with a key to set it, and with the key before it to hand over.

    It names the side, the log, the number of this key and the one that it replaces, so that a
    signature is good for this one setting.

    Args:
        lost: whether nobody can sign with the key before it any more.

    Raises:
        InvalidValue: it is no key of this side, or one that is set or was.
    """
    given, before = _given(centre, side, vkey), current(side)
    _require_fresh(given)
    words = [str(given), f"replaces {before or 'nothing'}"]
    if lost and before:
        words.append("the key before is lost")
    number = len(versions(KIND, subject(side))) + 1
    origin = centre.home.key().name
    return Statement(KEY, origin, subject(side), number, side, words="\n".join(words))


def set_key(
    centre: Centre, person: Person, vkey: str, *, key: str, proofs: Sequence[str] = ()
) -> VerifierKey:
    """From now on the side signs with this key; the one that it signs with already stays.

    Args:
        vkey: as `trucewatch keys new person` prints it, under the name of the side.
        proofs: signed notes over `proof_of`: by this key, and by the one that it replaces.

    Raises:
        Denied: not the head of a delegation and not the facilitator, or not proved once more.
        InvalidValue: it is no key of this side, is set or was, or a proof does not hold.
    """
    permit_in_review(person, "statement_key.set", Resource(KIND, side=person.side))
    side = side_of(person)
    given, before = _given(centre, side, vkey), current(side)
    if given == before:
        return given
    wanted = proof_of(centre, side, vkey)
    require_signed(wanted, given, proofs)
    if before:
        require_signed(wanted, before, proofs)
    put(centre, person, (side, given), key=key, proofs=proofs)
    return given


def require_signed(wanted: Statement, key: VerifierKey, notes: Sequence[str]) -> None:
    """Go on where one of the notes is over exactly this, signed by the key.

    Raises:
        InvalidValue: none is.
    """
    for one in notes:
        try:
            if opened(one.encode(), [key]) == wanted:
                return
        except LedgerRefusal:
            continue
    what = Sentence("no note over this text is signed by the key")
    raise InvalidValue(what, where=str(key), remedy="sign the text that the page shows, with it")


def put(
    centre: Centre,
    person: Person,
    what: tuple[str, VerifierKey],
    *,
    key: str,
    proofs: Sequence[str],
    **more: object,
) -> None:
    """Record the key of a side, whose proofs were seen.

    Args:
        what: the side and its key.
        more: members of the document beside these.
    """
    side, given = what
    standing = newest_of(subject(side))
    told = {"side": side, "vkey": str(given)}
    at = write_instant(centre.clock().replace(microsecond=0))
    change = Change(
        kind=KIND,
        subject=subject(side),
        document={**told, "set_at": at, "by": person.id, "proofs": list(proofs), **more},
        follows=standing.version if standing else None,
        public=told,
    )
    perform(centre, person, "statement_key.set", change, key=key)


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
        remedy = Sentence("the head sets the public key first, on the page of the delegation's key")
        raise NoStatementKey("no statement key is set", where=name, remedy=remedy)
    try:
        said = opened(note, [standing])
    except LedgerRefusal as refusal:
        what = Sentence("the note is not signed by the key that is set now ({why})", why=refusal)
        raise InvalidValue(what, where=name) from refusal
    if (said.origin, said.side) != (centre.home.key().name, side):
        raise InvalidValue("the note is for another log or by another side", where=name)
    return said


def subject(side: str) -> str:
    """The one id under which a side's key stands."""
    return f"statement-key-{side}"


def _given(centre: Centre, side: str, vkey: str) -> VerifierKey:
    try:
        return require_key(parse_key(vkey.strip()), centre.home.key().name, side)
    except LedgerRefusal as refusal:
        what, where, remedy = refusal.what, refusal.where, refusal.remedy
        raise InvalidValue(what, where=where, remedy=remedy) from refusal


def _require_fresh(given: VerifierKey) -> None:
    """Refuse a key that any side has set, now or before: a key speaks for one side, once."""
    for side in SIDES:
        for one in versions(KIND, subject(side)):
            if parse_key(content(one)["vkey"]).public == given.public:
                what = Sentence("this key is set already, or was")
                raise InvalidValue(what, where=given.name, remedy="make a new key for your side")
