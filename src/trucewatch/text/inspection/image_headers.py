"""The size of a picture as its head tells it, before anything is unfolded."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Literal

_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_TIFF_SIZES = {1: "B", 3: "H", 4: "I"}


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a picture tells.

    Args:
        width, height: in pixels, the largest of all frames.
        frames: how many, as far as the head tells.
        end: bytes of the picture itself, None where it runs to the end of the file.
        metadata: whether data on its making is in it.
    """

    width: int
    height: int
    frames: int = 1
    end: int | None = None
    metadata: bool = False


class HeadRefused(Exception):
    """A head that makes no sense; the message says where."""


def head_of(raw: bytes, media_type: str) -> Head:
    """The head of a picture.

    Raises:
        HeadRefused: it is cut off or makes no sense.
    """
    readers = {
        "image/png": _png,
        "image/jpeg": _jpeg,
        "image/gif": _gif,
        "image/webp": _webp,
        "image/bmp": _bmp,
        "image/tiff": _tiff,
    }
    try:
        found = readers[media_type](raw)
    except (struct.error, IndexError, KeyError) as err:
        raise HeadRefused("its head is cut off") from err
    if found.width < 1 or found.height < 1:
        raise HeadRefused("it has no area")
    return found


def _png(raw: bytes) -> Head:
    at, frames, metadata = 8, 1, False
    width, height = struct.unpack_from(">II", raw, 16)
    while at < len(raw):
        size, kind = struct.unpack_from(">I4s", raw, at)
        if at == 8 and kind != b"IHDR":
            raise HeadRefused("it does not begin with its size")
        if kind == b"IHDR" and at > 8:
            raise HeadRefused("it tells its size twice")
        metadata = metadata or kind in {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
        if kind == b"acTL":
            frames = struct.unpack_from(">I", raw, at + 8)[0]
        at += 12 + size
        if kind == b"IEND":
            return Head(width, height, frames, at, metadata)
    raise HeadRefused("its end is missing")


def _jpeg(raw: bytes) -> Head:
    at, width, height, metadata = 2, 0, 0, False
    while True:
        if raw[at] != 0xFF:
            raise HeadRefused(f"no segment at byte {at}")
        mark = raw[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        if mark in _STANDALONE:
            at += 2
            continue
        if mark == 0xD9:
            break
        size = struct.unpack_from(">H", raw, at + 2)[0]
        if size < 2:
            raise HeadRefused(f"a segment of no length at byte {at}")
        metadata = metadata or mark in {0xE1, 0xED, 0xFE}
        if mark in _FRAMES:
            tall, wide = struct.unpack_from(">HH", raw, at + 5)
            width, height = max(width, wide), max(height, tall)
        at += 2 + size
        if mark == 0xDA:
            at = _after_scan(raw, at)
    return Head(width, height, 1, at + 2, metadata)


_NEXT_SEGMENT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def _after_scan(raw: bytes, at: int) -> int:
    """Where the next segment begins after entropy-coded bytes."""
    found = _NEXT_SEGMENT.search(raw, at)
    if found is None:
        raise HeadRefused("its end is missing")
    return found.start()


def _gif(raw: bytes) -> Head:
    width, height, flags = struct.unpack_from("<HHB", raw, 6)
    at = 13 + (3 * (2 << (flags & 7)) if flags & 0x80 else 0)
    frames, metadata = 0, False
    while True:
        mark = raw[at]
        if mark == 0x3B:
            return Head(width, height, max(frames, 1), at + 1, metadata)
        if mark == 0x2C:
            left, top, wide, tall, own = struct.unpack_from("<HHHHB", raw, at + 1)
            width, height = max(width, left + wide), max(height, top + tall)
            frames += 1
            at += 10 + (3 * (2 << (own & 7)) if own & 0x80 else 0) + 1
        elif mark == 0x21:
            metadata = metadata or raw[at + 1] == 0xFE
            at += 2
        else:
            raise HeadRefused(f"no block at byte {at}")
        while raw[at]:
            at += 1 + raw[at]
        at += 1


def _webp(raw: bytes) -> Head:
    total = struct.unpack_from("<I", raw, 4)[0] + 8
    kind = raw[12:16]
    frames, metadata = 1, False
    if kind == b"VP8X":
        flags = raw[20]
        width = int.from_bytes(raw[24:27], "little") + 1
        height = int.from_bytes(raw[27:30], "little") + 1
        metadata = bool(flags & 0x0C)
        frames = raw.count(b"ANMF") or 1
    elif kind == b"VP8L":
        bits = struct.unpack_from("<I", raw, 21)[0]
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 ":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", raw, 26))
    else:
        raise HeadRefused("no picture in it")
    if total > len(raw):
        raise HeadRefused("its end is missing")
    return Head(width, height, frames, total, metadata)


def _bmp(raw: bytes) -> Head:
    width, height = struct.unpack_from("<ii", raw, 18)
    return Head(abs(width), abs(height))


def _tiff(raw: bytes) -> Head:
    order: Literal["<", ">"] = "<" if raw[:2] == b"II" else ">"
    at = struct.unpack_from(f"{order}I", raw, 4)[0]
    width = height = frames = 0
    seen: set[int] = set()
    while at and at not in seen and frames < 1000:
        seen.add(at)
        count = struct.unpack_from(f"{order}H", raw, at)[0]
        for entry in range(count):
            tag, kind = struct.unpack_from(f"{order}HH", raw, at + 2 + 12 * entry)
            if tag in {256, 257}:
                form = _TIFF_SIZES.get(kind)
                if form is None:
                    raise HeadRefused("its size is no number")
                side = struct.unpack_from(f"{order}{form}", raw, at + 2 + 12 * entry + 8)[0]
                width, height = (
                    (max(width, side), height) if tag == 256 else (width, max(height, side))
                )
        frames += 1
        at = struct.unpack_from(f"{order}I", raw, at + 2 + 12 * count)[0]
    return Head(width, height, frames, None, True)
