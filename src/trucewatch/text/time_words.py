"""The words and patterns of time of a language, compiled from its lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from trucewatch.data.loading import load_yaml

_TOKEN = re.compile(r"[^\W\d_]+|\d")
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One way to tell a time: `reads` names the arithmetic that turns a match into days."""

    name: str
    reads: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """The time lexicon of one language.

    Args:
        cues: word in lower case, or "0" for any digit, to the rules worth trying.
        values: word class to what each of its words stands for, keys in lower case.
        rules: in the order of the file.
        names: names that hold time words.
        future: words by which a clause leans to the future.
        past: words by which a clause tells of the past though it says until when.
        clause: what ends a clause.
        leads: what stands just before a time, by name, in the order to try.
        ahead: what stands just before a time that lies ahead.
        possessive: what makes a day the name of an event.
        joints: what may stand between two pieces of one time, by name.
        lapping: meetings after which "last week" runs a day on.
    """

    cues: Mapping[str, tuple[int, ...]]
    values: Mapping[str, Mapping[str, Any]]
    rules: tuple[TimeRule, ...]
    names: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    lapping: re.Pattern[str]
    clause: re.Pattern[str]
    leads: Mapping[str, re.Pattern[str]]
    ahead: re.Pattern[str]
    possessive: re.Pattern[str]
    joints: Mapping[str, re.Pattern[str]]

    def worth_trying(self, text: str) -> list[TimeRule]:
        """Rules that a word or digit of the text calls for, in order; mostly none."""
        tokens = set(_TOKEN.findall(text.lower()))
        numbers: set[int] = set()
        for token in tokens:
            numbers.update(self.cues.get("0" if token.isdigit() else token, ()))
        return [self.rules[number] for number in sorted(numbers)]

    def value(self, of: str, word: str) -> Any:
        """What a word of a class stands for, however it is written or spaced.

        >>> time_words("en").value("part", "Before  Dawn")
        [0, 360]
        """
        return self.values[of][" ".join(word.lower().split())]


@cache
def time_words(lang: str) -> TimeWords:
    """The compiled time lexicon of a language: "en" so far."""
    tree = load_yaml(f"lexicon/{lang}/times.yaml")
    classes: dict[str, Any] = tree["words"]
    slots = _slots(tree)
    listed = tree["rules"]
    rules = [TimeRule(r["name"], r["reads"], _compiled(r["pattern"], slots)) for r in listed]
    cues: dict[str, list[int]] = {}
    for number, rule in enumerate(listed):
        for word in _cue_words(rule["cue"], {**classes, **tree["cues"]}):
            cues.setdefault(word, []).append(number)
    return TimeWords(
        cues={word: tuple(numbers) for word, numbers in cues.items()},
        values={
            name: {str(word).lower(): value for word, value in words.items()}
            for name, words in classes.items()
            if isinstance(words, dict)
        },
        rules=tuple(rules),
        names=_compiled("|".join(tree["names"]), slots),
        future=_compiled(rf"(?:\b|(?=')){one_of(tree['future'])}\b", {}),
        past=_compiled(rf"\b{one_of(tree['past'])}\b", {}),
        lapping=_compiled(rf"\b{one_of(tree['lapping'])}\b", {}),
        clause=_compiled(tree["clause"], {}),
        leads={name: _lead(tree, name) for name in tree["leads"]},
        ahead=_compiled("|".join(_lead(tree, name).pattern for name in tree["ahead"]), {}),
        possessive=_compiled(tree["possessive"], {}),
        joints={name: _compiled(pattern, {}) for name, pattern in tree["joints"].items()},
    )


def _lead(tree: Mapping[str, Any], name: str) -> re.Pattern[str]:
    return _compiled(rf"\b(?:{tree['leads'][name]}) (?:{tree['lead_fillers']})*$", {})


def one_of(words: Iterable[Any]) -> str:
    """A pattern for any of these words, the longest first, spaces left for `_compiled`.

    >>> one_of(["night", "last night"])
    '(?:last night|night)'
    """
    ranked = sorted((str(word) for word in words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", " ") for word in ranked) + ")"


def _slots(tree: Mapping[str, Any]) -> dict[str, str]:
    """What stands for each name in braces."""
    words = tree["words"]
    months, shy = words["month"], set(tree["shy_months"])
    articles = {"a", "an", "half a", "half an"}
    numbers = [*words["number"], *words["vague_number"]]
    hours = [word for word, value in words["number"].items() if value in range(1, 13)]
    slots = {name: one_of(listed) for name, listed in words.items()}
    slots |= {
        "dd": _DAY,
        "th": r"(?:st|nd|rd|th)?\b",
        "year": _YEAR,
        "counted": tree["counted"],
        "shy_month": one_of(shy),
        "plain_month": one_of(set(months) - shy),
        "num": rf"(?:\d+(?:[.,]\d+)?|{one_of(numbers)})",
        "count_num": rf"(?:\d+(?:[.,]\d+)?|{one_of(set(numbers) - articles)})",
        "hour_word": one_of(set(hours) - articles),
        "month_lead": _behind(tree["month_leads"]),
        "year_lead": _behind(tree["year_leads"]),
    }
    slots["edged"] = (
        rf"(?:(?:the (?:very )?)?(?P<edge>{slots['edge']})(?: part)?[- ](?:of |in )?(?:the )?)"
    )
    slots["zoned"] = rf"(?:\s?(?P<zone>(?-i:{slots['zone']}))\b)"
    return slots


def _behind(words: Iterable[str]) -> str:
    """One of these words must stand just before, and is no part of the match."""
    return "(?:" + "|".join(rf"(?<=\b{re.escape(word)}[- ])" for word in words) + ")"


def _compiled(pattern: str, slots: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern with its slots filled; a space stands for any white space.

    Words may be broken at the end of a line, so a space is never only a space.
    """
    for _ in range(2):
        pattern = re.sub(r"\{([a-z]\w+)\}", lambda m: slots[m[1]], pattern)
    bounded = rf"(?<!\w)(?:{pattern})(?!\w)" if slots else pattern
    return re.compile(bounded.replace(" ", r"\s"), re.IGNORECASE)


def _cue_words(kinds: Iterable[str], classes: Mapping[str, Any]) -> set[str]:
    """Last words of all expressions of these classes; "0" stands for a digit."""
    found: set[str] = set()
    for kind in kinds:
        if kind == "digit":
            found.add("0")
        else:
            found.update(_TOKEN.findall(str(word).lower())[-1] for word in classes[kind])
    return found
