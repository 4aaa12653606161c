"""The verifier's own Ed25519 is that of RFC 8032 and of OpenSSL."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from draw import Draw
from ledger_world import seeded
from trucewatch.ledger.keys import NOTE
from trucewatch.ledger.tw_verify import ORDER, signed_by, table_of

# RFC 8032 section 7.1, tests 1 to 3: public key, message, signature.
PUBLISHED = [
    tuple("".join(part.split()) for part in row.split("|"))
    for row in """
    d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a | |
    e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b
    d25bf5f0595bbe24655141438e7a100b
    .
    3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c | 72 |
    92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c
    387b2eaeb4302aeeb00d291612bb0c00
    .
    fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025 | af82 |
    6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659
    4a7c15e9716ed28dc027beceea1ec40a
    """.split(".")
]


@pytest.mark.parametrize(("public", "message", "signature"), PUBLISHED)
def test_published_signatures_hold(public: str, message: str, signature: str) -> None:
    """The vectors of the standard."""
    parts = [bytes.fromhex(one) for one in (public, signature, message)]
    assert signed_by(*parts)


@pytest.mark.parametrize("bit", range(0, 512, 37))
def test_a_turned_bit_of_a_signature_is_found(bit: int) -> None:
    """In R and in s."""
    public, message, signature = (bytes.fromhex(one) for one in PUBLISHED[2])
    wrong = bytearray(signature)
    wrong[bit // 8] ^= 1 << bit % 8
    assert not signed_by(public, bytes(wrong), message)


def test_it_agrees_with_openssl() -> None:
    """On good signatures, altered ones, other messages and other keys: 200 of each."""
    for number in range(200):
        draw = Draw(f"ed25519 {number}")
        signer, other = seeded(f"one{number % 5}", NOTE), seeded(f"two{number % 5}", NOTE)
        message = draw.noise(draw.below(80))
        signature = signer.sign(message)
        wrong = bytearray(signature)
        wrong[draw.below(64)] ^= 1 << draw.below(8)
        for key, value, text in (
            (signer.key.public, signature, message),
            (signer.key.public, bytes(wrong), message),
            (signer.key.public, signature, message + b"x"),
            (other.key.public, signature, message),
        ):
            assert signed_by(key, value, text) == by_openssl(key, value, text)


def by_openssl(public: bytes, signature: bytes, message: bytes) -> bool:
    """What the library says."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_signature_has_64_bytes(length: int) -> None:
    """No more, no less."""
    public, message, signature = (bytes.fromhex(one) for one in PUBLISHED[0])
    assert not signed_by(public, (signature + b"\x00")[:length], message)


def test_s_is_below_the_order() -> None:
    """Or everybody could make a second signature out of one."""
    public, message, signature = (bytes.fromhex(one) for one in PUBLISHED[0])
    s = int.from_bytes(signature[32:], "little") + ORDER
    assert not signed_by(public, signature[:32] + s.to_bytes(32, "little"), message)


def test_bytes_that_are_no_point_are_no_key() -> None:
    """With y = 2 none lies on the curve."""
    assert not signed_by(b"\x02" + bytes(31), bytes(64), b"")


@pytest.mark.parametrize(
    "public",
    [
        bytes(32),
        b"\x01" + bytes(31),
        bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
        bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ],
)
def test_a_point_of_few_multiples_is_no_key(public: bytes) -> None:
    """Of order 4, 1, 8, 8 and 2: anybody could sign under it."""
    assert table_of(public) is None
