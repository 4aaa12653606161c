"""What is sealed until the reveal: of one size, under a key that no backup holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.storage.backup import back_up
from trucewatch.storage.home import Home
from trucewatch.storage.position_seal import POSITION_BYTES, key_path, opaque, seal, unseal


@pytest.fixture
def guarded(place: Path) -> Home:
    """Folders of a record; nothing else is needed to seal."""
    return Home(place / "home", place / "guard")


@pytest.mark.parametrize("plain", [b"", b"no", b"\0\0", b"x" * POSITION_BYTES])
def test_what_was_sealed_comes_back(guarded: Home, plain: bytes) -> None:
    """To the byte, also where it ends in what it is filled up with."""
    assert unseal(guarded, seal(guarded, plain)) == plain


def test_every_text_gives_the_same_size(guarded: Home) -> None:
    """Sizes tell nothing, not even by chance: age itself adds a line of random length."""
    sizes = {
        len(seal(guarded, b"x" * size)) for size in (0, 1, 900, POSITION_BYTES) for _ in "1234"
    }
    assert len(sizes) == 1


def test_the_same_text_twice_has_nothing_in_common(guarded: Home) -> None:
    """Nobody can seal a guess and compare."""
    assert seal(guarded, b"we reject it")[4:200] != seal(guarded, b"we reject it")[4:200]


def test_a_text_that_does_not_fit_is_refused(guarded: Home) -> None:
    """Before anything is sealed."""
    with pytest.raises(InvalidValue):
        seal(guarded, b"x" * (POSITION_BYTES + 1))


def test_without_the_key_nothing_opens(guarded: Home) -> None:
    """The refusal names where the key belongs; no new key is made in its place."""
    sealed = seal(guarded, b"text")
    key_path(guarded).unlink()
    with pytest.raises(Refusal, match=r"not here; bring it"):
        unseal(guarded, sealed)
    assert not key_path(guarded).exists()


@pytest.mark.parametrize("at", [2, 40, 400, 5000, POSITION_BYTES])
def test_a_changed_ciphertext_does_not_open(guarded: Home, at: int) -> None:
    """Neither its head nor its body."""
    sealed = bytearray(seal(guarded, b"text"))
    sealed[at] ^= 1
    with pytest.raises(Refusal, match="does not open"):
        unseal(guarded, bytes(sealed))


def test_a_key_that_others_may_read_is_refused(guarded: Home) -> None:
    """As with the key of evidence."""
    sealed = seal(guarded, b"text")
    key_path(guarded).chmod(0o640)
    with pytest.raises(Refusal, match="chmod 600"):
        unseal(guarded, sealed)


def test_an_older_key_still_opens(guarded: Home) -> None:
    """A new key goes above the old one; the first line seals from then on."""
    sealed, old = seal(guarded, b"text"), key_path(guarded).read_text("ascii")
    key_path(guarded).unlink()
    seal(guarded, b"makes a key")
    path = key_path(guarded)
    path.write_text(path.read_text("ascii") + old, "ascii")
    assert unseal(guarded, sealed) == b"text"


def test_ids_of_drafts_cannot_be_guessed(place: Path) -> None:
    """The same here each time, another one at a centre with another key."""
    first, second = (Home(place / one, place / f"guard-{one}") for one in "12")
    assert opaque(first, "case", "a", "1") == opaque(first, "case", "a", "1")
    assert opaque(first, "case", "a", "1") != opaque(second, "case", "a", "1")


def test_no_backup_holds_the_key(home: Home, place: Path) -> None:
    """Whoever takes a copy of the record or of a backup has ciphertext alone."""
    seal(home, b"text")
    back_up(home, place / "backup")
    kept = key_path(home).read_bytes().strip()
    files = [*(place / "backup").rglob("*"), *home.root.rglob("*")]
    assert not [one for one in files if one.is_file() and kept in one.read_bytes()]
