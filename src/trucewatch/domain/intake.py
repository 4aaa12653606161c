"""A file that arrived: what it is, whether it may be opened, and what came out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.domain.errors import require


class FileKind(StrEnum):
    """What a file is by its content; `unknown` is everything that is not read here."""

    TEXT = "text"
    HTML = "html"
    CSV = "csv"
    XML = "xml"
    SVG = "svg"
    PDF = "pdf"
    DOCX = "docx"
    MAIL = "mail"
    IMAGE = "image"
    ARCHIVE = "archive"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """Something found in a file.

    Args:
        code: as in `vocabulary/intake.yaml`, which also says whether it quarantines.
        facts: words by name for the sentence of the code.
    """

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a file is and whether it may be opened.

    Args:
        media_type: by content, as in `image/png`.
        reasons: why it is quarantined, the first found first; none where it is accepted.
        remarks: what else a person should know.
    """

    kind: FileKind
    media_type: str
    reasons: tuple[Reason, ...] = ()
    remarks: tuple[Reason, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether nothing speaks against opening it."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a stretch of an extract stood in its file.

    Args:
        start, end: half-open code points of `Extract.text`.
        kind: page, paragraph, table_row, note, subject, body or element.
        number: from 1, within its kind.
    """

    start: int
    end: int
    kind: str
    number: int

    def __post_init__(self) -> None:
        require(0 <= self.start <= self.end, "a passage runs forward")
        require(self.number >= 1, "passages are numbered from 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A picture that may be shown: pixels drawn anew, without anything else of its file.

    Args:
        number: of the page, from 1; a picture is page 1.
        media_type: image/png or image/jpeg.
        width, height: in pixels, at most 1,600 each.
    """

    number: int
    media_type: str
    width: int
    height: int
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file within a file, as an attachment; it is examined on its own.

    Args:
        name: as it was called there, "" where it had no name. Never a path to write to.
        media_type: as claimed there, None where nothing is.
    """

    name: str
    media_type: str | None
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What came out of an accepted file.

    Args:
        text: None where it holds no words that a program can read, as a photograph.
        passages: in order, of `text`; none where the text is the file itself.
        remarks: what a person should know of the way it was made.
    """

    text: str | None = None
    passages: tuple[Passage, ...] = ()
    renditions: tuple[Rendition, ...] = ()
    parts: tuple[Part, ...] = ()
    remarks: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        length = len(self.text or "")
        require(all(one.end <= length for one in self.passages), "a passage ends in its text")
