"""People harmed, low, best and high by class, each origin heard once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from trucewatch.data.fusion_words import table
from trucewatch.domain.casualties import Best, Casualties, Fate, ToldFigure, Toll
from trucewatch.domain.lineage import Lineage
from trucewatch.domain.statement import Count, Statement

WIDEST = "people"
"""The class of a figure that says nothing of whom it counts, or counts all together."""
_FATES = frozenset(Fate)
_WORD = re.compile(r"[^\W_][\w-]*")


def casualties(said: Iterable[Statement], line: Lineage) -> Casualties:
    """What the accounts tell of people killed, wounded and missing.

    Copies of one account are one. Classes stand side by side and are never added: "12 killed,
    among them 3 children" is 12 people, 3 of them children. What came back from the centre
    itself is left out.
    """
    own = {one.statement for one in line.came_back}
    dates = {one.statement: one.published for one in line.chains}
    groups = line.groups_by_statement()
    order = {one: (day.toordinal() if day else None) for one, day in dates.items()}
    told: dict[tuple[Fate, str], list[_Heard]] = defaultdict(list)
    for one in sorted(said, key=lambda statement: statement.id):
        for count in one.counts if one.id not in own else ():
            if count.what in _FATES and (count.low, count.high) != (None, None):
                heard = _Heard(groups.get(one.id, ""), one.id, count, order.get(one.id))
                told[Fate(count.what), victims(count)].append(heard)
    keys = sorted(told, key=lambda key: (list(Fate).index(key[0]), key[1] != WIDEST, key[1]))
    widest = {fate for fate, who in keys if who == WIDEST}
    return Casualties(
        tolls=tuple(
            _toll(key, told[key], WIDEST if key[1] != WIDEST and key[0] in widest else None)
            for key in keys
        )
    )


@dataclass(frozen=True, slots=True)
class _Heard:
    """A figure of one statement; `day` is a running number, None where it is not dated."""

    origin: str
    statement: str
    count: Count
    day: int | None


def victims(count: Count) -> str:
    """The class of people a figure counts, by its words.

    >>> victims(Count("killed", 3, 3, "people", "3 children"))
    'children'
    >>> victims(Count("killed", 5, 5, "people", "five"))
    'people'
    """
    return _class_in(f"{count.words} {count.unit}")


@lru_cache(maxsize=1 << 14)
def _class_in(words: str) -> str:
    """The same by the words alone, of which reports have few and use them again and again."""
    told = " ".join(_WORD.findall(words.casefold()))
    classes: Mapping[str, list[str]] = table("victims")
    fitting = (who for who, nouns in classes.items() if any(f" {n} " in f" {told} " for n in nouns))
    return next(fitting, WIDEST)


def _toll(key: tuple[Fate, str], heard: Sequence[_Heard], part_of: str | None) -> Toll:
    told = tuple(figure for each in _by_origin(heard) for figure in each)
    standing = [figure for figure in told if figure.stands]
    best, because = best_of(standing)
    lows = [one.low for one in standing if one.low is not None]
    highs = [one.high for one in standing]
    return Toll(
        fate=key[0],
        who=key[1],
        low=min(lows, default=None),
        best=best,
        high=None if None in highs else max(one for one in highs if one is not None),
        because=because,
        told=told,
        contradicted=_contradicted(standing),
        part_of=part_of,
    )


def _by_origin(heard: Iterable[_Heard]) -> list[list[ToldFigure]]:
    """The figures of each origin, copies together; only the last of dated ones stands."""
    origins: dict[str, dict[tuple[int | None, int | None], list[_Heard]]] = {}
    for one in heard:
        values = origins.setdefault(one.origin, {})
        values.setdefault((one.count.low, one.count.high), []).append(one)
    return [_of_one(origin, values) for origin, values in sorted(origins.items())]


def _of_one(
    origin: str, values: Mapping[tuple[int | None, int | None], list[_Heard]]
) -> list[ToldFigure]:
    figures = [
        ToldFigure(
            origin=origin,
            low=low,
            high=high,
            words=each[0].count.words,
            statements=tuple(sorted({one.statement for one in each})),
        )
        for (low, high), each in values.items()
    ]
    # A figure was replaced where the same origin told another on a later day for the first time.
    firsts = [min((one.day for one in each if one.day), default=None) for each in values.values()]
    dated = [day for day in firsts if day is not None]
    if not origin or len(dated) < len(firsts):
        return figures
    last = max(dated)
    return [
        replace(figure, stands=first == last) for figure, first in zip(figures, firsts, strict=True)
    ]


def best_of(standing: Sequence[ToldFigure]) -> tuple[int | None, Best]:
    """The exact figure that more origins give than any other, None where there is no such one.

    An origin that gives two exact figures speaks for neither. What has no origin of its own
    speaks only where no origin gives an exact figure.
    """
    exact: dict[str, set[int]] = defaultdict(set)
    for one in standing:
        if one.low is not None and one.low == one.high:
            exact[one.origin].add(one.low)
    if len(exact) > 1:
        exact.pop("", None)
    if not exact:
        return None, Best.NO_EXACT_FIGURE
    votes = Counter(next(iter(said)) for said in exact.values() if len(said) == 1)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None, Best.TIED
    alone = len(exact) == 1
    return ranked[0][0], Best.ONLY_ACCOUNT if alone else Best.MOST_ORIGINS


def _contradicted(standing: Sequence[ToldFigure]) -> bool:
    """Whether no one number is admitted by all."""
    low = max((one.low for one in standing if one.low is not None), default=None)
    high = min((one.high for one in standing if one.high is not None), default=None)
    return low is not None and high is not None and low > high
