"""Bytes of the files that a person names, refused with one clear line where that fails."""

from __future__ import annotations

import sys
from pathlib import Path

from trucewatch.domain.errors import UnreadableInput

STANDARD_INPUT = "-"
LARGEST_BYTES = 20_000_000
"""Larger files are refused before they are opened; a report is a few kilobytes."""


def bytes_of(name: str, *, largest: int = LARGEST_BYTES) -> bytes:
    """The bytes of a file, or of standard input where `name` is "-".

    Raises:
        UnreadableInput: missing, a folder, not permitted, or larger than `largest` bytes.

    >>> bytes_of("no/such/report.txt")
    Traceback (most recent call last):
    trucewatch.domain.errors.UnreadableInput: no/such/report.txt: no such file; check the path
    """
    if name == STANDARD_INPUT:
        return _within(sys.stdin.buffer.read(largest + 1), name, largest)
    path = Path(name)
    try:
        if path.is_dir():
            remedy = f"name the files in it, as in {path / '*.txt'}"
            raise UnreadableInput("is a folder", where=name, remedy=remedy)
        if path.stat().st_size > largest:
            raise _too_large(name, largest)
        with path.open("rb") as stream:
            return _within(stream.read(largest + 1), name, largest)
    except FileNotFoundError as err:
        raise UnreadableInput("no such file", where=name, remedy="check the path") from err
    except PermissionError as err:
        remedy = "you may not read it; ask its owner, or chmod u+r"
        raise UnreadableInput("permission denied", where=name, remedy=remedy) from err
    except (OSError, ValueError) as err:
        what = getattr(err, "strerror", None) or str(err)
        remedy = "check the path and the disk"
        raise UnreadableInput(what.lower(), where=name, remedy=remedy) from err


def _within(raw: bytes, name: str, largest: int) -> bytes:
    """Guards against input whose size is not known beforehand, as of a pipe."""
    if len(raw) > largest:
        raise _too_large(name, largest)
    return raw


def _too_large(name: str, largest: int) -> UnreadableInput:
    what = f"larger than {largest / 1_000_000:g} MB"
    remedy = "split it, or allow more with --max-mb"
    return UnreadableInput(what, where=name, remedy=remedy)
