"""Private keys under a passphrase."""

from __future__ import annotations

import subprocess
from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from ledger_world import LOG, OFFICER
from trucewatch.ledger.key_file import BEGIN, END, PassphraseRefused, is_bare, sealed, unsealed
from trucewatch.ledger.refusals import Malformed

WORDS = "пять слов на бумаге".encode()
FRESH = bytes(range(32))
FILE = sealed(LOG, WORDS, FRESH)
SEED = LOG.private.private_bytes_raw().hex().encode()


def test_a_key_comes_back_with_its_passphrase() -> None:
    """In any script."""
    assert unsealed(FILE, LOG.key, WORDS).sign(b"x") == LOG.sign(b"x")


def test_another_library_opens_the_file() -> None:
    """It is PKCS#8, not a format of ours."""
    assert load_pem_private_key(FILE, WORDS).public_key() == LOG.private.public_key()


def test_openssl_opens_the_file() -> None:
    """Whoever has the file and the words needs nothing of ours to get the key out."""
    command = ["openssl", "pkey", "-passin", f"pass:{WORDS.decode()}", "-pubout", "-outform", "DER"]
    told = subprocess.run(command, input=FILE, capture_output=True, check=True, timeout=60)
    assert told.stdout.endswith(LOG.key.public)


def test_the_file_does_not_hold_the_key() -> None:
    """Neither as bytes nor as digits."""
    raw = LOG.private.private_bytes_raw()
    assert raw not in FILE
    assert raw.hex().encode() not in FILE


def test_a_fresh_salt_gives_another_file() -> None:
    """Two files do not tell that they hold one key under one passphrase."""
    assert sealed(LOG, WORDS, bytes(32)) != FILE


def test_a_wrong_passphrase_is_refused() -> None:
    """With what to do."""
    with pytest.raises(PassphraseRefused, match="type it again"):
        unsealed(FILE, LOG.key, WORDS + b"!")


def test_a_short_passphrase_guards_nothing() -> None:
    """Characters count, not bytes."""
    with pytest.raises(PassphraseRefused, match="at least 15"):
        sealed(LOG, "четырнадцать ч".encode(), FRESH)


def test_a_torn_file_is_refused() -> None:
    """As one that does not open, or as no key; never with an error of the library."""
    for cut in range(0, len(FILE) - 1, 16):
        with pytest.raises((PassphraseRefused, Malformed)):
            unsealed(FILE[:cut], LOG.key, WORDS)


def test_a_key_beside_the_public_half_of_another_is_refused() -> None:
    """It would sign for somebody else."""
    with pytest.raises(Malformed, match="do not belong together"):
        unsealed(FILE, OFFICER.key, WORDS)


def test_a_bare_seed_is_known_and_opens() -> None:
    """As the recorder keeps it."""
    assert is_bare(SEED + b"\n")
    assert unsealed(SEED, LOG.key, b"").key == LOG.key


def test_another_file_is_no_key() -> None:
    """Such as a public one."""
    with pytest.raises(Malformed, match="is no key file"):
        unsealed(str(LOG.key).encode(), LOG.key, WORDS)


def test_the_frame_alone_is_no_key() -> None:
    """Nothing between its lines."""
    with pytest.raises((PassphraseRefused, Malformed)):
        unsealed(f"{BEGIN}\n{END}\n".encode(), LOG.key, WORDS)


def test_a_key_of_another_kind_is_refused() -> None:
    """It opens, and cannot sign."""
    private = X25519PrivateKey.from_private_bytes(bytes(32))
    sealing = BestAvailableEncryption(WORDS)
    other = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealing)
    with pytest.raises(Malformed, match="is no Ed25519 key"):
        unsealed(other, LOG.key, WORDS)


def test_the_file_asks_for_the_work_that_the_page_names() -> None:
    """N = 16384, r = 8, p = 5 of scrypt, as ASN.1 integers."""
    der = b64decode(b"".join(FILE.splitlines()[1:-1]))
    assert b"\x02\x02\x40\x00\x02\x01\x08\x02\x01\x05" in der
