"""Verifier keys and signers of signed notes: Ed25519 for notes (0x01) and cosignatures (0x04)."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from trucewatch.domain.sentence import Sentence
from trucewatch.ledger.refusals import Malformed, SignatureRefused

NOTE, COSIGNATURE = 0x01, 0x04
KEY_BYTES, SIGNATURE_BYTES = 32, 64
LONGEST_NAME = 255
FIELD_PRIME = 2**255 - 19
SIGN_BIT = 2**255
# y of the eight points of small order: under such a key one signature holds for many messages.
SMALL_ORDER = frozenset(
    {
        0,
        1,
        FIELD_PRIME - 1,
        2707385501144840649318225287225658788936804267575313519463743609750303402022,
        55188659117513257062467267217118295137698188065244968500265048394206261417927,
    }
)
_KEY_ID = re.compile("[0-9a-f]{8}")


@dataclass(frozen=True)
class VerifierKey:
    """A name, what the key may sign, and the public key.

    Args:
        name: without spaces, plus signs and control characters; the log's is its origin.
        kind: 0x01 signs notes, 0x04 cosigns checkpoints.
        public: 32 bytes of RFC 8032.
    """

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if self.kind not in {NOTE, COSIGNATURE}:
            what = Sentence("signature type 0x{kind:02x} is not known", kind=self.kind)
            raise Malformed(what, where=self.name)
        if len(self.public) != KEY_BYTES:
            raise Malformed("public key is not 32 bytes", where=self.name)
        y = int.from_bytes(self.public, "little") % SIGN_BIT
        if y >= FIELD_PRIME or y in SMALL_ORDER:
            raise Malformed("signatures under this public key mean nothing", where=self.name)

    @property
    def key_id(self) -> bytes:
        """Four bytes that say which key a signature line means; no proof of anything."""
        seed = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return sha256(seed).digest()[:4]

    def __str__(self) -> str:
        encoded = b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{encoded}"

    def verify(self, signature: bytes, message: bytes) -> None:
        """Refuse unless the signature is this key's over this message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError) as error:
            raise SignatureRefused("signature does not hold", where=self.name) from error


def parse_key(text: str) -> VerifierKey:
    """A key from `<name>+<key id>+<base64(type, public key)>`.

    Raises:
        Malformed: another form, or a key id that is not that of this name and key.
    """
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise Malformed("a key is <name>+<key id>+<base64>", where=repr(text[:60]))
    name, key_id, encoded = parts
    raw = exact_base64(encoded)
    if not raw:
        raise Malformed("key is empty", where=repr(name[:60]))
    key = VerifierKey(name, raw[0], raw[1:])
    if not _KEY_ID.fullmatch(key_id) or key.key_id.hex() != key_id:
        what = Sentence("key id {given} is not that of this name and key", given=key_id[:16])
        raise Malformed(what, where=name)
    return key


@dataclass(frozen=True)
class Signer:
    """A private key under its name; the bytes leave it only on purpose.

    >>> signer = Signer.from_seed("trucewatch/geneva/ledger-1", NOTE, bytes(32))
    >>> signer.key.verify(signer.sign(b"text"), b"text")
    >>> parse_key(str(signer.key)) == signer.key
    True
    """

    name: str
    kind: int
    private: Ed25519PrivateKey

    @classmethod
    def from_seed(cls, name: str, kind: int, seed: bytes) -> Signer:
        """A signer from the 32 bytes of an RFC 8032 private key."""
        if len(seed) != KEY_BYTES:
            raise Malformed("private key is not 32 bytes", where=name)
        return cls(name, kind, Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def key(self) -> VerifierKey:
        """What others verify with."""
        return VerifierKey(self.name, self.kind, self.private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519 over the message."""
        return self.private.sign(message)


def check_name(name: str) -> None:
    """Refuse a key name that a signature line could not carry."""
    if not name or len(name) > LONGEST_NAME:
        raise Malformed(
            Sentence(
                "key name of {length} characters; 1 to {most} are allowed",
                length=len(name),
                most=LONGEST_NAME,
            )
        )
    if any(one.isspace() or one < " " or one in "+\x7f" or is_surrogate(one) for one in name):
        raise Malformed(
            Sentence("key name {name!r} has a space, a plus or a control character", name=name[:60])
        )


def is_surrogate(letter: str) -> bool:
    """Whether this is half of a character, which no UTF-8 can spell."""
    return "\ud800" <= letter <= "\udfff"


def exact_base64(text: str) -> bytes:
    """The bytes, refused where another text would give the same bytes."""
    try:
        raw = b64decode(text.encode("ascii"), validate=True)
    except ValueError as error:
        raise Malformed(Sentence("{text!r} is not base64", text=text[:24])) from error
    if b64encode(raw).decode() != text:
        raise Malformed(Sentence("{text!r} is not the one base64 of its bytes", text=text[:24]))
    return raw
