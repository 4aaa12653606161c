"""Encodings of one script are told apart by how often letters stand."""

from __future__ import annotations

import pytest

from trucewatch.text.letters import Guess, guess


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866", "iso8859-5"])
def test_a_short_sentence_is_enough(encoding: str) -> None:
    """Four words of Russian."""
    assert guess("В городе было спокойно.".encode(encoding)) == Guess((encoding,))


def test_capitals_in_the_wrong_place_tell_against() -> None:
    """KOI8 swaps small letters and capitals of windows-1251, letter for letter."""
    assert guess("Обмен состоится в среду".encode("koi8-r")) == Guess(("koi8-r",))


def test_two_encodings_mean_undecided() -> None:
    """Both are named, so that a person can try them."""
    found = guess("هدنة".encode("cp1256"))
    assert found is not None
    assert set(found.encodings) == {"windows-1256", "iso8859-6"}


def test_latin_letters_are_left_to_others() -> None:
    """This knows Cyrillic and Arabic only."""
    assert guess("Le cessez-le-feu a été signé à Genève.".encode("cp1252")) is None


def test_chinese_is_no_cyrillic() -> None:
    """Its bytes make no words."""
    assert guess("停火被破坏，炮弹落在村庄附近".encode("gb18030")) is None


def test_a_name_in_a_latin_text_counts() -> None:
    """A report in English may quote a Russian word."""
    raw = "The word «перемирие» was used twice by the ministry.".encode("cp1251")
    assert guess(raw) == Guess(("windows-1251",))
