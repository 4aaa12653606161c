"""Every change of a text is kept with its place, what stood there, and why it was made."""

from __future__ import annotations

from trucewatch.text.align import Edit
from trucewatch.text.draft import Draft


def test_a_repair_tells_place_before_after_and_reason() -> None:
    """In the text and in the file."""
    draft = Draft("é\u22a0Army", "utf-8")
    draft.apply([Edit(1, 2, " ", "box_for_space")])
    [one] = draft.repairs()
    assert (one.start, one.end, one.raw_start, one.raw_end) == (1, 2, 2, 5)
    assert (one.was, one.now, one.why) == ("\u22a0", " ", "box_for_space")


def test_the_first_of_two_overlapping_edits_counts() -> None:
    """A rule may see one spot in two ways."""
    draft = Draft("a**b", "utf-8")
    draft.apply([Edit(1, 3, " ", "one"), Edit(2, 4, "", "two")])
    assert draft.text == "a b"


def test_an_edit_without_effect_is_no_repair() -> None:
    """What stays as it was needs no reason."""
    draft = Draft("a b", "utf-8")
    draft.apply([Edit(1, 2, " ", "odd_space")])
    assert (draft.repairs(), draft.seen) == ((), set())


def test_rules_meeting_at_one_spot_make_one_repair() -> None:
    """Named after the rule that tells more."""
    draft = Draft("a\r\nb", "utf-8")
    draft.apply([Edit(1, 3, "\n", "line_ending")])
    draft.apply([Edit(1, 2, " ", "hard_wrap")])
    assert [(r.was, r.now, r.why) for r in draft.repairs()] == [("\r\n", " ", "hard_wrap")]


def test_a_spot_changed_back_is_no_repair() -> None:
    """The text there is that of the file."""
    draft = Draft("a\nb", "utf-8")
    draft.apply([Edit(1, 2, " ", "hard_wrap")])
    draft.apply([Edit(1, 2, "\n", "paragraph_break")])
    assert draft.repairs() == ()


def test_repairs_come_in_order_of_the_file() -> None:
    """Whichever rule was first."""
    draft = Draft("ab cd", "utf-8")
    draft.apply([Edit(4, 4, "x", "late")])
    draft.apply([Edit(1, 1, "y", "early")])
    assert [one.why for one in draft.repairs()] == ["early", "late"]


def test_a_draft_knows_what_a_letter_stands_for() -> None:
    """A later rule may ask whether a space was a box."""
    draft = Draft("The\u22a0Army left", "utf-8")
    draft.apply([Edit(3, 4, " ", "box_for_space")])
    assert draft.stands_for(3, "box_for_space")
    assert not draft.stands_for(8, "box_for_space")
