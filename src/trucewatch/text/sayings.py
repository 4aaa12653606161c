"""Turns of phrase that say no more than "said", which is what the parser sees in their place.

The small parser takes many of them for something else: of `"We stay," retorted the colonel` the
colonel is what is retorted, of "the army let it be known that" the army lets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from trucewatch.domain.span import Span
from trucewatch.text import lexicon

SEEN = "said"


@cache
def _turns(lang: str) -> re.Pattern[str]:
    listed = sorted(lexicon.words(lang, "speech", "turns"), key=lambda turn: (-len(turn), turn))
    return re.compile(rf"\b(?:{'|'.join(listed)})(?!\w)")


@cache
def _behind_quotation(lang: str) -> re.Pattern[str]:
    verbs = "|".join(sorted(lexicon.words(lang, "speech", "quoting")))
    return re.compile(rf"(?:[,.?!—–]?[\"”»*]+,?\s+)(?P<verb>{verbs})\s(?=(?:the|an?|one)\s|[A-Z])")


@cache
def _behind_comma(lang: str) -> re.Pattern[str]:
    """ "They shelled it, admitted an official in the town.": who admits it ends the sentence."""
    verbs = "|".join(sorted(lexicon.words(lang, "speech", "quoting")))
    who = r"(?:(?:the|an?|one|two|several)\s|[A-Z])(?:(?!\s(?:to|that)\s)[^,;:])*"
    return re.compile(rf",\s(?P<verb>{verbs})\s(?={who}[.]?$)")


def sayings(text: str, lang: str) -> Iterator[tuple[Span, str]]:
    """Stretches that are parsed as "said", in no order.

    >>> text = '"We stay," retorted the colonel.'
    >>> [span.cut(text) for span, _ in sayings(text, "en")]
    ['retorted']
    >>> text = "The army, they let it be known, will stay."
    >>> [span.cut(text) for span, _ in sayings(text, "en")]
    ['let it be known']
    """
    for match in _turns(lang).finditer(text):
        yield Span(*match.span()), SEEN
    for match in (*_behind_quotation(lang).finditer(text), *_behind_comma(lang).finditer(text)):
        yield Span(*match.span("verb")), SEEN
