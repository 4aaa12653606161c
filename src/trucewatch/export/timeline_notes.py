"""What the marks of a line of time stand for, each with every account of its moments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.data import timeline_words as words
from trucewatch.data.zones import zone
from trucewatch.domain.amendment import AmendmentKind
from trucewatch.domain.finding import Certainty
from trucewatch.domain.moment import TimeFact
from trucewatch.domain.timeline import Amended, Due, HeldSpan, Lane, contested

NameOf = Callable[[str], str]
"""The name of an actor by its id, in the language of the picture."""

_CUTTING = frozenset({AmendmentKind.SHORTEN, AmendmentKind.SUSPEND, AmendmentKind.TERMINATE})


class Sign(StrEnum):
    """How a mark is drawn."""

    FLAG = "flag"
    CHANGE = "change"
    CUT = "cut"
    DUE = "due"
    FORK = "fork"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that has marks on a lane, and the line that tells it.

    Args:
        signs: each sign with the accounts of the moments it stands at; () where the end of a bar
            tells as much.
    """

    text: str
    signs: tuple[tuple[Sign, tuple[TimeFact, ...]], ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells moments in one language and on one clock."""

    lang: str
    clock: str
    name_of: NameOf

    def label(self, code: str, **facts: str) -> str:
        """Words of the vocabulary."""
        return words.label(code, self.lang, **facts)

    def at(self, at: dt.datetime) -> str:
        """An instant on the local clock."""
        return words.moment(at.astimezone(zone(self.clock)), self.lang)

    def accounts(self, facts: Iterable[TimeFact]) -> str:
        """Every account of one moment: when, who says it, who denies it."""
        return self.label("between").join(dict.fromkeys(self._account(one) for one in facts))

    def _account(self, fact: TimeFact) -> str:
        who = [self._names(fact.asserted_by)] if fact.asserted_by else []
        if fact.contested_by:
            who.append(self.label("denied", who=self._names(fact.contested_by)))
        if fact.known_from is not None:
            who.append(self.label("told", at=self.at(fact.known_from)))
        return (
            f"{self._when(fact)} ({self.label('between').join(who)})" if who else self._when(fact)
        )

    def _when(self, fact: TimeFact) -> str:
        if fact.at is None:
            return self.label("unknown")
        if fact.until is None:
            return self.at(fact.at)
        first, after = (one.astimezone(zone(self.clock)) for one in (fact.at, fact.until))
        last = after - dt.timedelta(seconds=1)
        if first.date() == last.date():
            return words.day(first.date(), self.lang)
        return f"{self.at(fact.at)} – {self.at(fact.until)}"

    def _names(self, ids: Iterable[str]) -> str:
        return self.label("comma").join(map(self.name_of, ids))

    def span(self, span: HeldSpan) -> str:
        """How surely, from when and until when."""
        parts = [self.label("from", **{"from": self.at(span.start)})] if span.start else []
        parts += [self.label("until", until=self.at(span.end)) if span.end else self._open()]
        return f"{self.label(span.certainty)}: {' '.join(parts)}"

    def _open(self) -> str:
        return self.label("legend_open")


def notes(lane: Lane, tell: Teller) -> Iterator[Note]:
    """All that has a mark on a lane, in the order people ask: told, begun, over, changed, due."""
    for code, facts in (("announced", lane.announced), ("signed", lane.signed)):
        if facts:
            late = _late(lane.retroactive, tell) if code == "announced" else []
            line = [f"{tell.label(code)}: {tell.accounts(facts)}", *late]
            yield Note(" · ".join(line), ((Sign.FLAG, facts),))
    for code, facts in (("start", lane.starts), ("end", lane.ends)):
        if facts:
            line = [f"{tell.label(code)}: {tell.accounts(facts)}", *_differ(facts, tell)]
            yield Note(" · ".join(line), ((Sign.FORK, facts),) if contested(facts) else ())
    yield from (_amended(one, tell) for one in lane.amended)
    yield from (_due(one, tell) for one in lane.due)


def _amended(one: Amended, tell: Teller) -> Note:
    line = [words.kind(one.kind, tell.lang)]
    line += [f"{tell.label('effect')}: {tell.accounts(one.starts)}"] if one.starts else []
    line += [f"{tell.label('end')}: {tell.accounts(one.ends)}"] if one.ends else []
    line += [f"{tell.label('announced')}: {tell.accounts(one.announced)}"] if one.announced else []
    line += _differ(one.starts, tell) or _differ(one.ends, tell)
    line += _late(one.retroactive, tell)
    sign = Sign.CUT if one.kind in _CUTTING else Sign.CHANGE
    signs = [(sign, one.starts), (Sign.FLAG, one.announced)]
    signs += [(Sign.FORK, facts) for facts in (one.starts, one.ends) if contested(facts)]
    return Note(" · ".join(line), tuple((kind, facts) for kind, facts in signs if facts))


def _due(one: Due, tell: Teller) -> Note:
    # Isolated: a clause in Latin letters must not carry the day behind it along in Arabic.
    label = tell.label("due", clause=f"\u2068{one.clause}\u2069")
    accounts = f"{label}: {tell.accounts(one.deadline)}"
    signs = [(Sign.DUE, one.deadline)] + [(Sign.FORK, one.deadline)] * one.contested
    return Note(" · ".join([accounts, *_differ(one.deadline, tell)]), tuple(signs))


def _differ(facts: Iterable[TimeFact], tell: Teller) -> list[str]:
    return [tell.label("contested")] if contested(facts) else []


def _late(told: Certainty | None, tell: Teller) -> list[str]:
    if told in {Certainty.SURELY, Certainty.POSSIBLY}:
        return [tell.label(f"late_{told}")]
    return []
