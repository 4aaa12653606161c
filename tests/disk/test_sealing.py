"""Evidence at rest is ciphertext: whole, of the right object, and opened by the right key alone."""

from __future__ import annotations

import io
import random
import threading
import tracemalloc
from hashlib import sha256
from pathlib import Path

import pytest
from pyrage import x25519

from trucewatch.storage.evidence import EvidenceFolder
from trucewatch.storage.refusals import DiskRefused, EvidenceDamaged, EvidenceSealed
from trucewatch.storage.scrubbing import scrub
from trucewatch.storage.sealing import Sealed, seal, unseal

KEY, OTHER = x25519.Identity.generate(), x25519.Identity.generate()
PIECE = 65_536
"""Bytes that age encrypts at a time."""
FILM = random.Random(2).randbytes(3 * PIECE + 100)


@pytest.fixture
def store(place: Path) -> EvidenceFolder:
    """An empty store."""
    return EvidenceFolder(place / "evidence")


def sealed(store: EvidenceFolder, data: bytes = FILM) -> Sealed:
    """Sealed to the one key."""
    return seal(store, io.BytesIO(data), [KEY.to_public()])


def opened(store: EvidenceFolder, one: Sealed) -> bytes:
    """All of it."""
    return b"".join(unseal(store, one, [KEY]))


def forged(store: EvidenceFolder, one: Sealed, data: bytes) -> Sealed:
    """The object after somebody put `data` there, under the right name, and bent its record."""
    name = sha256(data).hexdigest()
    path = store.path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Sealed(type(one.stored)(name, len(data)), one.content)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE])
def test_any_length_comes_back(store: EvidenceFolder, size: int) -> None:
    """Empty files and whole pieces too."""
    data = random.Random(size).randbytes(size)
    assert opened(store, sealed(store, data)) == data


def test_the_name_is_the_hash_of_the_ciphertext(store: EvidenceFolder) -> None:
    """`sha256sum` alone checks the file, and says nothing of the content."""
    one = sealed(store)
    stored = store.path(one.stored.sha256).read_bytes()
    assert sha256(stored).hexdigest() == one.stored.sha256
    assert one.content.sha256 == sha256(FILM).hexdigest() != one.stored.sha256


def test_no_plaintext_is_on_the_disk(store: EvidenceFolder) -> None:
    """Not one stretch of sixteen bytes of it."""
    stored = store.path(sealed(store).stored.sha256).read_bytes()
    assert not [at for at in range(0, len(FILM) - 16, 16) if FILM[at : at + 16] in stored]


def test_the_same_bytes_make_two_files(store: EvidenceFolder) -> None:
    """Each has a data key of its own, so equal files do not show."""
    first, second = sealed(store), sealed(store)
    assert first.stored.sha256 != second.stored.sha256
    assert first.content == second.content


def test_scrubbing_needs_no_key(store: EvidenceFolder) -> None:
    """Whole and bent are told apart by the name alone."""
    good, bad = sealed(store), sealed(store)
    path = store.path(bad.stored.sha256)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1])
    found = scrub(store, [good.stored.sha256, bad.stored.sha256])
    assert (found.files, len(found.damaged)) == (1, 1)


@pytest.mark.parametrize("at", [0, 100, 250, 400, PIECE, -1])
def test_one_altered_bit_gives_no_byte(store: EvidenceFolder, at: int) -> None:
    """The name tells before anything is decrypted."""
    one = sealed(store)
    path = store.path(one.stored.sha256)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    with pytest.raises(EvidenceDamaged, match="has other bytes"):
        next(unseal(store, one, [KEY]))


@pytest.mark.parametrize("at", [250, 400, PIECE, 2 * PIECE + 5, -1])
def test_altered_ciphertext_under_a_bent_name_is_refused(store: EvidenceFolder, at: int) -> None:
    """Also by somebody who changes file, name and record together."""
    one = sealed(store)
    data = bytearray(store.path(one.stored.sha256).read_bytes())
    data[at] ^= 1
    with pytest.raises(EvidenceDamaged, match="cannot be decrypted to its end"):
        opened(store, forged(store, one, bytes(data)))


