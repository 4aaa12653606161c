"""Lines broken at a width, words and sentences divided, addresses split."""

from __future__ import annotations

import pytest

from mended import mend, reasons

WRAPPED = (
    "The sides agreed on Tuesday to stop all fire along\n"
    "the river, the joint commission said, and to open\n"
    "two crossings for trucks carrying food as of then.\n"
    "Observers were to come on the following day, or in\n"
    "October at the latest.\n"
)


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    """A printer's line end is no stop."""
    assert "\n" not in mend(WRAPPED)
    assert set(reasons(WRAPPED)) == {"hard_wrap", "blank_lines"}


def test_short_lines_are_paragraphs() -> None:
    """Nobody broke them at a width."""
    assert mend("Talks held\nLogged: today\nAll quiet.") == (
        "Talks held\n\nLogged: today\n\nAll quiet."
    )


@pytest.mark.parametrize(
    ("divided", "whole"),
    [
        ("hos-\ntilities", "hostilities"),
        ("cease-\nfire", "ceasefire"),
        ("pro-\nRussian", "pro-Russian"),
        ("semi-\nofficial", "semi-official"),
    ],
)
def test_a_word_divided_at_a_line_end_is_whole(divided: str, whole: str) -> None:
    """Its hyphen stays where it is the word's own."""
    assert mend(f"They spoke of {divided} talks.") == f"They spoke of {whole} talks."


def test_a_soft_hyphen_goes_with_its_line_end() -> None:
    """It shows only where a line was broken."""
    assert mend("the hosti\xad\nlities ended") == "the hostilities ended"


def test_a_sentence_divided_between_paragraphs_is_one() -> None:
    """It stops without a mark and goes on with a small letter."""
    text = "Talks\n\nThey met during the\n\nsummit in China. They left."
    assert mend(text) == "Talks\n\nThey met during the summit in China. They left."
    assert reasons(text) == ["split_sentence"]


def test_a_sentence_that_calls_for_a_word_goes_on() -> None:
    """Even with a capital: a line that ends in "of" has not ended."""
    text = "Talks\n\nThey met the envoy of\n\nGhana on Monday."
    assert mend(text) == "Talks\n\nThey met the envoy of Ghana on Monday."


def test_a_headline_is_not_drawn_into_its_report() -> None:
    """It has no closing mark, and needs none."""
    text = "Truce holds\n\nal-Bab was quiet. Nobody was hurt."
    assert mend(text) == text


def test_a_date_is_not_drawn_into_a_sentence() -> None:
    """What stands around a report stays apart."""
    text = "Talks\n\nThey met the envoy of\n\n3 May 2016"
    assert mend(text) == text


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_split_address_is_one(gap: str) -> None:
    """Whether a space or a line end divides it."""
    text = f"Talks.\n\nhttps://news.example/2016/talks-pre{gap}pare-for-talks"
    assert mend(text).endswith("\n\nhttps://news.example/2016/talks-prepare-for-talks")
    assert "split_address" in reasons(text)


def test_words_behind_an_address_stay_words() -> None:
    """Only pieces that look like an address belong to it."""
    text = "https://news.example/x-y and more"
    assert mend(text) == text


def test_blank_lines_are_one() -> None:
    """And none stands at either end."""
    assert mend("\n\nOne.\n\n\n\nTwo.\n\n") == "One.\n\nTwo."


def test_spaces_are_one() -> None:
    """And none stands at the end of a line."""
    assert mend("One  two   three.  \n\n  Four.") == "One two three.\n\nFour."


def test_list_items_stay_apart() -> None:
    """Numbers keep their place at the line's start."""
    assert mend("1. One side left\n2. The other stayed") == (
        "1. One side left\n\n2. The other stayed"
    )
