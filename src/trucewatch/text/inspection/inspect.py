"""A file that arrived, looked into: what it is and whether it may be opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trucewatch.data.intake_words import quarantines
from trucewatch.domain.intake import FileKind, Reason, Verdict
from trucewatch.text.inspection.archive import nested
from trucewatch.text.inspection.claims import claimed, named
from trucewatch.text.inspection.image import image
from trucewatch.text.inspection.mail import mail
from trucewatch.text.inspection.office import document, refined
from trucewatch.text.inspection.pdf import pdf
from trucewatch.text.inspection.plain import text
from trucewatch.text.inspection.polyglot import polyglot
from trucewatch.text.inspection.sniff import Sniffed, sniff
from trucewatch.text.inspection.xml import drawing, markup

LARGEST_BYTES = 20_000_000
"""A report is a few kilobytes, a photograph some megabytes."""
LONGEST_NAME = 400
"""Characters of a name, from its end, that are looked at; systems of files allow 255 bytes."""
PLAIN = frozenset({FileKind.TEXT, FileKind.HTML, FileKind.CSV})
"""Kinds whose bytes are characters and nothing else; only these are opened outside a sandbox."""
_PROGRAM = "program"


def inspect(
    raw: bytes, name: str, media_type: str | None = None, *, largest: int = LARGEST_BYTES
) -> Verdict:
    """The verdict on a file.

    Args:
        raw: all of it.
        name: as the sender called it; it decides nothing and is never opened.
        media_type: as claimed, None where nothing is.
        largest: bytes; larger files are not looked into.

    Returns:
        The same verdict for the same arguments, for any bytes.

    >>> inspect(b"Shelling in Hama.", "note.txt").accepted
    True
    >>> [reason.code for reason in inspect(b"", "note.txt").reasons]
    ['empty']
    """
    name = name[-LONGEST_NAME:]
    if not raw:
        return _weighed(Sniffed(FileKind.UNKNOWN, "application/octet-stream"), [Reason("empty")])
    sniffed = sniff(raw, name, media_type)
    if len(raw) > largest:
        facts = {"megabytes": f"{len(raw) / 1e6:.1f}", "most": f"{largest / 1e6:g}"}
        return _weighed(sniffed, [Reason("too_large", facts)])
    if sniffed.kind is FileKind.ARCHIVE:
        sniffed = refined(raw)
    found = [*_content(raw, sniffed), *polyglot(raw, sniffed)]
    found += [*named(name), *claimed(sniffed, name, media_type)]
    return _weighed(sniffed, found)


def is_plain(raw: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes can only be characters, so that no sandbox is needed."""
    return not raw or sniff(raw, name, media_type).kind in PLAIN


def _content(raw: bytes, sniffed: Sniffed) -> Iterator[Reason]:
    match sniffed.kind:
        case FileKind.TEXT | FileKind.HTML | FileKind.CSV:
            yield from text(raw, sniffed.kind)
        case FileKind.PDF:
            yield from pdf(raw)
        case FileKind.DOCX:
            yield from document(raw)
        case FileKind.MAIL:
            yield from mail(raw)
        case FileKind.IMAGE:
            yield from image(raw, sniffed.media_type)
        case FileKind.ARCHIVE:
            yield from nested(raw)
        case FileKind.SVG:
            yield from drawing(raw)
        case FileKind.XML:
            yield from markup(raw)
        case FileKind.UNKNOWN:
            yield from _closed(raw, sniffed)


def _closed(raw: bytes, sniffed: Sniffed) -> Iterator[Reason]:
    if sniffed.format == _PROGRAM:
        yield Reason("program")
        return
    yield Reason("format_not_read", {"format": sniffed.format})
    # Streams of macros are named in UTF-16 in old files; newer ones hold them as a part.
    if "_VBA_PROJECT".encode("utf-16-le") in raw or b"vbaProject.bin" in raw:
        yield Reason("office_macros")


def _weighed(sniffed: Sniffed, found: Iterable[Reason]) -> Verdict:
    """Each code once, with the first of its facts; a file of several faults names them all."""
    once: dict[str, Reason] = {}
    for reason in found:
        once.setdefault(reason.code, reason)
    return Verdict(
        kind=sniffed.kind,
        media_type=sniffed.media_type,
        reasons=tuple(one for one in once.values() if quarantines(one.code)),
        remarks=tuple(one for one in once.values() if not quarantines(one.code)),
    )
