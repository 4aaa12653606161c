"""What a file is by its content; what is claimed has no say, save between kinds of text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucewatch.data.intake_words import (
    closed_formats,
    kind_of_ending,
    kind_of_media_type,
)
from trucewatch.domain.intake import FileKind
from trucewatch.text.markup import is_markup

HEAD = 4096
"""Bytes that tell what a file is."""
_IMAGES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), "image/bmp"),
    (re.compile(rb"II\*\0|MM\0\*"), "image/tiff"),
)
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}%PDF-")
_HEADER = re.compile(
    rb"(?:From [^\r\n]{1,200}\r?\n)?"
    rb"(?:[!-9;-~]{1,76}:[^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n){0,60}){2,}"
)
_WRITTEN = re.compile(rb"^(?:from|to|date|subject)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_BY_MACHINE = re.compile(
    rb"^(?:received|message-id|mime-version|return-path|delivered-to|content-type)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_XML = re.compile(
    r"\ufeff?\s*<(?:\?xml|!DOCTYPE\s|!--|[a-z_][\w.-]*(?::[\w.-]+)?[\s>/])", re.IGNORECASE
)
_SVG = re.compile(r"<(?:[\w-]+:)?svg[\s>/]", re.IGNORECASE)
_TEXT_TYPES = {
    FileKind.HTML: "text/html",
    FileKind.SVG: "image/svg+xml",
    FileKind.XML: "application/xml",
    FileKind.CSV: "text/csv",
    FileKind.TEXT: "text/plain",
}
UNREAD = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file is.

    Args:
        format: its name where it is of a known format that is not read, else "".
    """

    kind: FileKind
    media_type: str
    format: str = ""


def sniff(raw: bytes, name: str, media_type: str | None) -> Sniffed:
    """What the bytes are.

    The claimed name and type decide only what the content leaves open: whether a text is a table.

    >>> sniff(b"%PDF-1.7", "holiday.jpg", "image/jpeg").kind
    <FileKind.PDF: 'pdf'>
    >>> sniff(b"place,count", "a.csv", None).kind, sniff(b"place,count", "a.txt", None).kind
    (<FileKind.CSV: 'csv'>, <FileKind.TEXT: 'text'>)
    """
    if _PDF.match(raw):
        return Sniffed(FileKind.PDF, "application/pdf")
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Sniffed(FileKind.ARCHIVE, "application/zip")
    for pattern, image in _IMAGES:
        if pattern.match(raw):
            return Sniffed(FileKind.IMAGE, image)
    for one in closed_formats():
        if raw.startswith(one.magic, one.offset):
            return Sniffed(FileKind.UNKNOWN, UNREAD, one.name)
    claimed = [kind for _, kind in claims_of(name, media_type)]
    if is_mail(raw, claimed=FileKind.MAIL in claimed):
        return Sniffed(FileKind.MAIL, "message/rfc822")
    kind = _text_kind(raw, is_table=FileKind.CSV in claimed)
    return Sniffed(kind, _TEXT_TYPES[kind])


def is_mail(raw: bytes, *, claimed: bool = False) -> bool:
    r"""Whether the bytes begin with the head of an e-mail.

    People also open a plain report with "Date:" and "From:"; an e-mail has a field that only
    programs write, unless it is `claimed` to be one.

    >>> is_mail(b"From: a@b.example\r\nMIME-Version: 1.0\r\n\r\nShelling.")
    True
    >>> is_mail(b"From: Post 4\nDate: 3 May\n\nShelling.")
    False
    """
    head = _HEADER.match(raw[: 16 * HEAD])
    if head is None:
        return False
    return _BY_MACHINE.search(head[0]) is not None or (
        claimed and _WRITTEN.search(head[0]) is not None
    )


def ending(name: str) -> str:
    """The ending of a file name in lower case, "" where it has none.

    >>> ending("Report.PDF"), ending("report")
    ('pdf', '')
    """
    before, point, after = name.rpartition(".")
    return after.strip().lower() if point and before else ""


def plain_type(media_type: str | None) -> str:
    """A claimed media type without its parameters, "" where none is claimed.

    >>> plain_type("Text/Plain; charset=utf-8")
    'text/plain'
    """
    return (media_type or "").partition(";")[0].strip().lower()


def claims_of(name: str, media_type: str | None) -> list[tuple[str, FileKind]]:
    """What name and media type claim, as written, with the kind that each means."""
    end, mime = ending(name), plain_type(media_type)
    by_name = kind_of_ending(end) if end else None
    by_type = kind_of_media_type(mime)
    found = [(f".{end}", by_name), (mime, by_type)]
    return [(claim, kind) for claim, kind in found if kind is not None]


def _text_kind(raw: bytes, *, is_table: bool) -> FileKind:
    head = beginning(raw)
    if is_markup(head) and not head.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return FileKind.HTML
    if _XML.match(head):
        if _SVG.search(head):
            return FileKind.SVG
        return FileKind.HTML if is_markup(head) else FileKind.XML
    return FileKind.CSV if is_table else FileKind.TEXT


def beginning(raw: bytes) -> str:
    """The first characters, roughly: enough to tell one kind of markup from another."""
    head = raw[:HEAD]
    if head.startswith((b"\xff\xfe", b"<\0")):
        return head.removeprefix(b"\xff\xfe").decode("utf-16-le", "replace")
    if head.startswith((b"\xfe\xff", b"\0<")):
        return head.removeprefix(b"\xfe\xff").decode("utf-16-be", "replace")
    return head.decode("utf-8", "replace")
