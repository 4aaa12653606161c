"""Stored bytes stand under their hash, whole, read-only, and once."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

import pytest

from trucewatch.storage.evidence import CHUNK, EvidenceFolder
from trucewatch.storage.refusals import DiskRefused, EvidenceDamaged
from trucewatch.storage.scrubbing import PARTS, part_of, scrub

PHOTO = b"photo" * 1000


@pytest.fixture
def store(place: Path) -> EvidenceFolder:
    """An empty store."""
    return EvidenceFolder(place / "evidence")


def test_a_file_stands_under_the_hash_of_its_bytes(store: EvidenceFolder) -> None:
    """`sha256sum` alone tells whether it is whole."""
    kept = store.take_in(io.BytesIO(PHOTO))
    name = sha256(PHOTO).hexdigest()
    path = store.root / "sha256" / name[:2] / name[2:4] / name
    assert (kept.sha256, kept.size, path.read_bytes()) == (name, len(PHOTO), PHOTO)


def test_a_file_is_sealed(store: EvidenceFolder) -> None:
    """Nobody writes to it by mistake."""
    kept = store.take_in(io.BytesIO(PHOTO))
    assert store.path(kept.sha256).stat().st_mode & 0o777 == 0o444


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_any_length_comes_back(store: EvidenceFolder, size: int) -> None:
    """Empty files and whole chunks too."""
    data = bytes(range(256)) * (size // 256 + 1)
    kept = store.take_in(io.BytesIO(data[:size]))
    with store.whole(kept.sha256) as file:
        assert file.read() == data[:size]


def test_the_same_bytes_are_one_file(store: EvidenceFolder) -> None:
    """However often they come."""
    first = store.take_in(io.BytesIO(PHOTO))
    before = store.path(first.sha256).stat().st_ino
    store.take_in(io.BytesIO(PHOTO))
    assert store.path(first.sha256).stat().st_ino == before
    assert list(store.names()) == [first.sha256]


def test_a_file_over_the_limit_leaves_nothing(store: EvidenceFolder) -> None:
    """It is refused as soon as it is too long, not when all of it has come."""
    with pytest.raises(DiskRefused, match="more than 4999 bytes"):
        store.take_in(io.BytesIO(PHOTO), largest=4999)
    assert [path for path in store.root.rglob("*") if path.is_file()] == []


def test_a_file_of_just_the_limit_is_taken(store: EvidenceFolder) -> None:
    """The limit is the largest that is accepted."""
    assert store.take_in(io.BytesIO(PHOTO), largest=5000).size == 5000


def test_changed_bytes_are_not_handed_out(store: EvidenceFolder) -> None:
    """Whoever reads is told before the first byte."""
    kept = store.take_in(io.BytesIO(PHOTO))
    path = store.path(kept.sha256)
    path.chmod(0o644)
    path.write_bytes(b"X" + PHOTO[1:])
    with pytest.raises(EvidenceDamaged, match="has other bytes than were taken in"):
        store.whole(kept.sha256)


def test_a_short_file_under_the_name_is_told(store: EvidenceFolder) -> None:
    """The same bytes taken in again do not pass over it."""
    kept = store.take_in(io.BytesIO(PHOTO))
    path = store.path(kept.sha256)
    path.chmod(0o644)
    path.write_bytes(PHOTO[:10])
    with pytest.raises(EvidenceDamaged, match="another size"):
        store.take_in(io.BytesIO(PHOTO))


def test_a_copy_comes_in_under_its_name(store: EvidenceFolder, tmp_path: Path) -> None:
    """The bytes are those of the other store."""
    kept = store.take_in(io.BytesIO(PHOTO))
    copies = EvidenceFolder(tmp_path / "copies")
    copies.bring(kept.sha256, store)
    assert copies.path(kept.sha256).read_bytes() == PHOTO


def test_a_damaged_file_is_not_copied(store: EvidenceFolder, tmp_path: Path) -> None:
    """Under neither name: the damage would be a file of its own over there."""
    kept = store.take_in(io.BytesIO(PHOTO))
    path = store.path(kept.sha256)
    path.chmod(0o644)
    path.write_bytes(b"X" + PHOTO[1:])
    copies = EvidenceFolder(tmp_path / "copies")
    with pytest.raises(EvidenceDamaged, match="has other bytes than were taken in"):
        copies.bring(kept.sha256, store)
    assert [path for path in copies.root.rglob("*") if path.is_file()] == []


def test_a_missing_file_is_told_where_it_should_be(store: EvidenceFolder, tmp_path: Path) -> None:
    """In the store that lacks it, not in the one that asks."""
    name = "0" * 64
    with pytest.raises(EvidenceDamaged) as refused:
        EvidenceFolder(tmp_path / "copies").bring(name, store)
    assert refused.value.where == str(store.path(name))


def test_a_file_of_another_form_is_passed_over(store: EvidenceFolder) -> None:
    """A stray note in the folder is not evidence."""
    kept = store.take_in(io.BytesIO(PHOTO))
    (store.path(kept.sha256).parent / "notes.txt").write_text("hello")
    assert list(store.names()) == [kept.sha256]


def test_scrubbing_finds_what_is_damaged_missing_and_unrecorded(store: EvidenceFolder) -> None:
    """Each told apart, and the whole ones counted."""
    names = [store.take_in(io.BytesIO(bytes([at]) * 100)).sha256 for at in range(4)]
    damaged = store.path(names[1])
    damaged.chmod(0o644)
    damaged.write_bytes(b"bent")
    store.path(names[2]).unlink()
    found = scrub(store, names[:3])
    assert (found.files, found.size) == (1, 100)
    assert sorted(line.split("; ")[0].split(": ")[1] for line in found.damaged) == [
        "has other bytes than were taken in",
        "is not there",
    ]
    assert found.unrecorded == [names[3]]


def test_seven_parts_read_everything_once(store: EvidenceFolder) -> None:
    """A week of days leaves nothing out."""
    names = [store.take_in(io.BytesIO(bytes([at]) * 10)).sha256 for at in range(90)]
    assert sum(scrub(store, names, part).files for part in range(PARTS)) == 90
    assert {part_of(name) for name in names} == set(range(PARTS))
