"""Bytes that two programs would take for two different files."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from trucewatch.domain.intake import FileKind, Reason
from trucewatch.text.inspection.sniff import Sniffed

_DIRECTORY = b"PK\x05\x06"
_REACH = 65_557
"""Bytes from the end within which the directory of a ZIP archive ends."""
_SEARCHED = 1024
"""Bytes in which readers of PDF look for its beginning."""
_ACTIVE = re.compile(rb"<script[\s>]|<\?php|<html[\s>]|<svg[\s>]|<!DOCTYPE html", re.IGNORECASE)
_AS_SCRIPT = re.compile(rb"(?:GIF8[79]a|BM)\s*(?:/\*|=|;)|RIFF\s*/\*")


def polyglot(raw: bytes, sniffed: Sniffed) -> Iterator[Reason]:
    r"""What else the bytes are, where they are more than one thing.

    >>> gif = Sniffed(FileKind.IMAGE, "image/gif")
    >>> [one.facts["other"] for one in polyglot(b"GIF89a/*....*/=alert(1)", gif)]
    ['JavaScript']
    """
    other = _other(raw, sniffed)
    if other:
        yield Reason("polyglot", {"found": sniffed.format or sniffed.media_type, "other": other})


def _other(raw: bytes, sniffed: Sniffed) -> str:
    if not raw.startswith(b"PK") and _ends_as_archive(raw):
        return "ZIP"
    if sniffed.kind is not FileKind.PDF and raw.find(b"%PDF-", 0, _SEARCHED) >= 0:
        return "PDF"
    if sniffed.kind is FileKind.IMAGE:
        if _AS_SCRIPT.match(raw):
            return "JavaScript"
        if _ACTIVE.search(raw):
            return "HTML"
    return ""


def _ends_as_archive(raw: bytes) -> bool:
    """Whether a directory of a ZIP archive stands at the end and fits."""
    at = raw.rfind(_DIRECTORY, max(0, len(raw) - _REACH))
    if at < 0 or at + 22 > len(raw):
        return False
    _, _, _, count, size, _, comment = struct.unpack_from("<HHHHIIH", raw, at + 4)
    return bool(count) and size <= at and at + 22 + comment <= len(raw)
