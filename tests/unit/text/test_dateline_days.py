"""Days in datelines printed in figures."""

import datetime as dt

import pytest

from trucewatch.text.opening import open_document


@pytest.mark.parametrize(
    "text",
    [
        "BANGKOK/PHNOM PENH (29/07/2025) - Thai troops shelled a hill on Monday. They left.\n",
        "Troops trade fire\n\nJERUSALEM/BEIRUT, 29/07/2025\n\nTroops shelled a hill. They left.\n",
    ],
)
def test_a_dateline_gives_the_day_in_figures(text: str) -> None:
    """In a bracket or on a line of its own."""
    document = open_document(text.encode(), name="made-up.txt")
    assert document.published == dt.date(2025, 7, 29)
