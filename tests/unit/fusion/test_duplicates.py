"""Copies are found among many, whole or in part, and nothing else is."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.fusion.duplicates import copies
from trucewatch.fusion.shingles import shared, shingles

WORDS = [f"word{number}" for number in range(3_000)]


def texts(number: int, seed: int = 1) -> list[str]:
    """Texts of two hundred words that have nothing to do with one another."""
    draw = random.Random(seed)
    return [" ".join(draw.choices(WORDS, k=200)) for _ in range(number)]


def test_a_copy_among_many_is_found() -> None:
    """Though every twentieth word was changed."""
    pile = texts(300)
    words = pile[7].split()
    copy = " ".join("other" if at % 20 == 0 else word for at, word in enumerate(words))
    assert [(pair.one, pair.other) for pair in copies([*pile, copy])] == [(7, 300)]


def test_a_copied_lead_is_found() -> None:
    """Two thirds of another report, then words of its own."""
    pile = texts(300)
    lead = " ".join([*pile[7].split()[:133], *pile[8].split()[:20][::-1]])
    assert (7, 300) in [(pair.one, pair.other) for pair in copies([*pile, lead])]


def test_texts_on_their_own_are_no_copies() -> None:
    """Words in common make no copy, runs of them do."""
    assert copies(texts(300)) == ()


def test_case_and_punctuation_hide_no_copy() -> None:
    """An outlet's own style is still a copy."""
    text = texts(1)[0]
    [pair] = copies([text, text.upper().replace(" ", " - ")])
    assert pair.share == 1.0


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_sharing_has_no_direction(one: str, other: str) -> None:
    """And lies between nothing and everything."""
    there, back = shared(shingles(one), shingles(other)), shared(shingles(other), shingles(one))
    assert there == back
    assert 0 <= there <= 1
