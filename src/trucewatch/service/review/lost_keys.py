"""A statement key that is lost: its side names another, and others than it confirm that.

The facilitator confirms for a delegation; for the facilitator both delegations do, since nobody
confirms for themselves. What was asked and who confirmed it stays on record with the key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.domain.access import Person, Resource
from trucewatch.ledger.keys import parse_key
from trucewatch.ledger.statement_note import NAMES
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.review.statement_keys import (
    FACILITATOR,
    current,
    proof_of,
    put,
    require_signed,
    side_of,
    subject,
)
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import content, newest_of, versions

KIND = "lost_key"
CONFIRM: Mapping[str, frozenset[str]] = {
    "a": frozenset({FACILITATOR}),
    "b": frozenset({FACILITATOR}),
    FACILITATOR: frozenset({"a", "b"}),
}
"""Who has to confirm that the key of a side is lost: all of these."""


@dataclass(frozen=True)
class LostKey:
    """A side that lost its key, and what it wants to sign with.

    Args:
        side: a, b or facilitator.
        vkey: the new key.
        reason: how the key before was lost.
        by: opaque id of who says so.
        proofs: signed notes by the new key.
        confirmed: by side, the opaque id of who confirmed it.
        version: of the document.
    """

    side: str
    vkey: str
    reason: str
    by: str
    proofs: tuple[str, ...]
    confirmed: Mapping[str, str]
    version: int

    @property
    def missing(self) -> frozenset[str]:
        """Who has still to confirm it."""
        return CONFIRM[self.side] - self.confirmed.keys()


def report_lost(
    centre: Centre, person: Person, vkey: str, reason: str, *, key: str, proofs: Sequence[str]
) -> None:
    """Say that one's side lost its key, and name another; it holds once others confirmed.

    Raises:
        Denied: not the head of a delegation and not the facilitator, or not proved once more.
        InvalidValue: it is no key of this side, is set or was, or its proof does not hold.
        NotLawful: `no_reason`; `no_key_lost`, where the side has set none.
    """
    permit_in_review(person, "statement_key.set", Resource("statement_key", side=person.side))
    side = side_of(person)
    if current(side) is None:
        raise NotLawful("no_key_lost")
    if not reason.strip():
        raise NotLawful("no_reason")
    wanted = proof_of(centre, side, vkey, lost=True)
    require_signed(wanted, parse_key(vkey.strip()), proofs)
    told = {"reason": reason.strip(), "by": person.id, "proofs": list(proofs), "confirmed": {}}
    follows = {"number": wanted.number, "vkey": vkey.strip()}
    _put(centre, person, "statement_key.set", side, key=key, document={**told, **follows})


def confirm(centre: Centre, person: Person, side: str, version: int, *, key: str) -> bool:
    """Confirm for one's own side that another lost its key; whether its new key holds with that.

    Args:
        side: whose key is lost.
        version: of what was asked, as it was read.

    Raises:
        Denied: not the head of a delegation and not the facilitator, or not proved once more.
        NotLawful: `not_yours_to_confirm`; `text_changed`, where something else is asked by now.
    """
    permit_in_review(person, "statement_key.confirm", Resource("statement_key"))
    own, asked = side_of(person), pending(side)
    if asked is None or asked.version != version:
        raise NotLawful("text_changed")
    if own not in asked.missing:
        raise NotLawful("not_yours_to_confirm")
    confirmed = {**asked.confirmed, own: person.id}
    if CONFIRM[side] <= confirmed.keys():
        more = {"lost": asked.reason, "asked_by": asked.by, "confirmed": confirmed}
        found = parse_key(asked.vkey)
        put(centre, person, (side, found), key=key, proofs=asked.proofs, **more)
        return True
    stands = newest_of(_subject(side))
    document = {**content(stands), "confirmed": confirmed} if stands else {}
    _put(centre, person, "statement_key.confirm", side, key=key, document=document)
    return False


def pending(side: str) -> LostKey | None:
    """What a side asks to be confirmed; None where nothing is, or another key was set since."""
    stands = newest_of(_subject(side))
    if stands is None or stands.body is None:
        return None
    told = content(stands)
    if told["number"] != len(versions("statement_key", subject(side))) + 1:
        return None
    return LostKey(
        side=side,
        vkey=told["vkey"],
        reason=told["reason"],
        by=told["by"],
        proofs=tuple(told["proofs"]),
        confirmed=told["confirmed"],
        version=stands.version,
    )


def all_pending() -> list[LostKey]:
    """What any side asks to be confirmed."""
    return [found for side in NAMES if (found := pending(side)) is not None]


def _put(
    centre: Centre, person: Person, verb: str, side: str, *, key: str, document: dict[str, object]
) -> None:
    stands = newest_of(_subject(side))
    follows = stands.version if stands else None
    change = Change(kind=KIND, subject=_subject(side), document=document, follows=follows)
    perform(centre, person, verb, change, key=key)


def _subject(side: str) -> str:
    return f"lost-key-{side}"
