"""When an act was, from the time words of its clause and those told before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.zones import zone_of_country
from trucewatch.domain.document import Document
from trucewatch.domain.span import Span
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.time import TimeRange, ZoneBasis
from trucewatch.text.clause import clause_of
from trucewatch.text.count_words import count_words
from trucewatch.text.counting import number_of
from trucewatch.text.timing import Anchor, TimeMention, find_times
from trucewatch.text.tree import Node, Tree

_ADVERBIAL = frozenset({"advcl", "acl", "xcomp", "pcomp", "conj", "prep"})
_STANDING = frozenset({"when", "deadline", "since", "until"})
_SHIFTED = re.compile(r"(?P<num>[\w-]+ )?(?P<unit>day|week|hour)s? (?P<side>earlier|later)$")
_SAME = frozenset({"the same day", "that day", "that same day", "the same evening"})


class Moments:
    """The times of one document; remembers the day it spoke of last."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self._document = document
        self._gazetteer = gazetteer
        self._found: dict[tuple[Span, str, ZoneBasis, bool], tuple[TimeMention, ...]] = {}
        self._last: TimeRange | None = None

    def of(
        self, head: Node, verb: Node, tree: Tree, where: tuple[PlaceMention, ...], *, ahead: bool
    ) -> TimeMention | None:
        """When an act was, on the clock of its place, else of the dateline.

        Args:
            head: the word that tells it; `verb` the one that carries it, as in `time_of`.
            ahead: whether it lies ahead of the report.
        """
        return time_of(head, verb, tree, self._times(tree, where, ahead=ahead))

    def since(self, verb: Node, tree: Tree, where: tuple[PlaceMention, ...]) -> TimeMention | None:
        """Over what time a count was kept: "since May it has counted 30"."""
        times = [t for t in self._times(tree, where, ahead=False) if t.role == "since"]
        return time_of(verb, verb, tree, times)

    def pass_by(self, tree: Tree) -> None:
        """Keep the last day that a sentence names, for "a day earlier" in a later one."""
        for mention in self._times(tree, (), ahead=False):
            if mention.role == "when" and mention.time.start is not None:
                self._last = mention.time

    def _times(
        self, tree: Tree, where: tuple[PlaceMention, ...], *, ahead: bool
    ) -> tuple[TimeMention, ...]:
        zone, basis = self._clock(where)
        key = (tree.span, zone, basis, ahead)
        if key not in self._found:
            anchor = Anchor(self._document.published, zone, basis, past=not ahead)
            words, start = tree.span.cut(self._document.text), tree.span.start
            self._found[key] = tuple(
                replace(found, span=Span(start + found.span.start, start + found.span.end))
                for found in find_times(words, anchor=anchor)
            )
        return tuple(self._beside_last(mention) for mention in self._found[key])

    def _beside_last(self, mention: TimeMention) -> TimeMention:
        """ "A day earlier" and "the same day", counted from the day told last."""
        if mention.time.start is not None or self._last is None:
            return mention
        words = mention.time.words.lower()
        shift = 0 if words in _SAME else _shift(words)
        if shift is None or self._last.start is None or self._last.end is None:
            return mention
        moved = dt.timedelta(days=shift)
        start, end = self._last.start + moved, self._last.end + moved
        time = replace(self._last, start=start, end=end, words=mention.time.words)
        return replace(mention, time=time, rule=f"{mention.rule}+day_before")

    def _clock(self, where: tuple[PlaceMention, ...]) -> tuple[str, ZoneBasis]:
        dateline = self._document.dateline
        told = [(mention.place, ZoneBasis.PLACE) for mention in where]
        told.append((dateline.place if dateline else None, ZoneBasis.DATELINE))
        for place, basis in told:
            if place is not None:
                zone = zone_of_country(self._gazetteer.get(place).country)
                if zone is not None:
                    return zone, basis
        return "UTC", ZoneBasis.ASSUMED


def _shift(words: str) -> int | None:
    """Days from the day told last, None where the words tell none."""
    match = _SHIFTED.search(words)
    if match is None or match["unit"] == "hour":
        return None
    number = (match["num"] or "a").strip()
    amount = 1.0 if number in ("a", "one", "the") else number_of(number, count_words("en"))
    if amount is None:
        return None
    days = int(amount) * (7 if match["unit"] == "week" else 1)
    return days if match["side"] == "later" else -days


def time_of(
    head: Node, verb: Node, tree: Tree, mentions: Iterable[TimeMention]
) -> TimeMention | None:
    """The time words of the act's own clause, else of the clause it is an adverbial of."""
    timed: dict[int, TimeMention] = {}
    for mention in mentions:
        if mention.role not in _STANDING:
            continue
        top = tree.top_of(mention.span)
        if top is not None:
            timed.setdefault(clause_of(_lift(top)).index, mention)
    clause = clause_of(verb)
    for node in _clauses(head, clause):
        if node.index in timed:
            return timed[node.index]
    return None


def _lift(top: Node) -> Node:
    return top.head if top.rel in ("advmod", "npadvmod", "prep") and not top.is_verb() else top


def _clauses(head: Node, clause: Node) -> list[Node]:
    """The act's clause and those it shares its moment with, nearest first."""
    found = [head, clause]
    while clause.head is not clause and clause.rel in _ADVERBIAL:
        clause = clause_of(clause.head)
        if clause in found:
            break
        found.append(clause)
    return found
