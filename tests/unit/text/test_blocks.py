"""What each paragraph of a report is."""

from __future__ import annotations

import pytest

from trucewatch.domain.document import BlockKind
from trucewatch.text.blocks import blocks_of

BODY = "Shells fell on the village at dawn. Nobody was hurt."
OTHER = "The other side denied it on the same day."


def kinds(*parts: str) -> list[str]:
    """Kinds of these paragraphs."""
    return [block.kind.value for block in blocks_of("\n\n".join(parts))]


def test_a_report_has_its_usual_parts() -> None:
    """Each told by its form."""
    assert kinds(
        "Shells fall on village",
        "By Ann Lee",
        "3 May 2016",
        BODY,
        "Note: an earlier version named another village.",
        "Read more: Truce holds",
        "https://news.example/2016/05/03/shells",
    ) == ["headline", "byline", "date_line", "paragraph", "note", "boilerplate", "address"]


def test_a_closed_first_line_is_no_headline() -> None:
    """It ends like a sentence."""
    assert kinds("The truce held.", BODY) == ["paragraph", "paragraph"]


def test_a_short_open_line_between_is_a_headline() -> None:
    """Where the rest of the text closes its paragraphs."""
    assert kinds("Truce holds", BODY, "Aid let in", OTHER)[2] == "headline"


def test_a_lone_paragraph_is_no_headline() -> None:
    """A call logged in one line tells something."""
    assert kinds("Shelling at the ford 14:30 two shells") == ["paragraph"]


@pytest.mark.parametrize(
    "post",
    [
        "@field_eye: Shells fell near the ford",
        "Shells fell near the ford #Juba pic.twitter.com/abc",
        "— Ann Lee (@annlee) May 2, 2016",
        "RT @field_eye Shells fell",
    ],
)
def test_posts_are_known_by_their_form(post: str) -> None:
    """Handles, pictures and signatures."""
    assert kinds("Truce holds", BODY, post)[2] == "post"


def test_a_doubled_post_counts_once() -> None:
    """The second is part of the page, whatever its marks."""
    post = "@field_eye: Shells fell near the ford"
    assert kinds("Truce", BODY, post, OTHER, f"{post}!")[2:] == ["post", "paragraph", "boilerplate"]


def test_a_post_signed_below_counts_once() -> None:
    """Its words stand in the paragraph above the signature."""
    words, signed = "Shells fell near the ford now.", "— Ann Lee (@annlee) May 2, 2016"
    assert kinds("Truce", BODY, words, signed, OTHER, words, signed)[2:] == [
        "paragraph",
        "post",
        "paragraph",
        "boilerplate",
        "boilerplate",
    ]


def test_two_posts_of_one_author_both_count() -> None:
    """Only the same words go."""
    signed = "— Ann Lee (@annlee) May 2, 2016"
    assert "paragraph" in kinds("Truce", BODY, "One shell.", signed, "Two shells.", signed)[-2:]


def test_blocks_cover_every_word() -> None:
    """In order and apart."""
    text = f"Truce\n\n3 May 2016\n\n{BODY}\n\nShare"
    assert "\n\n".join(block.span.cut(text) for block in blocks_of(text)) == text


def test_an_address_inside_a_sentence_is_no_address_block() -> None:
    """It belongs to the sentence."""
    found = blocks_of(f"{BODY}\n\nSee https://news.example/x for the list of names.")
    assert found[-1].kind is BlockKind.PARAGRAPH
