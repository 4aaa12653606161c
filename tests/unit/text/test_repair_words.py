"""Words that lost the space between them."""

from __future__ import annotations

import pytest

from mended import mend, reasons


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("As theTurkish army left", "As the Turkish army left"),
        ("They left SyriaBy night", "They left Syria By night"),
        ("Shells fell inHoms", "Shells fell in Homs"),
        ("and theUN said so", "and the UN said so"),
        ("TheArmy left", "The Army left"),
    ],
)
def test_a_capital_inside_a_word_begins_the_next(text: str, now: str) -> None:
    """Where both halves are words of their own."""
    assert mend(text) == now
    assert reasons(text) == ["stuck_words"]


@pytest.mark.parametrize(
    "whole", ["McDonald", "YouTube", "al-NusraFront", "@theArmyHQ", "#SyriaTruce", "OpenStreetMap"]
)
def test_meant_capitals_stay(whole: str) -> None:
    """In surnames, trade names, handles and tags."""
    assert mend(f"They saw {whole} there") == f"They saw {whole} there"


def test_a_trade_name_stays_beside_its_halves() -> None:
    """Though both stand alone in the text."""
    text = "You saw the Tube on YouTube"
    assert mend(text) == text


def test_sentences_stuck_together_part() -> None:
    """At the stop between them."""
    assert mend("They left.The army stayed.") == "They left. The army stayed."
    assert mend("The sides met,then left.") == "The sides met, then left."


def test_addresses_keep_their_stops() -> None:
    """A stop inside one ends nothing."""
    text = "See https://news.example/Talks.Then and www.aid.example for more."
    assert mend(text) == text


def test_numbers_keep_their_stops() -> None:
    """3.5 km is one figure."""
    assert mend("It is 3.5km off, at 14.30.") == "It is 3.5km off, at 14.30."
