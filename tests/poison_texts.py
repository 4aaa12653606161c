"""Texts, tables and bytes that are not what they seem."""

from __future__ import annotations

import random

from poison_sample import Canary, Sample, closed, flagged

REPORT = "Shelling in Hama on Monday.\n"


def texts(canary: Canary) -> list[Sample]:
    """Texts, tables, names and foreign formats, each with one fault."""
    return [*_texts(), *_tables(canary), *_names(canary), *_foreign(canary)]


def _texts() -> list[Sample]:
    dice = random.Random(6)
    junk = bytes(dice.randrange(256) for _ in range(50_000))
    mixed = ("Обстрел Хамы в понедельник. " * 20).encode() + ("Обстрел Хамы. " * 9).encode("cp1251")
    return [
        closed("empty.txt", b"", "empty"),
        closed("blank.txt", b"\xef\xbb\xbf \r\n\t", "blank"),
        closed("large.txt", REPORT.encode() * 760_000, "too_large"),
        closed("junk.bin", junk, "binary_junk"),
        closed("nulls.txt", b"Shelling in\0 Hama on Monday.", "null_bytes"),
        closed("zeros.txt", bytes(5000), "binary_junk"),
        closed("mixed.txt", mixed, "undecodable"),
        closed("half.txt", "Хама".encode("utf-16")[:-1], "undecodable"),
        flagged(
            "override.txt", f"Shelling \u202efo sammaH\u202c\n{REPORT}".encode(), "bidi_controls"
        ),
        flagged("forced.txt", f"\u202dHama\u202c {REPORT}".encode(), "bidi_controls"),
        flagged("open_isolate.txt", f"{REPORT}a \u2067 b\n".encode(), "bidi_controls"),
        flagged("open_embedding.txt", f"{REPORT}a \u202b b\n".encode(), "bidi_controls"),
        flagged("crossed.txt", "a \u2067\u202bb\u2069\u202c\n".encode(), "bidi_controls"),
        flagged("unopened.txt", f"a\u2069 {REPORT}".encode(), "bidi_controls"),
        flagged("hidden.txt", "Shelling in Ha\u200bma.\n".encode(), "hidden_signs"),
        flagged("tags.txt", "Shelling \U000e0041\U000e0042 Hama.\n".encode(), "hidden_signs"),
        flagged("terminal.txt", b"Shelling \x1b]0;x\x07 in Hama.\n", "control_signs"),
        flagged("line.txt", b"Shelling " * 20_000, "long_line"),
    ]


def _tables(canary: Canary) -> list[Sample]:
    head = "place,number\n"
    cells = {
        "equals": f'"=HYPERLINK(""http://{canary.address}"",""x"")"',
        "plus": "+cmd|' /C calc'!A0",
        "minus": "-2+3+cmd|x",
        "at": "@SUM(1+1)",
        "wide": "＝1+1",
    }
    return [
        *(
            flagged(f"{n}.csv", f"{head}{cell},1\n".encode(), "csv_formulas")
            for n, cell in cells.items()
        ),
        flagged("tab.csv", b'place,number\n"\t=1",2\n', "csv_formulas"),
        closed("quote.csv", b'place,number\n"Hama,1\n', "csv_damaged"),
        closed("field.csv", b"place,number\n" + b"x" * 200_000 + b",1\n", "csv_damaged"),
        closed("rows.csv", b"a,b\n" + b"1,2\n" * 200_001, "csv_rows"),
        closed("nulls.csv", b"place,number\nHa\0ma,1\n", "null_bytes"),
    ]


def _names(canary: Canary) -> list[Sample]:
    script = canary.script()
    endings = (
        "sh",
        "bat",
        "cmd",
        "ps1",
        "vbs",
        "js",
        "hta",
        "py",
        "desktop",
        "url",
        "reg",
        "jar",
        "scf",
    )
    return [
        *(closed(f"report.{one}", script, "deceptive_name") for one in endings),
        closed("gpj\u202etxt.exe", script, "deceptive_name"),
        closed("fdp\u202e.txt", REPORT.encode(), "deceptive_name"),
        closed("report.txt\nX-Header: a", REPORT.encode(), "deceptive_name"),
        closed("report.txt\0.pdf", REPORT.encode(), "deceptive_name"),
        closed("report.pdf          .txt", REPORT.encode(), "deceptive_name"),
        closed("report.pdf", REPORT.encode(), "type_mismatch"),
        closed("report", REPORT.encode(), "type_mismatch", media_type="image/png"),
        flagged("../../report.txt", REPORT.encode(), "name_with_path"),
        flagged("C:\\reports\\report.txt", REPORT.encode(), "name_with_path"),
        flagged(
            "report.csv", b"From: a@b.example\r\nMIME-Version: 1.0\r\n\r\nHama.\r\n", "type_differs"
        ),
    ]


def _foreign(canary: Canary) -> list[Sample]:
    program = b"\x7fELF\x02\x01\x01" + bytes(57) + canary.script()
    heads = {
        "a.sqlite": b"SQLite format 3\0" + bytes(84),
        "a.ps": b"%!PS-Adobe-3.0\n(x) show",
        "a.mp3": b"ID3\x03\0\0" + bytes(40),
        "a.ogg": b"OggS" + bytes(40),
        "a.mkv": b"\x1a\x45\xdf\xa3" + bytes(40),
        "winmail.dat": b"\x78\x9f\x3e\x22" + bytes(40),
        "report.txt": b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F" + bytes(40),
    }
    return [
        *(closed(name, raw, "format_not_read") for name, raw in heads.items()),
        closed("tool", program, "program"),
        closed("report.doc", program, "program"),
        closed("a.wasm", b"\0asm\x01\0\0\0", "program"),
        closed("a.class", b"\xca\xfe\xba\xbe\0\0\0\x34", "program"),
        closed("mac", b"\xcf\xfa\xed\xfe" + bytes(28), "program"),
    ]
