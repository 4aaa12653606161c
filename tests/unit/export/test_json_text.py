"""JSON is one value, JSONL one a line, both in plain UTF-8."""

from __future__ import annotations

import json

import examples
from trucewatch.domain.reading import Reading
from trucewatch.domain.wire import from_wire
from trucewatch.export.json_text import json_lines, json_value


def test_a_reading_comes_back_from_its_file() -> None:
    """What is written is all there is."""
    written = json_value(examples.reading())
    assert from_wire(Reading, json.loads(written)) == examples.reading()


def test_each_line_is_one_value() -> None:
    """Line ends within texts are escaped."""
    lines = json_lines([examples.reading(), examples.reading()]).split(b"\n")
    assert [bool(line) for line in lines] == [True, True, False]


def test_letters_of_all_languages_stay_readable() -> None:
    """No escapes for what UTF-8 can write."""
    assert "حلب" in json_value(("حلب",)).decode()
