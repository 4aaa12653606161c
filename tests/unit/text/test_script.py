"""Which language a text is in, as far as its script tells."""

from __future__ import annotations

import pytest

from trucewatch.text.script import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Shells fell.", "en"),
        ("Снаряды упали.", "ru"),
        ("سقطت القذائف.", "ar"),
        ("Миссия ООН (UN) ушла", "ru"),
        ("The word «мир» was used", "en"),
        ("", "en"),
        ("3 — 5", "en"),
    ],
)
def test_most_letters_decide(text: str, language: str) -> None:
    """Names in other scripts do not."""
    assert language_of(text) == language
