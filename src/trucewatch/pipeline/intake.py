"""A file that arrives: examined, and opened where nothing speaks against it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from trucewatch.domain.intake import Extract, FileKind, Part, Reason, Verdict
from trucewatch.pipeline import sandbox
from trucewatch.pipeline.crossing import Opened, Request
from trucewatch.pipeline.limits import WALL_SECONDS
from trucewatch.pipeline.opening import opened
from trucewatch.text.inspection.claims import shown
from trucewatch.text.inspection.inspect import LARGEST_BYTES, is_plain

SMALL = 1_000_000
"""Bytes of characters that are looked at without a program of their own."""
DEEPEST = 2
"""Files within files that are examined: an attachment, and what an attached e-mail holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What came of a file.

    Args:
        name: as it was called where it came from; for people, never for a path.
        verdict: what it is, and why it stays closed if it does.
        extract: words, pictures and parts; None where it stays closed.
        readable: what `read_report` takes; None where there are no words, and for tables.
        parts: what came of each of `extract.parts`, in their order.
    """

    name: str
    verdict: Verdict
    extract: Extract | None = None
    readable: bytes | None = None
    parts: tuple[Examined, ...] = ()

    @property
    def remarks(self) -> tuple[Reason, ...]:
        """What a person should know of it, of the file first and then of its opening."""
        return (*self.verdict.remarks, *(self.extract.remarks if self.extract else ()))


def examine(
    raw: bytes, name: str, media_type: str | None = None, *, largest: int = LARGEST_BYTES
) -> Examined:
    r"""Examine a file and open it where nothing speaks against that.

    Text, pages and tables are read here; every other kind in a sandbox of its own. Nothing is
    written anywhere. Takes at most 20 s and 512 MiB for a file with all that is in it.

    Args:
        raw: all of it, as it is stored.
        name: as the sender called it.
        media_type: as the sender claims, None where nothing is claimed.
        largest: bytes; larger files stay closed.

    Returns:
        For any bytes, never an exception: a fault keeps the file closed, with the reason.

    >>> examine(b"Shelling in Hama.\n", "note.txt").extract.text
    'Shelling in Hama.\n'
    >>> [reason.code for reason in examine(b"Rar!\x1a\x07\x00", "note.rar").verdict.reasons]
    ['format_not_read']
    """
    ends = time.monotonic() + WALL_SECONDS
    return _examined(
        raw, Request(name=name, media_type=media_type, convert=True, largest=largest), ends, 0
    )


def _examined(raw: bytes, request: Request, ends: float, depth: int) -> Examined:
    found = _opened(raw, request, ends - time.monotonic())
    parts = _parts(found, request, ends, depth)
    closed = tuple(
        Reason("part_quarantined", {"name": shown(one.name)})
        for one in parts
        if not one.verdict.accepted
    )
    return Examined(
        name=request.name,
        verdict=replace(found.verdict, remarks=(*found.verdict.remarks, *closed)),
        extract=found.extract,
        readable=_readable(raw, found),
        parts=parts,
    )


def _opened(raw: bytes, request: Request, seconds: float) -> Opened:
    """In a box, unless the bytes are characters alone; many of those are still bounded."""
    if len(raw) > request.largest:
        return opened(request, raw)
    if not is_plain(raw, request.name, request.media_type):
        return sandbox.opened(raw, request, seconds)
    if len(raw) > SMALL:
        return sandbox.bounded(raw, request, seconds)
    return opened(request, raw)


def _parts(found: Opened, request: Request, ends: float, depth: int) -> tuple[Examined, ...]:
    if found.extract is None:
        return ()
    if depth == DEEPEST:
        return tuple(_too_deep(one.name) for one in found.extract.parts)
    return tuple(_part(one, request, ends, depth + 1) for one in found.extract.parts)


def _part(part: Part, request: Request, ends: float, depth: int) -> Examined:
    """A part on its own; folders of an archive are no paths to wonder at."""
    last = part.name.rpartition("/")[2]
    found = _examined(
        part.raw, replace(request, name=last, media_type=part.media_type), ends, depth
    )
    return replace(found, name=part.name)


def _too_deep(name: str) -> Examined:
    reason = Reason("too_deep", {"most": str(DEEPEST)})
    verdict = Verdict(
        kind=FileKind.UNKNOWN, media_type="application/octet-stream", reasons=(reason,)
    )
    return Examined(name=name, verdict=verdict)


def _readable(raw: bytes, found: Opened) -> bytes | None:
    """The file itself where the reader opens it, so that places are those of the file."""
    if found.extract is None or found.extract.text is None or found.verdict.kind is FileKind.CSV:
        return None
    if found.verdict.kind in {FileKind.TEXT, FileKind.HTML}:
        return raw
    return found.extract.text.encode()
