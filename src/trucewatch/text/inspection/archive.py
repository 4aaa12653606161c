"""ZIP archives looked into without unpacking them to anywhere."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from trucewatch.domain.intake import Reason
from trucewatch.text.inspection.claims import shown

MOST_FILES = 1_000
"""A document of Office has some dozens, a mission's bundle of reports some hundreds."""
MOST_BYTES = 100_000_000
"""Five times the largest file that is taken."""
MOST_RATIO = 200
"""Text packs to a twentieth, sheets of equal rows to a hundredth; bombs to a thousandth."""
SMALL = 1_000_000
"""Bytes up to which a ratio does no harm."""
DEEPEST = 2
CONTENT_TYPES = "[Content_Types].xml"
_CHUNK = 1 << 16
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LOCAL = b"PK\x03\x04"
_END = b"PK\x05\x06"
_ENTRY = 46
"""Bytes of the smallest entry of a directory."""
_LONGEST_NAMES = 512
"""Bytes of an entry beyond which names are padding."""


class ArchiveRefused(Exception):
    """An archive that cannot be looked into; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.code)


@dataclass(slots=True)
class Allowance:
    """What may still be unfolded, over an archive and those within it.

    Args:
        files, size: how many files and bytes are left.
    """

    files: int = MOST_FILES
    size: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive, unfolded."""

    name: str
    raw: bytes


def members(raw: bytes, allowance: Allowance) -> list[Member]:
    """The files of an archive; folders are left out.

    Raises:
        ArchiveRefused: it is damaged, locked, or would unfold to more than is allowed.
    """
    listed = listing(raw)
    allowance.files -= len(listed)
    if allowance.files < 0:
        count = MOST_FILES - allowance.files
        raise ArchiveRefused(
            Reason("archive_count", {"count": str(count), "most": str(MOST_FILES)})
        )
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return [_unfolded(archive, one, allowance) for one in listed if not one.is_dir()]


def listing(raw: bytes) -> list[zipfile.ZipInfo]:
    """The directory of an archive, checked for all that can be told without unfolding.

    Raises:
        ArchiveRefused: the first fault.
    """
    _bound_directory(raw)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            listed = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError) as err:
        raise _damaged(str(err)) from err
    for fault in _faults(raw, listed):
        raise ArchiveRefused(fault)
    return listed


