"""A report opened: from its bytes to a document with blocks, date and repairs."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from trucewatch.domain.document import Block, BlockKind, Document
from trucewatch.domain.errors import UnreadableInput
from trucewatch.text.align import Alignment
from trucewatch.text.blocks import blocks_of
from trucewatch.text.dateline import find_dateline
from trucewatch.text.decode import decode
from trucewatch.text.furniture import author_of
from trucewatch.text.markup import declared_day
from trucewatch.text.published import find_published
from trucewatch.text.repair import repair
from trucewatch.text.script import language_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with the way back from each of its characters to the bytes of the file."""

    document: Document
    alignment: Alignment


def open_document(
    raw: bytes, *, name: str, published: dt.date | None = None, source: str | None = None
) -> Document:
    r"""Open one report.

    Args:
        raw: the file as it came; any encoding, plain text or an HTML page.
        name: how to call it in errors.
        published: the day of publication where it is known from elsewhere; it then stands.
        source: who published it, where that is known from elsewhere; never inferred.

    Returns:
        The same document for the same bytes. Its text is NFC, with one blank line between
        paragraphs; each repair holds the place in the text and in the file.

    Raises:
        UnreadableInput: empty, blank, binary or undecodable bytes.

    >>> report = open_document(b"Talks\r\n\r\n3 May 2016\r\n\r\nThey\xa0met.\r\n", name="a.txt")
    >>> report.text, report.encoding_basis, str(report.published)
    ('Talks\n\n3 May 2016\n\nThey met.', 'detected', '2016-05-03')
    >>> open_document(b"", name="a.txt")
    Traceback (most recent call last):
    trucewatch.domain.errors.UnreadableInput: a.txt: is empty; name a file with text in it
    """
    return open_aligned(raw, name=name, published=published, source=source).document


def open_aligned(
    raw: bytes, *, name: str, published: dt.date | None = None, source: str | None = None
) -> Opened:
    """Open one report and keep the way back to its bytes; otherwise as `open_document`."""
    decoded = decode(raw, name=name)
    draft = repair(decoded.text, decoded.encoding)
    text = draft.text
    if not text:
        raise UnreadableInput("holds no words", where=name, remedy="name a file with text in it")
    blocks = blocks_of(text)
    opening = find_dateline(text, blocks)
    page = declared_day(decoded.text)
    when = find_published(text, blocks, opening, given=published, page=page)
    document = Document(
        name=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
        text=text,
        language=language_of(text),
        blocks=blocks,
        repairs=draft.repairs(),
        title=_first(text, blocks, BlockKind.HEADLINE),
        byline=author_of(_first(text, blocks, BlockKind.BYLINE) or ""),
        dateline=opening.dated(when.day) if opening else None,
        published=when.day,
        published_basis=when.basis,
        published_readings=when.readings,
        published_because=when.because,
        source=source,
    )
    return Opened(document, draft.alignment)


def _first(text: str, blocks: tuple[Block, ...], kind: BlockKind) -> str | None:
    return next((block.span.cut(text) for block in blocks if block.kind is kind), None)
