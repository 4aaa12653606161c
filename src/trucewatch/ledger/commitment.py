"""Commitments that can be opened, cannot be guessed, and die with their salt."""

from __future__ import annotations

import hmac
from hashlib import sha256

from trucewatch.ledger.entry import FIELD
from trucewatch.ledger.refusals import Malformed

SALT_BYTES = 32


def commit(field: str, value: bytes, salt: bytes) -> str:
    """64 hex digits for an entry; salt and value go to the payload store and nowhere else.

    Args:
        field: name under `commitments`.
        value: any bytes; of a JSON value its canonical form.
        salt: 32 fresh random bytes, never used for another field or entry.

    >>> commit("words", b"shelling", bytes(32))[:16]
    'aba16d8dd21702ae'
    >>> commit("words", b"shelling", b"short")
    Traceback (most recent call last):
    trucewatch.ledger.refusals.Malformed: words: salt is not 32 bytes
    """
    if not FIELD.fullmatch(field):
        raise Malformed(f"{field[:80]!r} is not a field name")
    if len(salt) != SALT_BYTES:
        raise Malformed("salt is not 32 bytes", where=field)
    name = field.encode("ascii")
    frame = salt + len(name).to_bytes(2, "big") + name + len(value).to_bytes(8, "big")
    return sha256(frame + value).hexdigest()


def opens(commitment: str, field: str, value: bytes, salt: bytes) -> bool:
    """Whether these are the salt and the value that the commitment holds."""
    return hmac.compare_digest(commit(field, value, salt), commitment)
