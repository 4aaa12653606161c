"""A file for the examination, with what has to come of it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

CLOSED, PART, FLAGGED, HARMLESS = "closed", "part", "flagged", "harmless"


@dataclass(frozen=True)
class Sample:
    """One file.

    Args:
        codes: all of them have to be found.
        outcome: the file stays closed, a part of it does, it is taken with remarks, or nothing
            is wrong with it.
    """

    name: str
    raw: bytes
    codes: tuple[str, ...]
    outcome: str
    media_type: str | None = None


@dataclass(frozen=True)
class Canary:
    """What no file may reach: a path that must not come to be, an address that nobody calls."""

    path: Path
    address: str

    def script(self) -> bytes:
        """What would touch both, were it run."""
        return f"#!/bin/sh\ntouch {self.path}\ncurl http://{self.address}/\n".encode()


def closed(name: str, raw: bytes, *codes: str, media_type: str | None = None) -> Sample:
    """A file that stays closed."""
    return Sample(name, raw, codes, CLOSED, media_type)


def part(name: str, raw: bytes, *codes: str) -> Sample:
    """A file with a part that stays closed."""
    return Sample(name, raw, codes, PART)


def flagged(name: str, raw: bytes, *codes: str, media_type: str | None = None) -> Sample:
    """A file that is taken, with remarks."""
    return Sample(name, raw, codes, FLAGGED, media_type)


def harmless(name: str, raw: bytes, media_type: str | None = None) -> Sample:
    """A file that nothing speaks against."""
    return Sample(name, raw, (), HARMLESS, media_type)


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive that is the same on every run."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, raw in files.items():
            one = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            one.compress_type = method
            archive.writestr(one, raw)
    return written.getvalue()
