"""`trucewatch fuse` writes incidents as a page and a lineage as a picture."""

from __future__ import annotations

from pathlib import Path

import pytest

import incident_examples
from program import trucewatch
from trucewatch.export.json_text import json_lines


@pytest.fixture
def readings(tmp_path: Path) -> Path:
    """The five made-up reports, as `read` writes them."""
    path = tmp_path / "readings.jsonl"
    path.write_bytes(json_lines(incident_examples.READINGS))
    return path


def test_a_page_is_written_in_the_language_asked_for(readings: Path, tmp_path: Path) -> None:
    """In one file that stands alone."""
    out = tmp_path / "incidents.html"
    run = trucewatch("fuse", readings, "--format", "html", "--language", "ar", "-o", out)
    assert (run.code, run.err) == (0, "")
    html = out.read_text("utf-8")
    assert '<html lang="ar" dir="rtl">' in html
    assert html.count("<blockquote") == len(incident_examples.READINGS)


def test_a_picture_of_one_lineage_is_written(readings: Path) -> None:
    """Without an id where there is one incident alone."""
    run = trucewatch("fuse", readings, "--format", "svg")
    assert run.code == 0, run.err
    assert run.text.startswith("<?xml")
    assert "Herald" in run.text


def test_the_table_names_each_incident(readings: Path) -> None:
    """By the id that the page and the picture take, within 80 columns."""
    table = trucewatch("fuse", readings).text
    first = table.splitlines()[0].split()[-1]
    assert max(map(len, table.splitlines())) <= 80
    assert trucewatch("fuse", readings, "--incident", first[:6]).text.startswith("shelling")


def test_an_unknown_incident_is_one_clear_line(readings: Path) -> None:
    """With where the ids are."""
    run = trucewatch("fuse", readings, "--format", "html", "--incident", "nope")
    assert (run.code, run.out, len(run.complaints)) == (2, b"", 1)
    assert "take an id from the table" in run.err


def test_a_picture_needs_one_incident(tmp_path: Path) -> None:
    """Of several none is picked for the reader."""
    elsewhere = incident_examples.told("g", places=(), time=None)
    both = (*incident_examples.READINGS, incident_examples.report(elsewhere, "Post", 9))
    path = tmp_path / "both.jsonl"
    path.write_bytes(json_lines(both))
    run = trucewatch("fuse", path, "--format", "svg")
    assert (run.code, run.out) == (2, b"")
    assert "name one with --incident" in run.err
