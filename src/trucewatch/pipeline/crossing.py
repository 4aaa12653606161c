"""How an opened file crosses from the sandbox: one line of JSON, then the bytes one after another.

What comes from there was written by a program that read hostile bytes; each value is checked
against its type when it is read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from trucewatch.data.intake_words import sentence
from trucewatch.domain.errors import InvalidValue, UnknownName, require
from trucewatch.domain.intake import Extract, Part, Passage, Reason, Rendition, Verdict
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.text.conversion.limits import LONGEST_SIDE
from trucewatch.text.inspection.image_headers import HeadRefused, head_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of the sandbox.

    Args:
        convert: whether to open the file where nothing speaks against it.
        largest: bytes of the largest file that is taken.
    """

    name: str
    media_type: str | None
    convert: bool
    largest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What came of a file; no extract where it is quarantined or was not to be opened."""

    verdict: Verdict
    extract: Extract | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A rendition without its bytes."""

    number: int
    media_type: str
    width: int
    height: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A part without its bytes."""

    name: str
    media_type: str | None
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything of an opened file save bytes, which follow: of pictures, then of parts."""

    verdict: Verdict
    opened: bool
    text: str | None = None
    passages: tuple[Passage, ...] = ()
    pictures: tuple[Picture, ...] = ()
    parts: tuple[Enclosed, ...] = ()
    remarks: tuple[Reason, ...] = ()


def written_request(request: Request, raw: bytes) -> bytes:
    """A request with its file."""
    return _line(request) + raw


def read_request(data: bytes) -> tuple[Request, bytes]:
    """The request and the file."""
    line, _, raw = data.partition(b"\n")
    return from_wire(Request, json.loads(line)), raw


def written(opened: Opened) -> bytes:
    """An opened file as bytes."""
    extract = opened.extract or Extract()
    manifest = Manifest(
        verdict=opened.verdict,
        opened=opened.extract is not None,
        text=extract.text,
        passages=extract.passages,
        pictures=tuple(
            Picture(
                number=one.number,
                media_type=one.media_type,
                width=one.width,
                height=one.height,
                size=len(one.raw),
            )
            for one in extract.renditions
        ),
        parts=tuple(
            Enclosed(name=one.name, media_type=one.media_type, size=len(one.raw))
            for one in extract.parts
        ),
        remarks=extract.remarks,
    )
    blobs = [one.raw for one in extract.renditions] + [one.raw for one in extract.parts]
    return b"".join([_line(manifest), *blobs])


def read(data: bytes) -> Opened:
    """An opened file of its bytes.

    Raises:
        InvalidValue: they are no such bytes, or a rendition is no small picture.
    """
    line, _, blobs = data.partition(b"\n")
    try:
        manifest = from_wire(Manifest, json.loads(line))
        (manifest.text or "").encode()
    except (ValueError, RecursionError) as err:
        raise InvalidValue("the sandbox gave no answer that can be read") from err
    for one in (*manifest.verdict.reasons, *manifest.verdict.remarks, *manifest.remarks):
        _sayable(one)
    if not manifest.opened:
        return Opened(verdict=manifest.verdict)
    sizes = [one.size for one in manifest.pictures] + [one.size for one in manifest.parts]
    require(all(size >= 0 for size in sizes) and sum(sizes) == len(blobs), "bytes are missing")
    at, pieces = 0, []
    for size in sizes:
        pieces.append(blobs[at : at + size])
        at += size
    shown = len(manifest.pictures)
    return Opened(
        verdict=manifest.verdict,
        extract=Extract(
            text=manifest.text,
            passages=manifest.passages,
            renditions=tuple(map(_rendition, manifest.pictures, pieces[:shown])),
            parts=tuple(map(_part, manifest.parts, pieces[shown:])),
            remarks=manifest.remarks,
        ),
    )


def _line(value: object) -> bytes:
    """JSON on one line; names from elsewhere may hold halves of characters."""
    return json.dumps(to_wire(value), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _sayable(reason: Reason) -> None:
    """Refuses a reason that could not be told to a person."""
    try:
        sentence(reason.code, "en", reason.facts)
    except UnknownName as err:
        raise InvalidValue("the sandbox gave a reason that has no words") from err


def _rendition(told: Picture, raw: bytes) -> Rendition:
    """Shown to people, so what it claims to be is held against its own head."""
    require(told.media_type in {"image/png", "image/jpeg"}, "a rendition is PNG or JPEG")
    require(raw.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")), "a rendition is a picture")
    try:
        head = head_of(raw, told.media_type)
    except HeadRefused as err:
        raise InvalidValue("a rendition is a whole picture") from err
    small = max(head.width, head.height) <= LONGEST_SIDE
    require(small and head.end == len(raw) and not head.metadata, "a rendition is pixels alone")
    return Rendition(
        number=told.number,
        media_type=told.media_type,
        width=head.width,
        height=head.height,
        raw=raw,
    )


def _part(told: Enclosed, raw: bytes) -> Part:
    return Part(name=told.name, media_type=told.media_type, raw=raw)
