"""The words of a line of time stand in every language."""

from __future__ import annotations

import string

import pytest

from trucewatch.data.loading import load_yaml
from trucewatch.data.timeline_words import kind, label
from trucewatch.domain.amendment import AmendmentKind
from trucewatch.domain.errors import UnknownName

WORDS = load_yaml("vocabulary/timeline.yaml")
LANGUAGES = ["en", "ru", "ar"]


@pytest.mark.parametrize("code", WORDS["labels"])
def test_a_label_has_the_same_facts_in_every_language(code: str) -> None:
    """A fact that is missing in one language would be lost to its readers."""
    texts = WORDS["labels"][code]
    assert list(texts) == LANGUAGES
    named = [
        {part[1] for part in string.Formatter().parse(texts[lang]) if part[1]} for lang in texts
    ]
    assert named[0] == named[1] == named[2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_amendment_has_a_name(lang: str) -> None:
    """And there are twelve months."""
    assert all(kind(one, lang) for one in AmendmentKind)
    assert [len(WORDS[names][lang]) for names in ("months", "months_alone")] == [12, 12]


def test_an_unknown_label_is_refused() -> None:
    """With where to add it."""
    with pytest.raises(UnknownName, match="no label 'strat'"):
        label("strat", "en")
