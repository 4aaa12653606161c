"""Words broken, stuck together, or spelt with capitals in the wrong place."""

import pytest

from trucewatch.text.repair import repair


def mended(text: str) -> str:
    """A text after every repair."""
    return repair(text, "utf-8").text


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("They head military opera tions there.", "They head military operations there."),
        ("The nego tiations went on.", "The negotiations went on."),
        ("It may be over.", "It may be over."),
        ("They re port to us.", "They re port to us."),
    ],
)
def test_halves_of_a_word_are_joined(was: str, now: str) -> None:
    """Only where the second half is no word of its own."""
    assert mended(was) == now


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("INdia spoke. India left.", "India spoke. India left."),
        ("The TRuce held.", "The Truce held."),
        ("AntÓnio Guterres spoke.", "António Guterres spoke."),
        ("The IDs were lost.", "The IDs were lost."),
        ("The UNsc met.", "The UNsc met."),
    ],
)
def test_a_capital_in_the_wrong_place_is_small(was: str, now: str) -> None:
    """Only where the word with one capital is a word or stands in the text."""
    assert mended(was) == now


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("It left NewDelhi today.", "It left New Delhi today."),
        ("It left SouthSudan today.", "It left South Sudan today."),
        ("INDIA,PAKISTAN MET", "INDIA, PAKISTAN MET"),
        ("The step.But he left it.", "The step. But he left it."),
    ],
)
def test_a_lost_space_is_put_back(was: str, now: str) -> None:
    """Between the words of a name of two words, behind commas and full stops."""
    assert mended(was) == now


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The\u22a0army, a Russian Sofficial said.", "The army, a Russian official said."),
        ("The\u22a0army, one unnamed Sofficial said.", "The army, one unnamed official said."),
        ("The\u22a0army, an Sofficial said.", "The army, an official said."),
        ("The\u22a0army, Steve Grover said.", "The army, Steve Grover said."),
        ("Then Scotland left.", "Then Scotland left."),
        ("The\u22a0army of Prussia left.", "The army of Prussia left."),
    ],
)
def test_a_letter_for_a_space_is_taken_out(was: str, now: str) -> None:
    """Names stay whole; a capital before an ordinary word goes."""
    assert mended(was) == now


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("``They left,, he said.", "“They left” he said."),
        ("„They left,, he said.", "„They left” he said."),
        ("They left, he said.", "They left, he said."),
    ],
)
def test_doubled_signs_are_quotation_marks(was: str, now: str) -> None:
    """Two grave accents open a quotation and two commas close it."""
    assert mended(was) == now
