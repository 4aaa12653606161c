"""Every code of fusion has its words in three languages, with the same facts in each."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from trucewatch.data.fusion_words import label, sentence, table
from trucewatch.domain.casualties import Best, Fate
from trucewatch.domain.comparison import Standing
from trucewatch.domain.credibility import Confidence, Information
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.lineage import Order, Sharing, Taking
from trucewatch.domain.source import Reliability

LANGUAGES = ("en", "ru", "ar")
SLOT = re.compile(r"{(\w+)}")
CODED = {
    "taking": Taking,
    "order": Order,
    "sharing": Sharing,
    "standing": Standing,
    "best": Best,
}
NAMED = {
    "confidence": Confidence,
    "information": Information,
    "reliability": Reliability,
    "fates": Fate,
    "victims": (*table("victims"), "people"),
}


@pytest.mark.parametrize("code", sorted(table("sentences")))
def test_each_sentence_has_the_same_facts_in_each_language(code: str) -> None:
    """A fact that one language leaves out is a fact withheld."""
    slots = [set(SLOT.findall(table("sentences")[code][lang])) for lang in LANGUAGES]
    assert slots[0] == slots[1] == slots[2]


@pytest.mark.parametrize("group", sorted(CODED))
def test_each_code_has_its_sentence(group: str) -> None:
    """Or it would be printed as a code."""
    lacking = [one for one in CODED[group] if f"{group}.{one}" not in table("sentences")]
    assert lacking == []


@pytest.mark.parametrize("group", sorted(NAMED))
def test_each_word_has_its_label(group: str) -> None:
    """In every language."""
    assert all(label(f"{group}.{one}", lang) for one in NAMED[group] for lang in LANGUAGES)


def test_each_row_gives_a_word_that_has_a_band_and_says_why() -> None:
    """A row without a reason is a hidden score."""
    for row in table("confidence", "rows"):
        assert row["gives"] in table("confidence", "bands")
        assert all(row["why"][lang] for lang in LANGUAGES)


def test_each_row_asks_for_rules_that_exist() -> None:
    """A misspelt rule would never be met."""
    asked = [need["rule"] for row in table("confidence", "rows") for need in row["needs"]]
    kept_out = [code for row in table("confidence", "rows") for code in row["without"]]
    known = table("sentences")
    assert [code for code in asked if code not in known] == []
    assert [code for code in kept_out if not any(one.startswith(code) for one in known)] == []


def test_the_bands_touch_and_cover_everything() -> None:
    """From nothing to a hundred percent."""
    bands = list(table("confidence", "bands").values())
    assert [bands[0][0], bands[-1][1]] == [0, 100]
    assert all(one[1] == other[0] for one, other in pairwise(bands))


def test_a_code_without_words_is_refused() -> None:
    """With where to add it."""
    with pytest.raises(UnknownName, match=r"no words for 'best.guess' in 'en'"):
        sentence("best.guess", "en", {})
