"""A file that cannot be read is refused with one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.domain.errors import UnreadableInput
from trucewatch.pipeline.files import bytes_of


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    """The line says how to name what is in it."""
    with pytest.raises(UnreadableInput, match=r"is a folder; name the files in it"):
        bytes_of(str(tmp_path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The path as it was given."""
    with pytest.raises(UnreadableInput, match="no such file"):
        bytes_of(str(tmp_path / "none.txt"))


def test_a_forbidden_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Raised by hand, since a superuser may read anything."""

    def forbidden(*_args: object) -> None:
        raise PermissionError

    path = tmp_path / "sealed.txt"
    path.touch()
    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(UnreadableInput, match="permission denied; you may not read it"):
        bytes_of(str(path))


def test_a_large_file_is_refused_unopened(tmp_path: Path) -> None:
    """Its size is known before a byte is read."""
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(21_000_000)
    with pytest.raises(UnreadableInput, match="larger than 20 MB"):
        bytes_of(str(path))


def test_a_path_that_cannot_be_is_refused() -> None:
    """Null bytes and endless names are no reason to crash."""
    for name in ("a\0b", "x" * 5000):
        with pytest.raises(UnreadableInput):
            bytes_of(name)


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    path = tmp_path / "full.txt"
    path.write_bytes(b"x" * 100)
    assert len(bytes_of(str(path), largest=100)) == 100
