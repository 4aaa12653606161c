"""What the program wrote it reads again, and a broken file is told by its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import examples
from trucewatch.export.json_text import json_lines, json_value
from trucewatch.pipeline.records import load

READING = examples.reading()


@pytest.mark.parametrize(
    "content",
    [
        json_value(READING),
        json_value((READING,)),
        json_lines([READING]),
        b"\xef\xbb\xbf" + json_value(READING),
    ],
)
def test_each_form_of_a_reading_is_read(tmp_path: Path, content: bytes) -> None:
    """One object, an array, or one a line; with a byte order mark or without."""
    path = tmp_path / "readings.json"
    path.write_bytes(content)
    assert load([str(path)]).readings == (READING,)


def test_lines_are_told_apart_by_line_ends_alone(tmp_path: Path) -> None:
    """A text may hold other separators that some programs take for line ends."""
    path = tmp_path / "two.jsonl"
    path.write_bytes(json_lines([READING, READING]))
    assert len(load([str(path)]).readings) == 2


def test_a_folder_stands_for_its_files_by_name(tmp_path: Path) -> None:
    """The order never depends on the disk."""
    (tmp_path / "b.json").write_bytes(json_value(examples.INCIDENT))
    (tmp_path / "a.json").write_bytes(json_value(READING))
    (tmp_path / "notes.txt").write_text("not asked for", encoding="utf-8")
    found = load([str(tmp_path)])
    assert (len(found.readings), len(found.incidents), found.refused) == (1, 1, ())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"Army shelled Hama.", "line 1, column 1: broken JSON"),
        (b'{"document": \n {]}', "line 2, column 3: broken JSON"),
        (b"\xff\xfe", "byte 0 is no UTF-8"),
        (b"[1]", "item 1: is neither a reading nor an incident"),
        (b'{"document": {}}', "Reading.document.name: is missing"),
    ],
)
def test_a_broken_file_is_told_by_its_place(tmp_path: Path, content: bytes, told: str) -> None:
    """Line and column, item, or the path of the value."""
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    (refusal,) = load([str(path)]).refused
    assert told in str(refusal)


def test_a_broken_file_leaves_the_others(tmp_path: Path) -> None:
    """Good files of a batch complete."""
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(json_value(READING))
    bad.write_bytes(b"{")
    found = load([str(bad), str(good)])
    assert (len(found.readings), len(found.refused)) == (1, 1)
