"""The parts of a total that its sentence lists: "11 violations in Aleppo (5), Hama (3)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from trucewatch.domain.amount import Amount
from trucewatch.domain.count_claim import Breakdown, CountPart, PartKind
from trucewatch.fusion.count_words import aggregate_words

Sorted = Callable[[str], tuple[PartKind, str] | None]
"""Gives what a name of a part is, and its registry id; None where nobody knows."""
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_NAME = r"(?:al-|as-|ar-|ash-)?[A-Z][\w’'-]*(?:[ -](?:al-|as-|ar-)?[A-Z][\w’'-]*)*"
_END = r"(?=\s*(?:[,.;:)]|and\b|$))"
SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\s*\n")


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    words = aggregate_words("en")
    name, number = rf"(?P<name>{_NAME})", rf"(?P<number>{_NUMBER})"
    return (
        re.compile(rf"{name}\s?\({number}\)"),
        re.compile(rf"{name}[:=]?\s{number}{_END}"),
        re.compile(rf"{number}\s(?:{words.verb}\s)?{words.at}\s(?:the\s)?{name}"),
        re.compile(rf"(?P<name>[a-z][\w’'-]*(?:\s[a-z][\w’'-]*)?)\s\({number}\)"),
    )


def listed_parts(text: str, kind_of: Sorted, *, whole: bool = True) -> Breakdown | None:
    """The parts in a stretch of text behind a total, None where fewer than two are listed.

    Args:
        whole: they are meant to make up the total, unless the words go on to others.

    The form that finds most of them is the one that the text is written in.

    >>> made = listed_parts(" in the provinces of Aleppo (5), Hama (3) and Damascus (1)", {}.get)
    >>> [(part.name, str(part.amount)) for part in made.parts]
    [('Aleppo', '5'), ('Hama', '3'), ('Damascus', '1')]
    >>> made = listed_parts(": Aleppo 7, Rural Damascus 4", {}.get)
    >>> [(part.name, str(part.amount)) for part in made.parts]
    [('Aleppo', '7'), ('Rural Damascus', '4')]
    >>> listed_parts(" on 14 September", {}.get) is None
    True
    """
    found = max((list(form.finditer(text)) for form in _forms()), key=len)
    if len(found) < 2:
        return None
    known = [kind_of(one["name"]) for one in found]
    more = aggregate_words("en").others.search(text, found[-1].end())
    kinds = [one[0] for one in known if one is not None]
    return Breakdown(
        by=kinds[0] if kinds else PartKind.OTHER,
        parts=tuple(
            CountPart(
                key=of[1] if of else one["name"],
                name=one["name"],
                amount=_exact(one["number"]),
                words=one[0],
            )
            for one, of in zip(found, known, strict=True)
        ),
        whole=whole and more is None,
    )


def _exact(digits: str) -> Amount:
    number = int(digits.replace(",", ""))
    return Amount.of(number, number)


def sentence_end(text: str, at: int) -> int:
    """Where the sentence that `at` lies in ends, a decimal point aside."""
    found = SENTENCE_END.search(text, at)
    return found.start() if found else len(text)


def following_list(text: str, end: int) -> Iterator[str]:
    """The sentence behind one, where it says that it takes the figure apart: "Of these, 20 …"."""
    rest = text[end:].lstrip(".!? \n")
    opening = aggregate_words("en").of_these.match(rest)
    if opening:
        yield rest[opening.end() : sentence_end(rest, opening.end())]
