"""A mended text leads back to its bytes and forth."""

from __future__ import annotations

import pytest

from trucewatch.domain.span import Span
from trucewatch.text.align import Alignment, Edit, apart, rewrite


def after(text: str, *edits: Edit, encoding: str = "utf-8") -> Alignment:
    """The alignment of a text after one pass of edits."""
    return Alignment(text, encoding).after(edits)


def test_rewriting_keeps_what_stands_between() -> None:
    """Edits are places of the text before any of them."""
    assert rewrite("a*b*c", [Edit(1, 2, " ", "x"), Edit(3, 4, "--", "x")]) == "a b--c"


def test_what_is_put_in_stands_for_what_went() -> None:
    """All letters of a replacement share its bytes."""
    there = after("o\ufb03cer", Edit(1, 2, "ffi", "ligature"))
    assert [there.to_raw(Span(at, at + 1)) for at in (0, 1, 2, 3, 4)] == [
        (0, 1),
        (1, 4),
        (1, 4),
        (1, 4),
        (4, 5),
    ]


def test_a_deletion_leaves_a_place() -> None:
    """Its bytes lead to an empty span where it stood."""
    there = after("a**b", Edit(1, 3, "", "x"))
    assert there.to_text(1, 3) == Span(1, 1)


def test_an_insertion_takes_no_bytes() -> None:
    """The space between two stuck words comes from nowhere."""
    there = after("theArmy", Edit(3, 3, " ", "x"))
    assert there.to_raw(Span(3, 4)) == (3, 3)
    assert there.to_raw(Span(0, 8)) == (0, 7)


def test_a_span_over_a_repair_covers_it_whole() -> None:
    """From the first byte of its first letter to the last of its last."""
    there = after("The\u22a0Army", Edit(3, 4, " ", "x"))
    assert there.to_raw(Span(0, 8)) == (0, 10)


def test_passes_add_up() -> None:
    """The second pass knows places of the text after the first."""
    there = after("a\r\nb", Edit(1, 3, "\n", "x")).after([Edit(1, 2, " ", "x")])
    assert there.to_raw(Span(1, 2)) == (1, 3)


def test_wide_bytes_are_counted() -> None:
    """Two a letter in UTF-16."""
    there = after("a*b", Edit(1, 2, " ", "x"), encoding="utf-16-be")
    assert there.to_raw(Span(2, 3)) == (4, 6)


@pytest.mark.parametrize(
    ("text", "start", "lines"), [("a\n* b", 2, "\n"), ("a\n\n* b", 3, ""), ("* b", 0, "")]
)
def test_a_list_item_stays_a_paragraph(text: str, start: int, lines: str) -> None:
    """One line end is added where the item lost its mark and had no blank line before it."""
    assert apart(text, start) == lines
