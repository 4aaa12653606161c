"""An output file holds all of the output or what it held before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trucewatch.cli.delivery import deliver
from trucewatch.domain.errors import Refusal


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told, and nothing lies about."""
    out = tmp_path / "page.html"
    out.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="cannot be written: no space left"):
        deliver(b"new", str(out))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("page.html", b"old")
    ]


def test_a_link_goes_on_to_point_to_its_file(tmp_path: Path) -> None:
    """The file behind it is replaced, not the link."""
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"old")
    link.symlink_to(real)
    deliver(b"new", str(link))
    assert (link.is_symlink(), real.read_bytes()) == (True, b"new")


def test_a_new_file_is_readable_as_usual(tmp_path: Path) -> None:
    """Temporary files are private, finished ones are not."""
    out = tmp_path / "page.html"
    deliver(b"new", str(out))
    usual = tmp_path / "usual"
    usual.touch()
    assert out.stat().st_mode == usual.stat().st_mode


def test_a_device_is_written_to(tmp_path: Path) -> None:
    """As the null device, which cannot be replaced."""
    deliver(b"gone", os.devnull)
    assert not Path(os.devnull).is_file()
    assert list(tmp_path.iterdir()) == []
