"""Boxes that stand for lost spaces, and letters that took their place."""

from __future__ import annotations

import pytest

from mended import BOX, mend, reasons
from trucewatch.text.repair import repair


@pytest.mark.parametrize("box", ["\u22a0", "\u25a0", "\u25a1", "\u220e", "\ufffd", "\ufffc"])
def test_a_box_is_a_space(box: str) -> None:
    """Whichever sign the broken program chose."""
    assert mend(f"the{box}Kremlin said") == "the Kremlin said"


@pytest.mark.parametrize(
    "text",
    [
        f"The**{BOX}**Post said",
        f"The **{BOX}Post** said",
        f"The **Post{BOX}** said",
        f"The **Post{BOX}**{BOX}said",
        f"The{BOX}**Post** said",
        f"The *Post*{BOX} said",
        f"The{BOX} {BOX}Post said",
    ],
)
def test_boxes_at_bold_marks_are_one_space(text: str) -> None:
    """Inside the marks or outside, no mark and no second space is left."""
    assert mend(text) == "The Post said"


def test_a_box_before_a_stop_is_nothing() -> None:
    """No space belongs there."""
    assert mend(f"They left{BOX}. «{BOX}Нет{BOX}»") == "They left. «Нет»"


def test_a_box_can_be_an_apostrophe() -> None:
    """Before the tails of English short forms."""
    assert mend(f"It isn{BOX}t the army{BOX}s town") == "It isn't the army's town"
    assert "box_for_apostrophe" in reasons(f"It isn{BOX}t so")


def test_two_replacement_signs_can_be_quotation_marks() -> None:
    """Around words they stand for their marks."""
    assert mend("He said \ufffdno talks\ufffd today.") == 'He said "no talks" today.'


def test_boxes_before_lines_are_a_list() -> None:
    """Each item becomes a paragraph of its own."""
    assert mend(f"{BOX} Talks held\n{BOX} Aid let in") == "Talks held\n\nAid let in"


@pytest.mark.parametrize(
    ("text", "now"),
    [
        (f"one unnamed British{BOX}Sofficial told us", "one unnamed British official told us"),
        (f"a U.S.{BOX}Sofficial told us", "a U.S. official told us"),
        (f"They met{BOX}Scommanders there", "They met commanders there"),
        (f"The{BOX}Army met the Syrian Bbrigade", "The Army met the Syrian brigade"),
        (f"The{BOX}Army met an Aambassador", "The Army met an ambassador"),
    ],
)
def test_a_stray_capital_before_a_word_goes(text: str, now: str) -> None:
    """Behind an article, a nation's name, or a space that was a box."""
    assert mend(text) == now
    assert "letter_for_space" in reasons(text)


@pytest.mark.parametrize(
    "kept",
    [
        "They met Ryan Crocker there",
        "They met J.R. Crocker there",
        "They met Crocker there",
        "He left the Oblast there",
        "They met Thatcher there",
        "They met the Harakat there",
        "They left the Brenta there",
    ],
)
def test_names_keep_their_first_letter(kept: str) -> None:
    """Even in a text that lost spaces elsewhere."""
    assert mend(f"The{BOX}Army left. {kept}") == f"The Army left. {kept}"


def test_a_word_with_its_capital_twice_is_a_name() -> None:
    """A slip does not happen twice in one way."""
    text = f"The{BOX}Army saw the Sofficial twice: the Sofficial left."
    assert mend(text).count("Sofficial") == 2


def test_a_text_without_lost_spaces_keeps_its_letters() -> None:
    """There is no ground to doubt them."""
    assert mend("a British Sofficial said") == "a British Sofficial said"


def test_the_letter_is_recorded_with_its_place() -> None:
    """One byte of the file."""
    text = f"a U.S.{BOX}Sofficial told us"
    [one] = [r for r in repair(text, "utf-8").repairs() if r.why == "letter_for_space"]
    assert text.encode()[one.raw_start : one.raw_end] == b"S"
    assert (one.was, one.now) == ("S", "")
