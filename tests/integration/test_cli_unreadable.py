"""Files that cannot be read: one clear line each, exit 2, and the others are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from program import trucewatch

GOOD = b"Shells Fall\n\nMay 3, 2016\n\nRebels shelled Hama on Monday, the Syrian army said.\n"
RUSSIAN = "По словам министерства, снаряды упали на окраине села."
BAD = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\n", "holds nothing but blanks"),
    "binary": (b"abc\x00\x01\x02def", "byte 3: is binary"),
    "half_utf16": ("Shells fell.".encode("utf-16")[:-1], "byte 24: begins as utf-16-le and is not"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "byte 0: is a PDF document"),
    "docx": (b"PK\x03\x04\x14\x00[Content_Types].xml", "is a ZIP archive or an office document"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old office document"),
    "gzip": (b"\x1f\x8b\x08\x00", "is a gzip archive"),
    "mixed": (RUSSIAN.encode() + RUSSIAN.encode("cp1251"), "is UTF-8 but for what stands here"),
    "garbled": (bytes(range(128, 256)), "is in no encoding that makes words of it"),
}


@pytest.fixture(name="files")
def _files(tmp_path: Path) -> list[Path]:
    """Every bad file, a folder and a missing file, with a good one in the middle."""
    paths = []
    for name, (content, _) in BAD.items():
        path = tmp_path / f"{name}.txt"
        path.write_bytes(content)
        paths.append(path)
    good = tmp_path / "good.txt"
    good.write_bytes(GOOD)
    folder = tmp_path / "folder"
    folder.mkdir()
    return [*paths[:4], good, *paths[4:], folder, tmp_path / "missing.txt"]


def test_each_bad_file_has_one_clear_line(files: list[Path]) -> None:
    """It names the file, what is wrong and what to do; the good file is read."""
    run = trucewatch("read", *files, "--json")
    assert run.code == 2
    assert len(run.complaints) == len(files) - 1
    for line, path in zip(run.complaints, [p for p in files if p.name != "good.txt"], strict=True):
        told = BAD.get(path.stem, (b"", {"folder": "is a folder"}.get(path.stem, "no such file")))
        assert path.name in line
        assert told[1] in line
        assert "; " in line
    read = json.loads(run.out)
    assert [item["document"]["name"] for item in read] == [str(files[4])]


def test_a_bad_file_on_standard_input_is_told_so() -> None:
    """By the name that was given for it."""
    run = trucewatch("read", "-", "--json", given=b"%PDF-1.4")
    assert (run.code, run.out, len(run.complaints)) == (2, b"", 1)
    assert "-, byte 0: is a PDF document" in run.err


def test_nothing_is_half_written(files: list[Path], tmp_path: Path) -> None:
    """The output holds the good file whole, and nothing else is left beside it."""
    out = tmp_path / "out" / "readings.jsonl"
    out.parent.mkdir()
    run = trucewatch("read", *files, "--format", "jsonl", "-o", out)
    assert (run.code, run.out) == (2, b"")
    [line] = out.read_text("utf-8").splitlines()
    assert json.loads(line)["document"]["title"] == "Shells Fall"
    assert [path.name for path in out.parent.iterdir()] == ["readings.jsonl"]


def test_only_bad_files_write_nothing(files: list[Path], tmp_path: Path) -> None:
    """Not even an empty output."""
    out = tmp_path / "readings.json"
    assert trucewatch("read", *files[:4], "--json", "-o", out).code == 2
    assert not out.exists()


def test_the_same_report_in_any_encoding_reads_the_same(tmp_path: Path) -> None:
    """Its statements do not depend on how it was saved."""
    text = GOOD.decode().replace("Hama", "“Hama”")
    paths = []
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"):
        paths.append(tmp_path / f"{encoding}.txt")
        paths[-1].write_bytes(text.encode(encoding))
    found = [
        [(one["words"], one["act"]) for one in reading["statements"]]
        for reading in json.loads(trucewatch("read", *paths, "--json").out)
    ]
    assert len(found) == len(paths)
    assert found[0]
    assert all(one == found[0] for one in found)
