"""Which English words there are."""

from __future__ import annotations

import pytest

from trucewatch.text.words import known


@pytest.mark.parametrize("word", ["official", "hostilities", "ceasefire", "shelled", "oblast"])
def test_words_of_reports_are_known(word: str) -> None:
    """Repairs would break them apart otherwise."""
    assert known(word)


@pytest.mark.parametrize("word", ["sofficial", "tilities", "crocker", "Official", ""])
def test_broken_words_and_names_are_not(word: str) -> None:
    """Nor are words in capitals: the list is in small letters."""
    assert not known(word)