@pytest.mark.parametrize("kept", [0, 50, 199, 300, 1000, PIECE + 500, -16, -1])
def test_truncated_ciphertext_under_a_bent_name_is_refused(
    store: EvidenceFolder, kept: int
) -> None:
    """Wherever it is cut, the head included."""
    one = sealed(store)
    data = store.path(one.stored.sha256).read_bytes()[:kept]
    with pytest.raises(EvidenceDamaged, match="cannot be decrypted to its end"):
        opened(store, forged(store, one, data))


def test_a_file_cut_between_pieces_is_refused(store: EvidenceFolder) -> None:
    """Each piece holds by itself; that the last one is the last is authenticated too."""
    one = sealed(store, FILM[: 2 * PIECE])
    data = store.path(one.stored.sha256).read_bytes()[: -(PIECE + 16)]
    with pytest.raises(EvidenceDamaged, match="cannot be decrypted to its end"):
        opened(store, forged(store, one, data))


def test_what_follows_the_end_is_refused(store: EvidenceFolder) -> None:
    """Nothing rides along behind the last piece."""
    one = sealed(store)
    data = store.path(one.stored.sha256).read_bytes() + b"more"
    with pytest.raises(EvidenceDamaged, match="cannot be decrypted to its end"):
        opened(store, forged(store, one, data))


def test_another_object_in_its_place_never_ends(store: EvidenceFolder) -> None:
    """Sealed to the same key and whole, it is still not what the record says."""
    one, other = sealed(store), sealed(store, FILM[::-1])
    swapped, given = Sealed(other.stored, one.content), []
    with pytest.raises(EvidenceDamaged, match="another content than is on record"):
        given += list(unseal(store, swapped, [KEY]))
    assert given == []


def test_the_last_piece_of_a_wrong_file_is_withheld(store: EvidenceFolder) -> None:
    """So a short file shows nothing of itself."""
    one, other = sealed(store), sealed(store, b"short")
    reading = unseal(store, Sealed(other.stored, one.content), [KEY])
    with pytest.raises(EvidenceDamaged):
        next(reading)


def test_another_key_opens_nothing(store: EvidenceFolder) -> None:
    """The file is told to be sealed, not damaged."""
    with pytest.raises(EvidenceSealed, match="no evidence key that is here opens it"):
        list(unseal(store, sealed(store), [OTHER]))


def test_each_of_several_keys_opens(store: EvidenceFolder) -> None:
    """As a second one that is kept elsewhere for the day the first is lost."""
    one = seal(store, io.BytesIO(FILM), [KEY.to_public(), OTHER.to_public()])
    assert b"".join(unseal(store, one, [OTHER])) == opened(store, one) == FILM


def test_a_file_of_just_the_limit_is_taken(store: EvidenceFolder) -> None:
    """The limit counts the bytes as they came."""
    one = seal(store, io.BytesIO(FILM), [KEY.to_public()], largest=len(FILM))
    assert one.content.size == len(FILM) < one.stored.size


def test_a_file_over_the_limit_leaves_nothing(store: EvidenceFolder) -> None:
    """Refused as itself, through the encryption."""
    with pytest.raises(DiskRefused, match=f"more than {len(FILM) - 1} bytes"):
        seal(store, io.BytesIO(FILM), [KEY.to_public()], largest=len(FILM) - 1)
    assert [path for path in store.root.rglob("*") if path.is_file()] == []


def test_who_stops_reading_leaves_no_thread(store: EvidenceFolder) -> None:
    """Nor a file that stays open."""
    one = sealed(store, FILM * 20)
    reading = unseal(store, one, [KEY])
    next(reading)
    reading.close()
    assert "unsealing" not in {thread.name for thread in threading.enumerate()}


def test_a_large_file_passes_in_little_memory(store: EvidenceFolder) -> None:
    """48 MiB in and out within 8 MiB of Python's memory."""
    size = 48 << 20
    film = store.root.parent / "film"
    with film.open("wb") as file:
        file.truncate(size)
    tracemalloc.start()
    with film.open("rb") as file:
        one = seal(store, file, [KEY.to_public()], largest=size)
    came = sum(len(piece) for piece in unseal(store, one, [KEY]))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert came == size
    assert most < 8 << 20
