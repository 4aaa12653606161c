"""Corrupted spellings that two reports share: a slip that hardly two people make on their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from rapidfuzz import fuzz

from trucewatch.data.place_spelling import fold
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Statement
from trucewatch.fusion.known import OddSpelling

ALIKE = 75.0
"""Likeness from which words are a spelling of a name and no description, 0 to 100."""
LEAST_LETTERS = 5
"""Shorter names are like too many others."""
LEAST_REPORTS, MOST_SHARE = 3, 1 / 3
"""A spelling is rare where at least so many reports name the thing and at most this share of
them, or two, spell it so."""
_CAPITAL = re.compile(r"^(?:the\s+)?[^\W\d_]*[A-ZА-ЯЁ]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")

Spellings = Callable[[str], frozenset[str]]
"""Every registered spelling of an id, () where no register has it."""


def odd_spellings(
    readings: Iterable[Reading], registered: Spellings
) -> Mapping[str, frozenset[OddSpelling]]:
    """By statement, the corrupted spellings that exactly one other report shares or few do.

    Spellings that a register holds are no slips, nor is what only describes. What no register
    holds is taken for a slip of a name that other reports spell almost so.
    """
    used: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    words_of: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    unknown: list[tuple[str, str, str]] = []
    for reading in readings:
        for said in reading.statements:
            for name_id, words in _mentions(said):
                if name_id is None:
                    unknown.append((said.id, reading.document.name, words))
                else:
                    used[name_id][fold(words)].add(reading.document.name)
                    words_of[name_id, fold(words)].append((said.id, words))
    for statement, report, words in unknown:
        near = _nearest(fold(words), used)
        if near is not None:
            used[near][fold(words)].add(report)
            words_of[near, fold(words)].append((statement, words))
    found: dict[str, set[OddSpelling]] = defaultdict(set)
    for name_id, spelt in used.items():
        for folded in _rare(spelt, name_id, registered):
            first = min(words for _, words in words_of[name_id, folded])
            for statement, _ in words_of[name_id, folded]:
                found[statement].add(OddSpelling(name_id, first))
    return {statement: frozenset(odd) for statement, odd in found.items()}


def _mentions(said: Statement) -> Iterator[tuple[str | None, str]]:
    """Ids with the words that name them; () of lower-case words, which only describe."""
    told = [(place.place, place.words) for place in said.places]
    told += [(one.actor, one.words) for one in (*said.agents, *said.targets)]
    told += [(one.actor, one.words or one.name) for one in said.speakers]
    for name_id, words in told:
        if _CAPITAL.match(words) or _ARABIC.search(words):
            yield name_id, words


def _nearest(folded: str, used: Mapping[str, Mapping[str, object]]) -> str | None:
    """The id that other reports spell most alike, None where none is alike enough."""
    if len(folded) < LEAST_LETTERS:
        return None
    scored = (
        (fuzz.ratio(folded, spelling), name_id)
        for name_id, spelt in used.items()
        for spelling in spelt
    )
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else None


def _rare(spelt: Mapping[str, set[str]], name_id: str, registered: Spellings) -> Iterator[str]:
    reports = len(set().union(*spelt.values()))
    if reports < LEAST_REPORTS:
        return
    known = {fold(one) for one in registered(name_id)}
    others = known | spelt.keys()
    for folded, where in spelt.items():
        if folded in known or len(folded) < LEAST_LETTERS:
            continue
        few = 2 <= len(where) <= max(2, reports * MOST_SHARE)
        # What is like no name at all describes the thing and does not misspell it.
        if few and any(fuzz.ratio(folded, one) >= ALIKE for one in others - {folded}):
            yield folded
