"""Archives that bomb, lie, lead out or hide."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile

from poison_sample import Canary, Sample, closed, part, zipped

REPORT = {"report.txt": b"Shelling in Hama on Monday.\n"}
MEGABYTE = 1_000_000


def archives(canary: Canary) -> list[Sample]:
    """Archives, each with one fault."""
    return [*_bombs(), *_names(), *_crooked(), *_holding(canary), *_foreign()]


def _bombs() -> list[Sample]:
    zeros = bytes(60 * MEGABYTE)
    bomb = zipped({"zeros": zeros})
    return [
        closed("ratio.zip", bomb, "archive_ratio"),
        closed(
            "together.zip",
            zipped({str(n): zeros[: 30 * MEGABYTE] for n in range(4)}),
            "archive_size",
        ),
        closed("within.zip", zipped({"a.zip": bomb}), "archive_ratio"),
        closed("many.zip", zipped({f"{n}.txt": b"x" for n in range(1500)}), "archive_count"),
        closed("folders.zip", zipped({f"{n}/": b"" for n in range(1100)}), "archive_count"),
        closed("three.zip", nest(3), "archive_nested"),
        closed("eight.zip", nest(8), "archive_nested"),
        closed(
            "siblings.zip",
            zipped({f"{n}.zip": zipped({f"{m}": b"" for m in range(200)}) for n in range(8)}),
            "archive_count",
        ),
        closed(
            "long_names.zip",
            zipped({f"{n:04}" + "n" * 60_000: b"" for n in range(40)}),
            "archive_count",
        ),
    ]


def nest(depth: int) -> bytes:
    """Archives within archives."""
    found = zipped(REPORT)
    for _ in range(depth - 1):
        found = zipped({"in.zip": found})
    return found


def _names() -> list[Sample]:
    names = {
        "up": "../canary",
        "up_later": "a/../../canary",
        "back": "..\\canary",
        "root": "/etc/canary",
        "drive": "C:/canary",
        "share": "//host/canary",
    }
    found = [
        closed(f"slip_{key}.zip", zipped({name: b"x"}), "archive_path")
        for key, name in names.items()
    ]
    return [
        *found,
        closed("slip_null.zip", zipped({"a_b": b"x"}).replace(b"a_b", b"a\0b"), "archive_path"),
    ]


def _crooked() -> list[Sample]:
    good = zipped(REPORT)
    two = zipped({"a.txt": b"a" * 50, "b.txt": b"b" * 50}, zipfile.ZIP_STORED)
    directory = good.rindex(b"PK\x01\x02")
    lying = bytearray(zipped({"zeros": bytes(30 * MEGABYTE)}))
    entry = lying.rindex(b"PK\x01\x02")
    lying[entry + 24 : entry + 28] = lying[22:26] = (1000).to_bytes(4, "little")
    shared = bytearray(two)
    second = shared.rindex(b"PK\x01\x02")
    shared[second + 42 : second + 46] = bytes(4)
    locked = bytearray(good)
    locked[6] |= 1
    locked[directory + 8] |= 1
    spoilt = bytearray(two)
    spoilt[40] ^= 0xFF
    renamed = bytearray(good)
    renamed[30] ^= 1
    spanning = bytearray(two)
    first = spanning.index(b"PK\x01\x02")
    spanning[first + 20 : first + 24] = (120).to_bytes(4, "little")
    return [
        closed("lying.zip", bytes(lying), "archive_damaged"),
        closed("shared.zip", bytes(shared), "archive_overlap"),
        closed("spanning.zip", bytes(spanning), "archive_overlap"),
        closed("locked.zip", bytes(locked), "archive_locked"),
        closed("spoilt.zip", bytes(spoilt), "archive_damaged"),
        closed("two_names.zip", bytes(renamed), "archive_damaged"),
        closed("cut.zip", good[:-30], "archive_damaged"),
        closed("headless.zip", good[:20], "archive_damaged"),
        closed("bzip2.zip", zipped(REPORT, zipfile.ZIP_BZIP2), "archive_damaged"),
        closed("lzma.zip", zipped(REPORT, zipfile.ZIP_LZMA), "archive_damaged"),
        closed("twice.zip", zipped({"a.txt": b"1", "A.TXT": b"2"}), "archive_twice"),
        closed("link.zip", _link(), "archive_link"),
        closed("prefixed.zip", b"PK\x03\x04#!/bin/sh\n" + good, "polyglot"),
    ]


def _link() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        one = zipfile.ZipInfo("report.txt")
        one.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(one, "/etc/passwd")
    return written.getvalue()


def _holding(canary: Canary) -> list[Sample]:
    script = canary.script()
    return [
        part("program.zip", zipped({**REPORT, "tool": b"\x7fELF" + bytes(60)}), "program"),
        part("script.zip", zipped({**REPORT, "run.js": script}), "deceptive_name"),
        part("two_endings.zip", zipped({"report.pdf.exe": script}), "deceptive_name"),
        part("shortcut.zip", zipped({"report.lnk": b"x"}), "deceptive_name"),
        part(
            "deep_file.zip",
            zipped({"a.zip": zipped({"b.rar": b"Rar!\x1a\x07\0"})}),
            "format_not_read",
        ),
        part("empty_file.zip", zipped({"report.txt": b""}), "empty"),
        part(
            "page_as_pdf.zip",
            zipped({"report.pdf": b"<html><script>x()</script>"}),
            "type_mismatch",
        ),
    ]


def _foreign() -> list[Sample]:
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        one = tarfile.TarInfo("../canary")
        one.size = 4
        archive.addfile(one, io.BytesIO(b"data"))
    return [
        closed("a.rar", b"Rar!\x1a\x07\x01\0" + bytes(64), "format_not_read"),
        closed("a.7z", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(64), "format_not_read"),
        closed("a.gz", gzip.compress(bytes(9 * MEGABYTE), mtime=0), "format_not_read"),
        closed("a.bz2", bz2.compress(bytes(9 * MEGABYTE)), "format_not_read"),
        closed("a.xz", lzma.compress(bytes(9 * MEGABYTE)), "format_not_read"),
        closed("a.tar", tar.getvalue(), "format_not_read"),
        closed("a.zst", b"\x28\xb5\x2f\xfd" + bytes(40), "format_not_read"),
        closed("a.cab", b"MSCF\0\0\0\0" + bytes(64), "format_not_read"),
    ]
