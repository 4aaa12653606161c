"""Documents of Office looked into: what would run, what comes from elsewhere, what is packed in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.domain.intake import FileKind, Reason
from trucewatch.text.inspection.archive import (
    CONTENT_TYPES,
    Allowance,
    ArchiveRefused,
    Member,
    members,
    names_of,
)
from trucewatch.text.inspection.claims import shown
from trucewatch.text.inspection.sniff import UNREAD, Sniffed
from trucewatch.text.inspection.xml import XmlRefused, elements

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = "word/document.xml"
_FAMILIES = (("xl/", "XLSX"), ("ppt/", "PPTX"), ("visio/", "VSDX"))
_MACROS = re.compile(r"vbaproject|vbadata|macrosheets|/dialogsheets/", re.IGNORECASE)
_PACKED = re.compile(
    r"/embeddings/|/activex/|oleobject|/afchunk|\.(?:bin|exe|dll|js|vbs)$", re.IGNORECASE
)
_LINKS = frozenset({"http", "https", "mailto", "tel"})
_STARTS = re.compile(r"\s*dde(?:auto)?\b", re.IGNORECASE)
_FETCHES = re.compile(
    r"\s*(?:includetext|includepicture|import)\b.*(?://|\\\\)", re.IGNORECASE | re.DOTALL
)
_BINARY = re.compile(
    r"\.(?:png|jpe?g|gif|emf|wmf|tiff?|bmp|ttf|odttf|fntdata|webp)$", re.IGNORECASE
)


def refined(raw: bytes) -> Sniffed:
    """Which document an archive is, the archive itself where it is none.

    >>> refined(b"PK...").kind
    <FileKind.ARCHIVE: 'archive'>
    """
    names = names_of(raw)
    if CONTENT_TYPES in names:
        if any(name.startswith("word/") for name in names):
            return Sniffed(FileKind.DOCX, WORD)
        for folder, name in _FAMILIES:
            if any(one.startswith(folder) for one in names):
                return Sniffed(FileKind.UNKNOWN, UNREAD, name)
    if raw[30:38] == b"mimetype" and b"application/vnd.oasis" in raw[38:120]:
        return Sniffed(FileKind.UNKNOWN, UNREAD, "OpenDocument")
    return Sniffed(FileKind.ARCHIVE, "application/zip")


def document(raw: bytes) -> Iterator[Reason]:
    """What speaks against a document, each code once."""
    try:
        parts = members(raw, Allowance())
    except ArchiveRefused as refused:
        yield refused.reason
        return
    seen: set[str] = set()
    for part in parts:
        for reason in _part(part):
            if reason.code not in seen:
                seen.add(reason.code)
                yield reason
    if _MAIN not in {part.name for part in parts}:
        yield Reason("office_damaged", {"what": f"no {_MAIN}"})


def _part(part: Member) -> Iterator[Reason]:
    if _MACROS.search(part.name):
        yield Reason("office_macros")
    elif _PACKED.search(f"/{part.name}"):
        yield Reason("office_embedded", {"name": shown(part.name)})
    elif not _BINARY.search(part.name):
        try:
            yield from _markup(part)
        except XmlRefused as refused:
            yield refused.reason


def _markup(part: Member) -> Iterator[Reason]:
    field: list[str] = []
    for name, attributes, text in elements(part.raw):
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if name == "Relationship":
            yield from _relationship(plain)
        elif (
            name in {"Override", "Default"}
            and "macroenabled" in plain.get("ContentType", "").lower()
        ):
            yield Reason("office_macros")
        elif name == "instrText":
            field.append(text)
        elif name == "fldSimple":
            yield from _field(plain.get("instr", ""))
        elif name == "fldChar" and plain.get("fldCharType") in {"separate", "end"}:
            yield from _field("".join(field))
            field = []
        elif name in {"ins", "del", "moveFrom", "moveTo"} and "author" in plain:
            yield Reason("office_changes")
    yield from _field("".join(field))


def _relationship(told: dict[str, str]) -> Iterator[Reason]:
    kind = told.get("Type", "").rpartition("/")[2]
    if kind.lower() in {"vbaproject", "wordvbadata"}:
        yield Reason("office_macros")
    elif kind.lower() in {"oleobject", "package", "afchunk", "control", "activexcontrolbinary"}:
        yield Reason("office_embedded", {"name": shown(kind)})
    elif told.get("TargetMode", "").lower() == "external":
        scheme = told.get("Target", "").partition(":")[0].strip().lower()
        if kind == "attachedTemplate":
            yield Reason("office_template")
        elif kind != "hyperlink" or scheme not in _LINKS:
            yield Reason("office_external", {"what": shown(kind)})


def _field(instruction: str) -> Iterator[Reason]:
    if _STARTS.match(instruction):
        yield Reason("office_dde")
    elif _FETCHES.match(instruction):
        yield Reason("office_external", {"what": "field"})
