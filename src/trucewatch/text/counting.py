"""Figures that a text gives: how many, of what, and between which bounds.

Bounds are whole numbers, both inclusive. "More than 300" begins at 301 for what can be counted
and at 300 for what is measured; "nearly 300" ends at 300; "some 250" keeps 250 on both sides
and says that it is approximate. "Dozens" and "N/K" have no bound: none is invented.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from trucewatch.domain.span import Span
from trucewatch.domain.statement import Count
from trucewatch.text.count_words import CountWords, count_words

_CLAUSE = re.compile(r"[;:.!?(]|,\s(?!and\b|wounding|injuring|killing)|\bwhile\b|\bbut\b")
_PART = re.compile(r"(?<=[^\W\d_] )\(?(?P<number>\d{1,5})\)?(?=\s?(?:[,.;]|and\b|$))")
_NEAR = 30
Bounds = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class CountMention:
    """A figure with its place in the text.

    Args:
        span: from the first word of the bound ("at least") to the noun, words between included.
        count: `what` is what befell people ("killed") or the kind of thing; `unit` is the kind
            of people, the measure, or `what` again.
        head_span: the noun, None for one part of a list ("Hama (3)").
        approximate: whether the words say that the figure is rough.
    """

    span: Span
    count: Count
    head_span: Span | None
    approximate: bool = False


def find_counts(text: str) -> tuple[CountMention, ...]:
    """Every figure that says what it counts, in order; none overlaps another.

    Dates, clock times, calibres, ages, money and bare numbers are no counts.

    >>> [found] = find_counts("at least 12 civilians were killed")
    >>> found.count.what, found.count.low, found.count.high, found.count.unit
    ('killed', 12, None, 'civilians')
    >>> [found] = find_counts("dozens of shells fell")
    >>> found.count.low, found.count.high, found.count.words
    (None, None, 'dozens of shells')
    """
    words = count_words("en")
    found: list[CountMention] = []
    end = 0
    for match in words.found.finditer(text):
        if match.start() < end:
            continue
        mention = _mention(match, text, words, end)
        if mention is not None:
            found.append(mention)
            end = mention.span.end
    return tuple(sorted([*found, *_parts(found, text)], key=lambda mention: mention.span))


def _mention(
    match: re.Match[str], text: str, words: CountWords, begins: int
) -> CountMention | None:
    if words.barred.match(text, match.end()) or _after_bar(match, text, words):
        return None
    head = words.head.match(text, match.end())
    if head is None and match["one"]:
        return _of_people(match, text, begins, words)
    if head is None or _CLAUSE.search(text[match.end() : head.end()]):
        return None
    noun = " ".join((head["head"] or "%").lower().split())
    what, unit = words.nouns[noun]
    if unit in words.measured and _old(text, head.end()):
        return None
    group = "head" if head["head"] else "share"
    span = Span(match.start(), head.end())
    if unit in words.people:
        told = words.fates_after.get(noun)
        what = told or _fate(text, span, begins, words) or what
    bounds, unit = _bounds(match, unit, words)
    bound = words.bound_of.get(_plain(match["bound"]), "") if match["bound"] else ""
    count = Count(what=what, low=bounds[0], high=bounds[1], unit=unit, words=span.cut(text))
    return CountMention(span, count, Span(*head.span(group)), bound in {"about", "nearly"})


def _of_people(
    match: re.Match[str], text: str, begins: int, words: CountWords
) -> CountMention | None:
    """A number without a noun right after what befell them: "and wounded five"."""
    told = words.before.search(text, begins, match.start())
    near = re.match(r":?\s$", text[told.end() : match.start()]) if told else None
    if told is None or near is None or re.match(r"[\s-](?!and\b|in\b|on\b)\w", text[match.end() :]):
        return None
    bounds, unit = _bounds(match, "people", words)
    fate = words.fates_before[_plain(told["fate"])]
    count = Count(what=fate, low=bounds[0], high=bounds[1], unit=unit, words=match[0])
    return CountMention(Span(*match.span()), count, Span(*told.span("fate")))


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _after_bar(match: re.Match[str], text: str, words: CountWords) -> bool:
    """Whether the word before names the number: "Resolution 2254", "minute 4"."""
    before = text[: match.start()].split()
    return bool(before) and match["bound"] is None and before[-1] in words.not_after


def _old(text: str, end: int) -> bool:
    return bool(re.match(r"[\s-]old\b|s\sold\b", text[end:]))


def _bounds(match: re.Match[str], unit: str, words: CountWords) -> tuple[Bounds, str]:
    """Bounds and unit; a broken measure is told in the finer unit."""
    if match["vague"]:
        return (None, None), unit
    one = number_of(match["one"], words)
    two = number_of(match["two"], words) if match["two"] else one
    if one is None or two is None:
        return (None, None), unit
    if not (one.is_integer() and two.is_integer()) and unit in words.finer:
        unit, times = words.finer[unit]
        one, two = one * times, two * times
    low, high = math.floor(min(one, two)), math.ceil(max(one, two))
    step = 0 if unit in words.measured else 1
    side = words.bound_of.get(_plain(match["bound"]), "") if match["bound"] else ""
    bounds: dict[str, Bounds] = {
        "at_least": (low, None),
        "above": (low + step, None),
        "at_most": (None, high),
        "below": (None, high - step),
        "nearly": (None, high),
    }
    return bounds.get(side, (low, high)), unit


def number_of(text: str, words: CountWords) -> float | None:
    """What digits or number words stand for, None where they make no number.

    >>> english = count_words("en")
    >>> number_of("three hundred and twenty-five", english), number_of("1,970", english)
    (325.0, 1970.0)
    >>> number_of("half a dozen", english), number_of("two and", english)
    (6.0, None)
    """
    plain = _plain(text).replace("-", " ").replace(",", "")
    if plain.startswith("half a"):
        return 6.0 if plain.endswith("dozen") else 0.5
    total, current = 0.0, 0.0
    pieces = plain.split()
    for at, piece in enumerate(pieces):
        if piece[0].isdigit():
            current = float(piece)
        elif piece in words.numbers:
            current += words.numbers[piece]
        elif piece in words.multiples:
            current = (current or 1) * words.multiples[piece]
            if words.multiples[piece] >= 1000:
                total, current = total + current, 0.0
        elif piece not in {"a", "an", "and"} or at == len(pieces) - 1:
            return None
    return total + current


def _fate(text: str, span: Span, begins: int, words: CountWords) -> str | None:
    """What befell the people counted: told just before them, else behind them in the clause."""
    near = text[max(begins, span.start - _NEAR) : span.start].rstrip(": ")
    told = [m for m in words.before.finditer(near) if not _CLAUSE.search(near[m.end() :])]
    if told and len(near[told[-1].end() :].split()) <= 2:
        return words.fates_before[_plain(told[-1]["fate"])]
    rest = text[span.end : span.end + 2 * _NEAR]
    stop = _CLAUSE.search(rest)
    clause = rest[: stop.start()] if stop else rest
    inside = words.after.search(span.cut(text)) or words.after.search(clause)
    return words.fates_after[_plain(inside["fate"])] if inside else None


def _parts(found: list[CountMention], text: str) -> list[CountMention]:
    """Parts of a total, a place each: "11 violations in Aleppo (5), Hama (3)"."""
    totals = [mention for mention in found if mention.count.unit == mention.count.what]
    if not totals:
        return []
    total = totals[0]
    parts = []
    for match in _PART.finditer(text, total.span.end):
        span = Span(*match.span("number"))
        capital = text[: match.start()].rsplit(maxsplit=1)[-1][:1].isupper()
        if not capital or any(span.overlaps(mention.span) for mention in found):
            continue
        number = int(match["number"])
        count = Count(total.count.what, number, number, total.count.unit, match["number"])
        parts.append(CountMention(span, count, None))
    return parts if len(parts) > 1 else []
