"""One key of the ledger handing over to the next, as an entry that both of them sign.

    type            key.rotated
    payload_public  {"old": "<vkey>", "new": "<vkey>",
                     "old_signature": "<base64>", "new_signature": "<base64>"}

Signed is `trucewatch-rotation/v1`, the origin, the old and the new key, each with a newline after
it. The old key says whom it hands over to, the new one that somebody holds it. The entry counts
once a checkpoint over it is joint under the policy that was good until then.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from trucewatch.ledger.canonical import Value
from trucewatch.ledger.entry import Entry
from trucewatch.ledger.keys import Signer, VerifierKey, exact_base64, parse_key
from trucewatch.ledger.refusals import Malformed, SignatureRefused

ROTATED = "key.rotated"
MEMBERS = frozenset({"old", "new", "old_signature", "new_signature"})


@dataclass(frozen=True)
class Rotation:
    """That `new` takes the place of `old`, said in entry `seq`."""

    seq: int
    old: VerifierKey
    new: VerifierKey


def rotation_payload(old: Signer, new: Signer, origin: str) -> dict[str, Value]:
    """The open part of the entry by which one key hands over to another.

    Args:
        old, new: of one name and type.
        origin: the ledger it is meant for.

    Raises:
        Malformed: keys of two names or types, or one and the same key.
    """
    _check(old.key, new.key)
    message = _message(origin, old.key, new.key)
    return {
        "old": str(old.key),
        "new": str(new.key),
        "old_signature": b64encode(old.sign(message)).decode(),
        "new_signature": b64encode(new.sign(message)).decode(),
    }


def rotation_in(entry: Entry, origin: str) -> Rotation | None:
    """The rotation that an entry tells, once both keys are seen to have signed it; None for none.

    Raises:
        Malformed, SignatureRefused: the entry says it is one, and is not.
    """
    if entry.type != ROTATED:
        return None
    try:
        return _rotation(entry, origin)
    except (Malformed, SignatureRefused) as refusal:
        refusal.where = f"entry {entry.seq}"
        raise


def _rotation(entry: Entry, origin: str) -> Rotation:
    told = {name: str(value) for name, value in entry.payload_public.items()}
    if told.keys() != MEMBERS:
        raise Malformed(f"a rotation has the members {', '.join(sorted(MEMBERS))}")
    old, new = parse_key(told["old"]), parse_key(told["new"])
    _check(old, new)
    message = _message(origin, old, new)
    old.verify(exact_base64(told["old_signature"]), message)
    new.verify(exact_base64(told["new_signature"]), message)
    return Rotation(entry.seq, old, new)


def _message(origin: str, old: VerifierKey, new: VerifierKey) -> bytes:
    return f"trucewatch-rotation/v1\n{origin}\n{old}\n{new}\n".encode()


def _check(old: VerifierKey, new: VerifierKey) -> None:
    if (old.name, old.kind) != (new.name, new.kind):
        remedy = "make the new key with the name and role of the old one"
        raise Malformed(f"{old.name} cannot hand over to {new.name}", remedy=remedy)
    if old.public == new.public:
        raise Malformed(f"{old.name} cannot hand over to itself", remedy="make a fresh key")
