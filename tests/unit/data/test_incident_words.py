"""The words of incidents stand in every language and for every code."""

from __future__ import annotations

import string
from collections.abc import Iterable

import pytest

from trucewatch.data.incident_words import label
from trucewatch.data.loading import load_yaml
from trucewatch.domain.decision import DecisionKind, DecisionState
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.lineage import Taking
from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.statement import Factuality
from trucewatch.domain.time import TimePrecision

WORDS = load_yaml("vocabulary/incidents.yaml")
LANGUAGES = ["en", "ru", "ar"]
GROUPS = [name for name in WORDS if name != "release"]


@pytest.mark.parametrize("group", GROUPS)
def test_every_code_has_the_same_facts_in_every_language(group: str) -> None:
    """A fact that is missing in one language would be lost to its readers."""
    for code, texts in WORDS[group].items():
        assert list(texts) == LANGUAGES, code
        named = [
            {part[1] for part in string.Formatter().parse(texts[lang]) if part[1]}
            for lang in LANGUAGES
        ]
        assert named[0] == named[1] == named[2], code


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("factualities", Factuality),
        ("place_precisions", PlacePrecision),
        ("time_precisions", set(TimePrecision) - {TimePrecision.UNKNOWN}),
        ("labels", Taking),
        ("decision_kinds", DecisionKind),
        ("decision_states", DecisionState),
        ("labels", [f"more_{how}" for how in (*Taking, "first_hand")]),
    ],
)
def test_every_code_of_the_nouns_has_words(group: str, codes: Iterable[str]) -> None:
    """Nothing that can be told stands in the letters of its code."""
    assert {str(code) for code in codes} <= WORDS[group].keys()


def test_every_weapon_has_words() -> None:
    """Those of the lexicon by which reports are read."""
    known = load_yaml("lexicon/en/weapons.yaml")["classes"].keys() - {"mine_word"}
    assert known <= WORDS["weapons"].keys()


def test_an_unknown_label_is_refused() -> None:
    """With where to add it."""
    with pytest.raises(UnknownName, match="no label 'tilte'"):
        label("tilte", "en")
