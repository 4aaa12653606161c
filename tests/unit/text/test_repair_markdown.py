"""Marks of emphasis, links, rules and lists are layout; handles and tags are words."""

from __future__ import annotations

import pytest

from mended import mend, reasons


@pytest.mark.parametrize(
    "text", ["**No** one", "*No* one", "__No__ one", "_No_ one", "***No*** one"]
)
def test_emphasis_goes_and_words_stay(text: str) -> None:
    """Whatever the mark."""
    assert mend(text) == "No one"
    assert reasons(text) == ["markdown_emphasis"] * 2


def test_stars_in_sums_are_kept() -> None:
    """They stand alone between numbers."""
    assert mend("It took 2 * 3 shells.") == "It took 2 * 3 shells."


def test_low_lines_in_names_are_kept() -> None:
    """In handles, file names and addresses."""
    text = "@the_joint_cell wrote field_log_2 at https://a.example/*x*/y_z today"
    assert mend(text) == text


def test_a_footnote_star_goes() -> None:
    """Behind the name and before its note."""
    assert mend("The Front* fired.\n\n* Banned in places.") == (
        "The Front fired.\n\nBanned in places."
    )


def test_of_a_link_its_words_stay() -> None:
    """Brackets of an address included."""
    assert mend("The [envoy](https://a.example/x_(y) ) left") != "The envoy left"
    assert mend("The [envoy](https://a.example/x_(y)) left") == "The envoy left"


def test_a_picture_goes_whole() -> None:
    """Its words describe what cannot be seen."""
    assert mend("![Map](https://a.example/m.png) They left") == "They left"


def test_handles_and_tags_in_a_link_are_words() -> None:
    """Stuck together they would be read as one."""
    assert mend("[@field_eye#Truce#Juba](#) holds") == "@field_eye #Truce #Juba holds"


def test_handles_and_tags_stay_whole() -> None:
    """The sign belongs to the word."""
    text = "Shells fell #JubaTruce, wrote @FieldEye_1 today"
    assert mend(text) == text


def test_heads_lose_their_signs() -> None:
    """On both sides."""
    assert mend("## Talks ##\n\nThey met.") == "Talks\n\nThey met."


def test_rules_are_no_words() -> None:
    """Dashes, stars and low lines across the page."""
    assert mend("Talks.\n\n- - -\n\n*****\n\n____\n\nThey met.") == "Talks.\n\nThey met."


@pytest.mark.parametrize("mark", ["*", "•", "▪", "➤", ">"])
def test_list_marks_go(mark: str) -> None:
    """And the items stay paragraphs."""
    assert mend(f"{mark} One left\n{mark} One stayed") == "One left\n\nOne stayed"