def _bound_directory(raw: bytes) -> None:
    """Refuses a directory that would fill the memory before it could be looked at."""
    at = raw.rfind(_END)
    if at < 0 or at + 22 > len(raw):
        raise _damaged("it has no directory")
    count, size = struct.unpack_from("<HI", raw, at + 10)
    if count > MOST_FILES or size > MOST_FILES * (_ENTRY + _LONGEST_NAMES):
        count = max(count, size // (_ENTRY + _LONGEST_NAMES))
        facts = {"count": str(count), "most": str(MOST_FILES)}
        raise ArchiveRefused(Reason("archive_count", facts))
    if size < count * _ENTRY:
        raise _damaged("its directory is cut off")


def _faults(raw: bytes, listed: list[zipfile.ZipInfo]) -> Iterator[Reason]:
    names: set[str] = set()
    for one in listed:
        name = {"name": shown(one.filename)}
        if leads_out(one.filename) or leads_out(one.orig_filename):
            yield Reason("archive_path", name)
        if stat.S_ISLNK(one.external_attr >> 16):
            yield Reason("archive_link", name)
        if one.flag_bits & 0x1:
            yield Reason("archive_locked")
        if one.filename.lower() in names:
            yield Reason("archive_twice", name)
        if one.compress_type not in _METHODS:
            yield Reason("archive_damaged", {"what": f"packing method {one.compress_type}"})
        names.add(one.filename.lower())
    yield from _overlaps(raw, listed)
    whole, packed = sum(one.file_size for one in listed), sum(one.compress_size for one in listed)
    yield from _unfolds(whole, packed)


def leads_out(name: str) -> bool:
    r"""Whether a name would be written elsewhere than into a folder of its own.

    >>> [leads_out(name) for name in ("a/b.txt", "../b", "/b", r"..\b", "C:b", "a/..b")]
    [False, True, True, True, True, False]
    """
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in name


def _overlaps(raw: bytes, listed: list[zipfile.ZipInfo]) -> Iterator[Reason]:
    """Two entries that share packed bytes, and an entry that its own head contradicts."""
    end = 0
    for one in sorted(listed, key=lambda entry: entry.header_offset):
        name = {"name": shown(one.filename)}
        start = one.header_offset
        if raw[start : start + 4] != _LOCAL or start + 30 > len(raw):
            yield Reason("archive_damaged", {"what": f"no file at {start}"})
            return
        if start < end:
            yield Reason("archive_overlap", name)
        named, extra = struct.unpack_from("<HH", raw, start + 26)
        told = raw[start + 30 : start + 30 + named]
        encoding = "utf-8" if one.flag_bits & 0x800 else "cp437"
        if told.decode(encoding, "replace") != one.orig_filename:
            yield Reason("archive_damaged", {"what": "a file has two names"})
        end = start + 30 + named + extra + one.compress_size
    if listed and min(one.header_offset for one in listed) > 0:
        yield Reason("polyglot", {"found": "application/zip", "other": "?"})


def _unfolds(whole: int, packed: int) -> Iterator[Reason]:
    if whole > MOST_BYTES:
        yield Reason("archive_size", {"most": str(MOST_BYTES // 1_000_000)})
    if whole > SMALL and whole > MOST_RATIO * packed:
        facts = {"ratio": str(whole // max(packed, 1)), "most": str(MOST_RATIO)}
        yield Reason("archive_ratio", facts)


def _unfolded(archive: zipfile.ZipFile, one: zipfile.ZipInfo, allowance: Allowance) -> Member:
    """A file, counted while it unfolds: directories may lie."""
    found = bytearray()
    try:
        with archive.open(one) as stream:
            while chunk := stream.read(_CHUNK):
                found += chunk
                allowance.size -= len(chunk)
                if allowance.size < 0:
                    raise ArchiveRefused(
                        Reason("archive_size", {"most": str(MOST_BYTES // 1_000_000)})
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as err:
        raise _damaged(str(err)) from err
    if len(found) != one.file_size:
        raise _damaged("a file is longer or shorter than told")
    for fault in _unfolds(len(found), one.compress_size):
        raise ArchiveRefused(fault)
    return Member(one.filename, bytes(found))


def _damaged(what: str) -> ArchiveRefused:
    return ArchiveRefused(Reason("archive_damaged", {"what": shown(what)}))


def nested(raw: bytes) -> Iterator[Reason]:
    """What speaks against an archive, and against archives within it.

    Files within it that are no archives are examined on their own, later.
    """
    try:
        _walk(raw, Allowance(), 1)
    except ArchiveRefused as refused:
        yield refused.reason


def _walk(raw: bytes, allowance: Allowance, depth: int) -> None:
    if depth > DEEPEST:
        raise ArchiveRefused(Reason("archive_nested", {"most": str(DEEPEST)}))
    for one in members(raw, allowance):
        if one.raw.startswith((_LOCAL, _END)) and not is_office(one.raw):
            _walk(one.raw, allowance, depth + 1)


def is_office(raw: bytes) -> bool:
    """Whether an archive is a document of Office, whose parts are no files of their own."""
    return CONTENT_TYPES in names_of(raw)


def names_of(raw: bytes) -> frozenset[str]:
    """The names in an archive; of one that is refused, those that stand anywhere in it."""
    try:
        return frozenset(one.filename for one in listing(raw))
    except ArchiveRefused:
        marks = [CONTENT_TYPES, "word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"]
        return frozenset(mark for mark in marks if mark.encode() in raw)
