"""The day of a report, from the line or dateline that gives it."""

import datetime as dt

import pytest

from trucewatch.text.opening import open_document
from trucewatch.text.segment import sentences


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("KHARTOUM, May 31 (2023) - The army left the talks.", "2023-05-31"),
        (
            "Guns fall silent\n\nBy a reporter | SRINAGAR | 26 Feb 2021\n\nThe armies met.",
            "2021-02-26",
        ),
        (
            "03/09/2015\n\nThe truce of 1 September held. They prepare a vote for 18 October.",
            "2015-09-03",
        ),
    ],
)
def test_the_day_is_found(text: str, day: str) -> None:
    """A year in brackets, a date between bars, and tenses that decide."""
    document = open_document(text.encode(), name="made-up.txt")
    assert document.published == dt.date.fromisoformat(day)


def test_a_label_belongs_to_no_sentence() -> None:
    """What is parsed begins behind "QUESTION:"."""
    text = "QUESTION: Will the army leave?"
    document = open_document(text.encode(), name="made-up.txt")
    assert [part.span.cut(document.text) for part in sentences(document)] == [
        "Will the army leave?"
    ]
