"""A table of findings opens in any spreadsheet and runs nothing there."""

from __future__ import annotations

import csv
import dataclasses
import io

import examples
from trucewatch.export.findings_csv import findings_csv


def rows(words: str = "Artillery fired") -> list[dict[str, str]]:
    """The table, read again."""
    one = dataclasses.replace(examples.INCIDENT, words=words)
    text = findings_csv([one], examples.FINDINGS).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_finding_is_a_row() -> None:
    """Both readings, one below the other."""
    assert [row["reading"] for row in rows()] == ["east", "west"]


def test_a_row_says_what_it_is_about() -> None:
    """The incident's own facts stand beside the finding."""
    row = rows()[0]
    assert (row["act"], row["start"], row["places"], row["result"]) == (
        "shelling",
        "2016-05-01T21:00:00Z",
        "test:1",
        "outside_scope",
    )


def test_no_text_of_a_report_is_a_formula() -> None:
    """A report could be written to run in a spreadsheet."""
    assert rows('=HYPERLINK("http://x")')[0]["words"].startswith("'=")


def test_texts_may_hold_commas_and_line_ends() -> None:
    """They come back as they were."""
    assert rows('a, "b"\nc')[0]["words"] == 'a, "b"\nc'


def test_a_finding_without_its_incident_is_kept() -> None:
    """Its own columns are filled, the others empty."""
    text = findings_csv([], examples.FINDINGS).decode()
    assert len(text.splitlines()) == 3
