"""Pictures looked at by their heads alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.domain.intake import Reason
from trucewatch.text.inspection.image_headers import HeadRefused, head_of

MOST_PIXELS = 50_000_000
"""Above what cameras of phones make in their usual setting; four bytes each is 200 MB."""
_FILES = re.compile(
    rb"PK\x03\x04|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|%PDF-|MZ\x90|\x7fELF|\xd0\xcf\x11\xe0|<\?php|<script",
    re.IGNORECASE,
)


def image(raw: bytes, media_type: str) -> Iterator[Reason]:
    """What speaks against a picture, and what a person should know of it."""
    try:
        head = head_of(raw, media_type)
    except HeadRefused as refused:
        yield Reason("image_damaged", {"what": str(refused)})
        return
    if head.width * head.height > MOST_PIXELS:
        size = head.width * head.height // 1_000_000
        facts = {"megapixels": str(size), "most": str(MOST_PIXELS // 1_000_000)}
        yield Reason("image_too_large", facts)
    if head.frames > 1:
        yield Reason("image_frames", {"count": str(head.frames)})
    if head.metadata:
        yield Reason("image_metadata")
    yield from _tail(raw, media_type, head.end)


def _tail(raw: bytes, media_type: str, end: int | None) -> Iterator[Reason]:
    """Bytes behind the picture: phones put a film there, others a second file."""
    tail = raw[end:] if end is not None else b""
    if not tail.strip(b"\0\r\n "):
        return
    if _FILES.search(tail):
        yield Reason("polyglot", {"found": media_type, "other": "?"})
    else:
        yield Reason("image_tail", {"bytes": str(len(tail))})
