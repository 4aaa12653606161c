"""The objects of a PDF, found by their own marks and not by its table, which may lie."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_UNFOLDED = 100_000_000
"""Bytes of one stream; the plain picture of an A4 page at 600 dpi has them."""
MOST_TOGETHER = 400_000_000
_CHUNK = 1 << 20
_STREAM = re.compile(rb"stream\r?\n")
_END = re.compile(rb"endstream")
_OBJECT = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_FILTER = re.compile(rb"/(?:Filter|F)\s*(\[[^\]]{0,500}\]|/[\w#]+)")
_NAME = re.compile(rb"/([^\s/<>\[\](){}%\0]{1,127})")
_WITHIN = re.compile(rb"\d\s+\d{1,5}\s+obj\s{0,20}<<")
_SHORT = {b"Fl": b"FlateDecode", b"AHx": b"ASCIIHexDecode", b"A85": b"ASCII85Decode"}


@dataclass(slots=True)
class Objects:
    """What a PDF is made of.

    Args:
        outside: the file without what its streams hold, names written plainly.
        numbered: bodies by number; of two with one number both, since readers differ.
        unfolded: packed objects, unfolded.
        faults: code words of what cannot be looked into.
        bomb: whether a stream unfolds to more than is allowed.
    """

    outside: bytes = b""
    numbered: dict[int, bytes] = field(default_factory=dict)
    unfolded: list[bytes] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    bomb: bool = False

    def texts(self) -> Iterator[bytes]:
        """Everything in which names may stand."""
        yield self.outside
        yield from self.unfolded


def objects(raw: bytes) -> Objects:
    """The objects of a PDF."""
    found = Objects()
    kept: list[bytes] = []
    at = together = 0
    for start, end in _streams(raw):
        kept.append(raw[at:start])
        dictionary = plain(raw[max(raw.rfind(b"obj", 0, start), start - 4096) : start])
        together += _look_into(found, dictionary, raw[start:end])
        if together > MOST_TOGETHER:
            found.bomb = True
        if found.bomb:
            break
        at = end
    kept.append(raw[at:])
    found.outside = plain(b"\n".join(kept))
    _number(found)
    return found


def plain(piece: bytes) -> bytes:
    """A piece with its names written plainly: `/J#61vaScript` is `/JavaScript`."""
    return _ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), piece)


def names(piece: bytes) -> frozenset[bytes]:
    """The names in a piece, without their strokes."""
    return frozenset(_NAME.findall(piece))


def _streams(raw: bytes) -> Iterator[tuple[int, int]]:
    """Where the contents of streams begin and end."""
    at = 0
    while (opening := _STREAM.search(raw, at)) is not None:
        if raw[max(0, opening.start() - 3) : opening.start()] == b"end":
            at = opening.end()
            continue
        closing = _END.search(raw, opening.end())
        end = closing.start() if closing else len(raw)
        yield opening.end(), end
        at = end


def _look_into(found: Objects, dictionary: bytes, content: bytes) -> int:
    """Look into one stream; bytes that it unfolded to."""
    if _WITHIN.search(content):
        found.faults.append("objects within a stream")
    filters = [_SHORT.get(name, name) for name in _filters(dictionary)]
    packs_objects = b"ObjStm" in names(dictionary)
    if filters.count(b"FlateDecode") > 1:
        found.faults.append("packed twice")
    if packs_objects and filters not in ([], [b"FlateDecode"]):
        found.faults.append("objects packed in an unusual way")
    if filters[:1] != [b"FlateDecode"]:
        if packs_objects:
            found.unfolded.append(plain(content))
        return len(content)
    return _inflate(found, content, keep=packs_objects)


def _filters(dictionary: bytes) -> list[bytes]:
    told = _FILTER.search(dictionary)
    return _NAME.findall(told[1]) if told else []


def _inflate(found: Objects, content: bytes, *, keep: bool) -> int:
    unpacking = zlib.decompressobj()
    size, rest, kept = 0, content, []
    try:
        while rest and not unpacking.eof:
            piece = unpacking.decompress(rest, _CHUNK)
            rest = unpacking.unconsumed_tail
            size += len(piece)
            if size > MOST_UNFOLDED:
                found.bomb = True
                break
            if keep:
                kept.append(piece)
            if not piece and not rest:
                break
    except zlib.error:
        if keep:
            found.faults.append("packed objects are damaged")
    if keep:
        _unpack(found, b"".join(kept))
    return size


def _unpack(found: Objects, piece: bytes) -> None:
    """Objects of an object stream, which begins with pairs of number and place."""
    text = plain(piece)
    found.unfolded.append(text)
    first = re.match(rb"[\s\d]{2,}", text)
    told = [int(one) for one in first.group().split()[:20_000] if len(one) < 10] if first else []
    opening = first.end() if first else 0
    pairs = list(zip(told[::2], told[1::2], strict=False))
    for at, (number, place) in enumerate(pairs):
        end = pairs[at + 1][1] if at + 1 < len(pairs) else len(text)
        if place < end:
            body = text[opening + place : opening + end]
            found.numbered[number] = found.numbered.get(number, b"") + b" " + body


def _number(found: Objects) -> None:
    marks = list(_OBJECT.finditer(found.outside))
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(found.outside)
        number = int(mark[1])
        body = found.outside[mark.end() : end]
        found.numbered[number] = found.numbered.get(number, b"") + b" " + body
