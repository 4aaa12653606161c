"""Private keys at rest: PKCS#8 under a passphrase, as any copy of OpenSSL opens it.

PBES2 with scrypt (N = 2^14, r = 8, p = 5) and AES-256-CBC: the strongest of the settings that
OWASP's page on storing passwords names and that OpenSSL opens without being given more memory.
What `cryptography` itself would write has 2,048 rounds of PBKDF2, too few for a file that gets
seized; it opens ours all the same.
"""

from __future__ import annotations

import re
from base64 import b64encode
from textwrap import wrap

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ObjectIdentifier

from trucewatch.ledger.keys import Signer, VerifierKey
from trucewatch.ledger.refusals import LedgerRefusal, Malformed

N, R, P = 2**14, 8, 5
SALT_BYTES, IV_BYTES, KEY_BYTES = 16, 16, 32
SHORTEST = 15
"""Characters of a passphrase that stands alone, as NIST SP 800-63B-4 asks for."""
BEGIN, END = "-----BEGIN ENCRYPTED PRIVATE KEY-----", "-----END ENCRYPTED PRIVATE KEY-----"
SEED = re.compile(rb"[0-9a-f]{64}\n?")
PBES2 = ObjectIdentifier("1.2.840.113549.1.5.13")
SCRYPT = ObjectIdentifier("1.3.6.1.4.1.11591.4.11")
AES_256_CBC = ObjectIdentifier("2.16.840.1.101.3.4.1.42")


class PassphraseRefused(LedgerRefusal):
    """The passphrase does not open the key, or is too short to guard one."""

    code = "passphrase_refused"
    exit_code = 2


@asn1.sequence
class _ScryptParameters:
    """RFC 7914 section 7."""

    salt: bytes
    n: int
    r: int
    p: int
    length: int


@asn1.sequence
class _Derivation:
    """How the passphrase becomes a key."""

    algorithm: ObjectIdentifier
    parameters: _ScryptParameters


@asn1.sequence
class _Encryption:
    """How the key hides the private key."""

    algorithm: ObjectIdentifier
    iv: bytes


@asn1.sequence
class _Scheme:
    """RFC 8018 section A.4."""

    derivation: _Derivation
    encryption: _Encryption


@asn1.sequence
class _Algorithm:
    """PBES2 and what it takes."""

    algorithm: ObjectIdentifier
    parameters: _Scheme


@asn1.sequence
class _EncryptedPrivateKey:
    """RFC 5958 section 3."""

    algorithm: _Algorithm
    data: bytes


def sealed(signer: Signer, passphrase: bytes, fresh: bytes) -> bytes:
    """The key file.

    Args:
        signer: whose private key.
        passphrase: at least 15 characters in UTF-8.
        fresh: 32 random bytes, never used before.

    Raises:
        PassphraseRefused: too short.

    >>> from trucewatch.ledger.keys import NOTE
    >>> signer = Signer.from_seed("a.example/officer", NOTE, bytes(32))
    >>> pem = sealed(signer, b"correct horse battery", bytes(32))
    >>> unsealed(pem, signer.key, b"correct horse battery").key == signer.key
    True
    >>> unsealed(pem, signer.key, b"incorrect horse")
    Traceback (most recent call last):
    trucewatch.ledger.key_file.PassphraseRefused: a.example/officer: the passphrase does not open \
this key; type it again
    """
    if len(passphrase.decode("utf-8", "replace")) < SHORTEST:
        what = f"a passphrase has at least {SHORTEST} characters"
        raise PassphraseRefused(what, remedy="five or six words drawn by dice are easy to keep")
    salt, iv = fresh[:SALT_BYTES], fresh[SALT_BYTES : SALT_BYTES + IV_BYTES]
    key = Scrypt(salt=salt, length=KEY_BYTES, n=N, r=R, p=P).derive(passphrase)
    plain = signer.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    padder, encryptor = PKCS7(8 * IV_BYTES).padder(), Cipher(AES256(key), CBC(iv)).encryptor()
    padded = padder.update(plain) + padder.finalize()
    scrypt = _ScryptParameters(salt=salt, n=N, r=R, p=P, length=KEY_BYTES)
    scheme = _Scheme(
        derivation=_Derivation(algorithm=SCRYPT, parameters=scrypt),
        encryption=_Encryption(algorithm=AES_256_CBC, iv=iv),
    )
    whole = _EncryptedPrivateKey(
        algorithm=_Algorithm(algorithm=PBES2, parameters=scheme),
        data=encryptor.update(padded) + encryptor.finalize(),
    )
    lines = [BEGIN, *wrap(b64encode(asn1.encode_der(whole)).decode(), 64), END]
    return ("\n".join(lines) + "\n").encode()


def unsealed(data: bytes, public: VerifierKey, passphrase: bytes) -> Signer:
    """The signer in a key file.

    Args:
        data: the file, or 64 hex digits of a seed as the recorder keeps it.
        public: the key that stands beside it; the private key has to be its own.
        passphrase: ignored where the file has none.

    Raises:
        PassphraseRefused: it does not open the file.
        Malformed: no key file, or that of another key.
    """
    signer = Signer(public.name, public.kind, _private(data, public.name, passphrase))
    if signer.key != public:
        remedy = "keep each .key with the .pub that was made with it"
        raise Malformed(
            "private and public key do not belong together", where=public.name, remedy=remedy
        )
    return signer


def is_bare(data: bytes) -> bool:
    """Whether the file is a seed without a passphrase."""
    return SEED.fullmatch(data) is not None


def _private(data: bytes, name: str, passphrase: bytes) -> Ed25519PrivateKey:
    if is_bare(data):
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(data.decode().strip()))
    if not data.startswith(BEGIN.encode()):
        raise Malformed("is no key file", where=name, remedy="it begins with " + BEGIN)
    try:
        private = load_pem_private_key(data, passphrase)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        what = "the passphrase does not open this key"
        raise PassphraseRefused(what, where=name, remedy="type it again") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise Malformed("is no Ed25519 key", where=name)
    return private
