"""Names under covers, and what the parser is not to see."""

import pytest

from trucewatch.text.asides import unseen
from trucewatch.text.covering import NamedSentence, covers


def names(text: str, *, surnames: frozenset[str] = frozenset()) -> list[str]:
    """The names covered in a sentence in which none is registered."""
    found = covers(NamedSentence(text, 0, (), "en", surnames), lambda _: False)
    return [cover.named.words for cover in found if cover.named is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We've asked the Nordic monitors.", ["Nordic"]),
        ("Did Ellen Carver speak?", ["Ellen Carver"]),
        ("Will Moscow and Kyiv meet?", ["Moscow", "Kyiv"]),
        ("They met National Security Adviser Ajit Doval.", ["Ajit Doval"]),
        ("They met Information Minister Muammar al-Eryani.", ["Muammar al-Eryani"]),
        ("A Foreign Ministry official spoke.", []),
        ("In Islamabad, Prime Minister Imran Khan spoke.", ["Islamabad", "Imran Khan"]),
        ("They left Kafr Zita (near Hama).", ["Kafr Zita"]),
        ("Silva spoke to Perera.", ["Perera"]),
        ("UNOMIG counted nine.", ["UNOMIG"]),
        ("NINE were counted.", []),
    ],
)
def test_a_name_is_covered_without_what_stands_around_it(text: str, expected: list[str]) -> None:
    """Auxiliaries, contractions, offices and common nouns are no part of a name."""
    assert names(text) == expected


def test_a_known_surname_opens_a_sentence() -> None:
    """The first word of a sentence is a name where the document named its bearer."""
    assert names("Silva spoke to Perera.", surnames=frozenset({"Silva"})) == ["Silva", "Perera"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("fire 2 km NE of Zolote", ["near"]),
        ("fire 15 kilometres south of Zolote", ["near"]),
        ("fire 3-5 km ESE", ["nearby"]),
        ("20 miles from Homs", ["near"]),
        ("the mission (SMM) said", [""]),
        ("in Aleppo (5), Hama (3)", ["", ""]),
        ("@Watch no #ceasefire today - SMM", ["", "", ""]),
        ("They drove 20 km in an hour.", []),
        ('(He said: "We left.")', []),
    ],
)
def test_asides_and_bearings_are_not_parsed(text: str, seen: list[str]) -> None:
    """The parser sees "near" for a bearing and nothing of a bracket."""
    assert [word for _, word in sorted(unseen(text))] == seen
