"""The repairs of a text, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from trucewatch.text import repair_boxes, repair_layout, repair_markdown, repair_signs, repair_words
from trucewatch.text.align import Edit
from trucewatch.text.draft import Draft
from trucewatch.text.markup import is_markup, markup

RULES: tuple[Callable[[Draft], Iterator[Edit]], ...] = (
    repair_signs.byte_order_mark,
    repair_signs.line_endings,
    repair_signs.entities,
    repair_signs.mojibake,
    repair_signs.controls,
    repair_signs.soft_hyphens,
    repair_signs.ligatures,
    repair_signs.odd_spaces,
    repair_signs.composed,
    repair_boxes.quotation_boxes,
    repair_boxes.boxes,
    repair_markdown.rules_and_heads,
    repair_markdown.links,
    repair_markdown.emphasis,
    repair_layout.spacing,
    repair_layout.blank_lines,
    repair_layout.split_addresses,
    repair_layout.line_breaks,
    repair_layout.split_sentences,
    repair_words.stuck_words,
    repair_boxes.stray_letters,
    repair_signs.composed,
)
"""Signs before words, words before layout: a rule may rely on those above it."""


def repair(decoded: str, encoding: str) -> Draft:
    r"""Mend a text; every change is kept with its place in the file.

    Args:
        decoded: the whole file as characters, byte order mark included.
        encoding: its encoding.

    Returns:
        A draft whose text is NFC, holds no box and has one blank line between paragraphs.

    >>> draft = repair("\ufeffThe\u22a0Army\r\n\r\n\r\nleft.", "utf-8")
    >>> draft.text, [r.why for r in draft.repairs()]
    ('The Army\n\nleft.', ['byte_order_mark', 'box_for_space', 'line_ending'])
    """
    draft = Draft(decoded, encoding)
    if is_markup(decoded):
        draft.apply(markup(draft))
    for rule in RULES:
        draft.apply(rule(draft))
    return draft
