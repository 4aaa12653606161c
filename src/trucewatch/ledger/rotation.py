"""One key of the ledger handing over to the next, as an entry that both of them sign.

    type            key.rotated
    payload_public  {"old": "<vkey>", "new": "<vkey>"}
    sig             [{"kind": "ledger_key", "key": "<vkey>", "value": "<base64>"}, …]   by both

The old key says whom it hands over to, the new one that somebody holds it. The entry counts once a
checkpoint over it is joint under the policy that was good until then; a thief of one key gets none.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace

from trucewatch.ledger.canonical import Value
from trucewatch.ledger.entry import Entry, signed_bytes
from trucewatch.ledger.keys import Signer, VerifierKey, exact_base64, parse_key
from trucewatch.ledger.refusals import Malformed, SignatureRefused

ROTATED = "key.rotated"
LEDGER_KEY = "ledger_key"


@dataclass(frozen=True)
class Rotation:
    """That `new` takes the place of `old`, said in entry `seq`."""

    seq: int
    old: VerifierKey
    new: VerifierKey


def rotation_entry(old: Signer, new: Signer, *, origin: str, actor: str) -> Entry:
    """The entry, with `seq` and `ts` that the recorder sets anew; the signatures hold all the same.

    Args:
        old, new: the keys; of one name and type.
        origin: of the ledger.
        actor: opaque id of who does it.

    Raises:
        Malformed: keys of two names, or one and the same key.
    """
    _check(old.key, new.key)
    entry = Entry(
        seq=0,
        ts="1970-01-01T00:00:00Z",
        type=ROTATED,
        actor=actor,
        payload_public={"old": str(old.key), "new": str(new.key)},
    )
    message = signed_bytes(entry, origin)
    sig: list[dict[str, Value]] = [
        {
            "kind": LEDGER_KEY,
            "key": str(one.key),
            "value": b64encode(one.sign(message)).decode(),
        }
        for one in (old, new)
    ]
    return replace(entry, sig=sig)


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
    old, new = (parse_key(str(entry.payload_public.get(name))) for name in ("old", "new"))
    _check(old, new)
    ours = [one for one in entry.sig if one["kind"] == LEDGER_KEY]
    signed = {str(one.get("key")): str(one.get("value")) for one in ours}
    message = signed_bytes(entry, origin)
    for key in (old, new):
        if str(key) not in signed:
            raise SignatureRefused(f"{key} did not sign its rotation")
        key.verify(exact_base64(signed[str(key)]), message)
    return Rotation(entry.seq, old, new)


def _check(old: VerifierKey, new: VerifierKey) -> None:
    if (old.name, old.kind) != (new.name, new.kind):
        remedy = "make the new key with the name and role of the old one"
        raise Malformed(f"{old.name} cannot hand over to {new.name}", remedy=remedy)
    if old.public == new.public:
        raise Malformed(f"{old.name} cannot hand over to itself", remedy="make a fresh key")
