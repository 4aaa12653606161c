"""The words of counting of a language, compiled from its lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from trucewatch.data.loading import load_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class CountWords:
    """The counting lexicon of one language.

    Args:
        numbers, multiples: number words to what they stand for.
        bound_of: words before a number to the side they open.
        vague: words that count without a figure, in lower case.
        nouns: noun in lower case, singular and plural, to (what, unit); the unit of what is
            measured is the measure, that of people is their kind.
        people: kinds of people among the units.
        fates_before, fates_after: word to what befell people.
        finer: measure to a finer one and how many of it.
        found: a whole expression, with groups vague, bound, one, two, share.
        head: from the end of an expression to its noun, in group head.
    """

    numbers: Mapping[str, int]
    multiples: Mapping[str, int]
    bound_of: Mapping[str, str]
    vague: frozenset[str]
    nouns: Mapping[str, tuple[str, str]]
    people: frozenset[str]
    measured: frozenset[str]
    fates_before: Mapping[str, str]
    fates_after: Mapping[str, str]
    finer: Mapping[str, tuple[str, int]]
    not_after: frozenset[str]
    found: re.Pattern[str]
    head: re.Pattern[str]
    barred: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def count_words(lang: str) -> CountWords:
    """The compiled counting lexicon of a language: "en" so far."""
    tree = load_yaml(f"lexicon/{lang}/counts.yaml")
    bounds = {word: side for side, listed in tree["bounds"].items() for word in listed}
    nouns = _nouns(tree)
    fates_before = _by_word(tree["fates"], "before")
    fates_after = _by_word(tree["fates"], "after")
    number = _number_pattern(tree)
    bound, vague = _one_of(bounds), _one_of(tree["vague"])
    return CountWords(
        numbers=tree["numbers"],
        multiples=tree["multiples"],
        bound_of=bounds,
        vague=frozenset(word.lower() for word in tree["vague"]),
        nouns=nouns,
        people=frozenset(tree["people"]),
        measured=frozenset(unit for units in tree["measures"].values() for unit in units),
        fates_before=fates_before,
        fates_after=fates_after,
        finer={unit: (pair[0], pair[1]) for unit, pair in tree["finer"].items()},
        not_after=frozenset(tree["not_after"]),
        found=re.compile(
            rf"(?<![\w.,:/$€£-])(?:(?P<vague>{vague})|(?:(?P<bound>{bound})\s(?:the\s)?)?"
            rf"(?:(?P<between>between\s))?(?P<one>{number})"
            rf"(?:(?:\s?[-–—]\s?|\s(?:to|or|and)\s(?:up\sto\s)?)(?P<two>{number})(?![:/]\d))?)"
            r"(?=[\s%)-]|[.,;](?!\d)|$)",
            re.IGNORECASE,
        ),
        head=re.compile(
            rf"[\s-]?(?:(?:of|more|other|whole|and\sa\shalf)\s)*(?:[\w’'-]+[\s-]){{0,3}}?"
            rf"(?P<head>{_one_of(nouns)})(?![\w])|\s?(?P<share>%)",
            re.IGNORECASE,
        ),
        barred=re.compile(rf"[\s-]?(?:{'|'.join(map(re.escape, tree['not_before']))})(?!\w)"),
        before=re.compile(rf"\b(?P<fate>{_one_of(fates_before)})(?!\w)", re.IGNORECASE),
        after=re.compile(rf"\b(?P<fate>{_one_of(fates_after)})(?!\w)", re.IGNORECASE),
    )


def _number_pattern(tree: Mapping[str, Any]) -> str:
    """Digits with their separators, or number words in a row."""
    multiples = _one_of([*tree["multiples"], "hundreds"])
    word = _one_of([*tree["numbers"], *tree["multiples"]])
    digits = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?![\d:/])(?:\s{multiples}\b)?"
    start = rf"(?:half\sa\sdozen|half\san?(?=\s(?:hour|day|year))|an?\s(?={multiples})|{word})"
    # "three hundred and five" is one number, "between four and six" two.
    joint = "|".join(rf"(?<={multiple})\sand\s" for multiple in tree["multiples"])
    words = rf"{start}\b(?:(?:[\s-]|{joint})?{word}\b)*"
    return rf"(?:{digits}|(?<!no\s)(?:{words})(?!\sof\s(?:the|them|its|his|their)\b)(?!\sanother))"


def _nouns(tree: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for what, listed in (*tree["things"].items(), *tree["people"].items()):
        for noun in listed:
            found.setdefault(noun, (what, what))
            found.setdefault(
                noun + ("es" if noun.endswith(("ch", "sh", "s")) else "s"), (what, what)
            )
    for what, units in tree["measures"].items():
        for unit, listed in units.items():
            for noun in listed:
                found[noun] = found[noun + "s"] = (what, unit)
    for fate, sides in tree["fates"].items():
        for word in sides["after"]:
            found.setdefault(word, (fate, "people"))
    return found


def _by_word(fates: Mapping[str, Any], side: str) -> dict[str, str]:
    return {word: fate for fate, sides in fates.items() for word in sides[side]}


def _one_of(words: Iterable[str]) -> str:
    ranked = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s") for word in ranked) + ")"
