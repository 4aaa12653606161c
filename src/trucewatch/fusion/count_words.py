"""Which statements tell a number of happenings, none of them by itself; and the words of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from trucewatch.data.loading import load_yaml
from trucewatch.domain.statement import Count, Factuality, Polarity, Statement
from trucewatch.domain.time import TimePrecision

_PERIODS = frozenset(
    {
        TimePrecision.DAYS_2_TO_6,
        TimePrecision.WEEK,
        TimePrecision.MONTH,
        TimePrecision.YEAR,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AggregateWords:
    """The words that mark an aggregate figure.

    Args:
        units: things counted that are happenings, whatever else is told.
        period_units: things counted that are, where the time told is a period.
        none: before a unit: there were none of it.
        since, total, including, of_these: what they say of a figure near them.
        previous_before, previous_behind: the figure right behind them, or in front, is that of the
            period before.
        others: a list of parts goes on beyond what is told.
        verb: may stand between a number and the place of a part.
        at: before the name of a part.
    """

    acts: frozenset[str]
    units: frozenset[str]
    period_units: frozenset[str]
    none: re.Pattern[str]
    since: re.Pattern[str]
    total: re.Pattern[str]
    previous_before: re.Pattern[str]
    previous_behind: re.Pattern[str]
    including: re.Pattern[str]
    of_these: re.Pattern[str]
    others: re.Pattern[str]
    verb: str
    at: str


@cache
def aggregate_words(lang: str) -> AggregateWords:
    """The compiled words of a language; "en" so far."""
    tree = load_yaml(f"lexicon/{lang}/aggregates.yaml")
    none, units = _one_of(tree["none"]), _one_of(tree["none_of"])
    return AggregateWords(
        acts=frozenset(tree["acts"]),
        units=frozenset(tree["units"]),
        period_units=frozenset(tree["period_units"]),
        none=re.compile(rf"\b{none}\s(?:\w+[\s-]){{0,3}}?{units}\b", re.IGNORECASE),
        since=_pattern(tree["since"]),
        total=_pattern(tree["total"]),
        previous_before=_pattern(tree["previous_before"]),
        previous_behind=_pattern(tree["previous_behind"]),
        including=_pattern(tree["including"]),
        of_these=_pattern(tree["of_these"]),
        others=_pattern(tree["others"]),
        verb=_one_of(tree["part_verb"]),
        at=_one_of(tree["part_at"]),
    )


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{_one_of(words)}\b", re.IGNORECASE)


def _one_of(words: Iterable[str]) -> str:
    ranked = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s") for word in ranked) + ")"


def is_count_only(said: Statement) -> bool:
    """Whether a statement tells a number of happenings, none of them told by itself.

    "31 violations since Monday" is; "three shells fell on the mill at noon" is one happening with a
    figure in it. A number of attacks or strikes is where the time told is a period.
    """
    words = aggregate_words("en")
    if _told_none(said) or _is_part(said, words):
        return True
    return any(_happenings(one, said, words) for one in said.counts)


def happenings(said: Statement) -> tuple[Count, ...]:
    """The figures of a statement that count happenings, in the order of the words."""
    words = aggregate_words("en")
    return tuple(
        one for one in said.counts if _happenings(one, said, words) or _included(one, said, words)
    )


def _included(one: Count, said: Statement, words: AggregateWords) -> bool:
    """Whether the words "including" stand right before a number of happenings."""
    before = said.words[: max(said.words.find(one.words), 0)].rstrip()
    hits = list(words.including.finditer(before))
    return one.what in words.period_units and bool(hits) and hits[-1].end() == len(before)


def told_none(said: Statement) -> str | None:
    """The words that say there were none, None where nothing says so."""
    found = aggregate_words("en").none.search(said.words) if _told_none(said) else None
    return found[0] if found else None


def _told_none(said: Statement) -> bool:
    """None counted: not the denial of a breach, which counts nothing."""
    words = aggregate_words("en")
    negated = said.polarity is Polarity.NEGATED and said.factuality is Factuality.DENIED
    return negated and said.act in words.acts and words.none.search(said.words) is not None


def _is_part(said: Statement, words: AggregateWords) -> bool:
    """Words such as "including three explosions" number a part of another figure."""
    numbered = any(one.what in words.period_units for one in said.counts)
    return numbered and words.including.match(said.words) is not None


def _happenings(one: Count, said: Statement, words: AggregateWords) -> bool:
    if one.what in words.units:
        return said.act in words.acts
    period = said.time is not None and said.time.precision in _PERIODS
    several = one.low is None or one.low > 1
    return one.what in words.period_units and period and several
