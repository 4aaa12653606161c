"""A commitment opens with its own salt and value, and tells nothing without."""

from __future__ import annotations

from hashlib import sha256

import pytest

from trucewatch.ledger.commitment import SALT_BYTES, commit, opens
from trucewatch.ledger.refusals import Malformed

SALT = bytes(range(32))


def salt(number: int) -> bytes:
    """One of many salts; a real one is drawn by the operating system."""
    return sha256(f"salt {number}".encode()).digest()


def test_the_bytes_are_those_of_the_page() -> None:
    """Salt, length of the field, field, length of the value, value."""
    framed = SALT + b"\x00\x05words" + b"\x00" * 7 + b"\x03" + b"abc"
    assert commit("words", b"abc", SALT) == sha256(framed).hexdigest()


def test_it_opens_with_salt_and_value() -> None:
    """Whoever holds both can show what was committed to."""
    assert opens(commit("words", b"abc", SALT), "words", b"abc", SALT)


@pytest.mark.parametrize(
    ("field", "value", "salt"),
    [
        ("place", b"abc", SALT),
        ("words", b"abd", SALT),
        ("words", b"", SALT),
        ("words", b"abc", SALT[::-1]),
    ],
)
def test_it_opens_with_nothing_else(field: str, value: bytes, salt: bytes) -> None:
    """Not under another field, value or salt."""
    assert not opens(commit("words", b"abc", SALT), field, value, salt)


def test_field_and_value_cannot_be_cut_elsewhere() -> None:
    """`ab` of `c` is not `a` of `bc`."""
    assert commit("ab", b"c", SALT) != commit("a", b"bc", SALT)


def test_a_salt_of_another_length_is_refused() -> None:
    """A shorter one could be guessed."""
    for length in (0, SALT_BYTES - 1, SALT_BYTES + 1):
        with pytest.raises(Malformed, match="32 bytes"):
            commit("words", b"abc", bytes(length))


@pytest.mark.parametrize("field", ["", "Words", "a b", "слова", "a" * 65, "9a"])
def test_a_field_of_another_form_is_refused(field: str) -> None:
    """The name has to stand in an entry."""
    with pytest.raises(Malformed, match="field name"):
        commit(field, b"abc", SALT)


def test_no_guess_meets_a_commitment() -> None:
    """A dictionary that holds the very value finds nothing: the salt is not in it."""
    words = [f"report {number}".encode() for number in range(2000)]
    kept = {commit("words", word, salt(at)) for at, word in enumerate(words[:200])}
    guesses = {sha256(word).hexdigest() for word in words}
    guesses |= {sha256(b"words" + word).hexdigest() for word in words}
    guesses |= {commit("words", word, bytes(SALT_BYTES)) for word in words}
    assert not kept & guesses


def test_equal_values_have_unequal_commitments() -> None:
    """Or an onlooker would see that two sources said the same."""
    made = {commit("words", b"abc", salt(at)) for at in range(200)}
    assert len(made) == 200
