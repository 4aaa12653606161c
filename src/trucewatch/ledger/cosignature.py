"""Cosignatures of checkpoints by those who watch a log. C2SP tlog-cosignature, Ed25519."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from trucewatch.ledger.checkpoint import parse_checkpoint
from trucewatch.ledger.keys import COSIGNATURE, SIGNATURE_BYTES, Signer, VerifierKey
from trucewatch.ledger.note import Note, SignatureLine, parse_note
from trucewatch.ledger.refusals import Malformed, SignatureRefused

_TIMESTAMP = struct.Struct(">Q")
LATEST = 2**63 - 1


@dataclass(frozen=True)
class Cosigned:
    """Who cosigned, and at what time by their own clock, POSIX seconds."""

    key: VerifierKey
    at: int


def cosign(note: bytes, witness: Signer, at: int) -> bytes:
    """The note with the witness's cosignature as its last line.

    The witness must have verified beforehand that the checkpoint extends the last one it
    cosigned, and have stored that it did; this function only signs.

    Args:
        note: a signed checkpoint.
        witness: key of type 0x04.
        at: POSIX seconds.
    """
    if witness.kind != COSIGNATURE or not 0 <= at <= LATEST:
        raise Malformed("a cosignature needs a key of type 0x04 and a time", where=witness.name)
    opened = parse_note(note)
    parse_checkpoint(opened.text)
    signature = _TIMESTAMP.pack(at) + witness.sign(_message(opened.text, at))
    return bytes(opened.with_line(SignatureLine(witness.name, witness.key.key_id, signature)))


def cosigned_by(note: Note, key: VerifierKey) -> Cosigned | None:
    """The earliest cosignature by this key, None where there is no line by it.

    Raises:
        SignatureRefused: a line by this key does not hold; then the whole note is refused.
    """
    times = [_time(line, key, note.text) for line in note.lines if line.claims(key)]
    return Cosigned(key, min(times)) if times else None


def _time(line: SignatureLine, key: VerifierKey, text: str) -> int:
    if len(line.signature) != _TIMESTAMP.size + SIGNATURE_BYTES:
        raise SignatureRefused("cosignature is not 72 bytes", where=key.name)
    (at,) = _TIMESTAMP.unpack_from(line.signature)
    if at > LATEST:
        raise SignatureRefused("cosignature has a time beyond 2^63", where=key.name)
    key.verify(line.signature[_TIMESTAMP.size :], _message(text, at))
    return int(at)


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
