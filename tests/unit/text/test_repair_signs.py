"""Single characters: marks of order, odd spaces, ligatures, garbled letters."""

from __future__ import annotations

import pytest

from mended import mend, reasons


@pytest.mark.parametrize(
    ("garbled", "meant"),
    [
        ("isnâ€™t", "isn’t"),
        ("SÃ£o TomÃ©", "São Tomé"),
        ("ÐŸÐµÑ€ÐµÐ¼Ð¸Ñ€Ð¸Ðµ", "Перемирие"),
        ("Ø§Ù„Ù‡Ø¯Ù†Ø©", "الهدنة"),
    ],
)
def test_garbled_letters_are_turned_back(garbled: str, meant: str) -> None:
    """UTF-8 that was read as windows-1252."""
    assert mend(garbled) == meant
    assert set(reasons(garbled)) == {"mojibake"}


def test_good_letters_beside_garbled_ones_stay() -> None:
    """Line by line, word by word."""
    assert mend("Перемирие: SÃ£o quiet") == "Перемирие: São quiet"


def test_a_byte_order_mark_is_no_letter() -> None:
    """Nor is one in the middle, where files were joined."""
    assert mend("\ufeffTalks \ufeffheld") == "Talks held"
    assert reasons("\ufeffTalks") == ["byte_order_mark"]


@pytest.mark.parametrize("end", ["\r\n\r\n", "\r\r", "\u2029", "\f", "\u2028\u2028"])
def test_every_line_end_is_one_sign(end: str) -> None:
    """Paragraphs stay paragraphs."""
    assert mend(f"One.{end}Two.") == "One.\n\nTwo."


@pytest.mark.parametrize("end", ["\u2029", "\f"])
def test_signs_of_paragraphs_end_them(end: str) -> None:
    """Where a plain line end would let the sentence go on."""
    assert mend(f"one shell{end}two fled") == "one shell\n\ntwo fled"


@pytest.mark.parametrize("space", ["\t", "\xa0", "\u2009", "\u202f", "\u3000"])
def test_odd_spaces_are_spaces(space: str) -> None:
    """Of every width."""
    assert mend(f"10{space}km") == "10 km"


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u202b", "\u2060", "\x07", "\x00"])
def test_what_prints_nothing_is_nothing(mark: str) -> None:
    """Between the letters of a word."""
    assert mend(f"sh{mark}ells") == "shells"


def test_joiners_stay_between_persian_letters() -> None:
    """There they make the difference between words."""
    assert mend("می\u200cرود") == "می\u200cرود"


def test_ligatures_are_letters() -> None:
    """Latin ones, and the forms of Arabic letters in print."""
    assert mend("the o\ufb03ce of the \ufb02eet") == "the office of the fleet"
    assert mend("\ufeed\ufed7\ufed2") == "وقف"


def test_letters_and_marks_are_composed() -> None:
    """As NFC prescribes, and only the letter that changes is recorded."""
    assert mend("Tome\u0301 fell") == "Tomé fell"
    assert reasons("Tome\u0301 fell") == ["nfc"]


def test_signs_written_by_name_are_themselves() -> None:
    """A page's way to write them, left in plain text."""
    assert mend("Lee &amp; Roe: &quot;No&#39;s&quot;&nbsp;3") == 'Lee & Roe: "No\'s" 3'


def test_addresses_keep_their_names_of_signs() -> None:
    """They would lead elsewhere."""
    text = "See https://a.example/?x=1&amp;y=2 there"
    assert mend(text) == text
