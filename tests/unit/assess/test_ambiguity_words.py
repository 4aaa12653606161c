"""Ambiguities in words: every code in every language, with the same names."""

from __future__ import annotations

from string import Formatter

import pytest

from truce_world import REGISTRY, FakePlaces, clause, member, truce
from trucewatch.assess.ambiguity import ambiguities
from trucewatch.assess.ambiguity_words import lines, worded
from trucewatch.assess.explain import Names
from trucewatch.data.loading import load_yaml
from trucewatch.data.phrases import LANGUAGES
from trucewatch.domain.ambiguity import AmbiguityCode

SHEET = load_yaml("vocabulary/ambiguities.yaml")
NAMES = Names(REGISTRY, FakePlaces())
PARTS = ("sentences", "elsewhere", "several", "several_elsewhere", "words")
ROWS = [(part, code) for part in PARTS for code in SHEET[part]]


def parameters(template: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize(("part", "code"), ROWS)
def test_a_sentence_has_the_same_names_in_every_language(part: str, code: str) -> None:
    """A fact that one language leaves out would be a different finding."""
    by_lang = SHEET[part][code]
    assert list(by_lang) == list(LANGUAGES)
    assert len({frozenset(parameters(one)) for one in by_lang.values()}) == 1


@pytest.mark.parametrize("code", AmbiguityCode)
def test_each_code_has_its_sentences(code: AmbiguityCode) -> None:
    """One on what it is, in each variant, and one on what others did."""
    for part in ("sentences", "elsewhere"):
        assert any(one.partition(".")[0] == code for one in SHEET[part]), part


def test_no_sentence_is_without_its_code() -> None:
    """What nothing emits would never be read."""
    for part in ("sentences", "elsewhere", "several"):
        assert {one.partition(".")[0] for one in SHEET[part]} <= set(AmbiguityCode)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_of_actors_stand_in_the_sentence(lang: str) -> None:
    """People read names, machines ids."""
    terms = truce(memberships=(member("wolves", "southern"),))
    found = ambiguities(terms, (), REGISTRY, FakePlaces())
    one = next(one for one in found if one.code == "overlapping_exclusions")
    assert "Wolves" in worded(one, NAMES, lang).reason


def test_without_others_nothing_is_compared() -> None:
    """Nought of nought is no precedent."""
    one = worded(ambiguities(truce(), (), REGISTRY, FakePlaces())[0], NAMES)
    assert one.elsewhere == "No other agreement on file can be compared here."


def test_codes_that_come_in_numbers_share_a_line() -> None:
    """A dozen families of acts are one line with the figure of each."""
    other = truce(id="other", clauses=(clause("mines", acts=("mine_laying",)),))
    found = [worded(one, NAMES) for one in ambiguities(truce(), (other,), REGISTRY, FakePlaces())]
    (line,) = [one for one in lines(found) if one.head.code == "acts_not_covered"]
    assert "mines 1/1" in line.elsewhere
    assert "territory 0/1" in line.elsewhere
