"""A report as it was read: its text, where it came from, and what was repaired."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require
from trucewatch.domain.span import Span


class PublishedBasis(StrEnum):
    """What the publication date rests on."""

    GIVEN = "given"
    DATE_LINE = "date_line"
    DATELINE = "dateline"
    ADDRESS = "address"
    PAGE = "page"
    TEXT = "text"
    UNDECIDED = "undecided"
    NOT_FOUND = "not_found"


class BlockKind(StrEnum):
    """What a stretch of the report is; only body kinds hold statements."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATE_LINE = "date_line"
    PARAGRAPH = "paragraph"
    POST = "post"
    NOTE = "note"
    BOILERPLATE = "boilerplate"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One mended spot.

    Args:
        start, end: half-open code points in `document.text` of what stands there now.
        raw_start, raw_end: half-open bytes in the file of what stood there.
        was, now: the characters before and after.
        why: stable code of the rule, as in `box_for_space`.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    was: str
    now: str
    why: str

    def __post_init__(self) -> None:
        require(0 <= self.start <= self.end, "a repair's text range is reversed")
        require(0 <= self.raw_start <= self.raw_end, "a repair's byte range is reversed")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `document.text` of one kind."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, day and agency that open a wire story; what is not printed is None."""

    words: str
    span: Span
    name: str
    place: str | None = None
    day: dt.date | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One captured report.

    Args:
        name: how the input was named on the command line, or "-".
        sha256: lower-case hex of the raw bytes; for local output and custody only.
        encoding: how the bytes were decoded.
        encoding_basis: byte_order_mark, valid_utf8, declared or detected.
        title: the headline, None where there is none.
        published: the day it was published, None where unknown or undecided.
        published_readings: every reading where day and month cannot be told apart, in order.
        published_because: what decided, as a span of `text`, None where nothing in the text did.
        text: NFC; blocks and all spans are code points of it.
    """

    name: str
    sha256: str
    encoding: str
    encoding_basis: str
    text: str
    language: str
    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]
    title: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    published: dt.date | None = None
    published_basis: PublishedBasis = PublishedBasis.NOT_FOUND
    published_readings: tuple[dt.date, ...] = ()
    published_because: Span | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        require(len(self.sha256) == 64, "sha256 is 64 hex digits")
        for block in self.blocks:
            require(block.span.end <= len(self.text), "a block runs past the text")
        undecided = self.published_basis is PublishedBasis.UNDECIDED
        require(undecided == (len(self.published_readings) > 1), "two readings iff undecided")
