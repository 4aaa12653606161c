"""How each actor stands to each reading, for every time that tells two answers apart.

The answers are those of the one-by-one rules, asked once for each class of times. Most actors stand
to most agreements as others do, so equal questions are asked once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trucewatch.assess import clauses
from trucewatch.assess.exclusion import left_out
from trucewatch.assess.parties import Standing, standing
from trucewatch.assess.plan.arrays import Ints, ints
from trucewatch.assess.plan.codes import (
    MAYBE,
    NO,
    YES,
    number_of,
    tally,
)
from trucewatch.assess.plan.dates import Dates
from trucewatch.assess.plan.ticks import classes, fewest, instant, record, ticks, told_apart
from trucewatch.assess.plan.times import Pair
from trucewatch.assess.window import Span
from trucewatch.data.registry import Registry
from trucewatch.domain.clause import Clause
from trucewatch.domain.statement import Mention

NOBODY, UNREGISTERED = 0, 1
"""Codes of a role that nobody is named for, and of somebody whom no register holds."""
_STRANGER = Mention("?", None, "")
Breaks = tuple[dt.datetime, ...]
Numbers = tuple[int, ...]
Asked = tuple[Standing | None, int, int]
"""How somebody stands, whether left out, and whether a party, as numbers."""


class Actors(NamedTuple):
    """Tables of actors.

    Args:
        kinds: of each pair and actor where its classes begin in `spans`, where one instant at most
            tells them apart; else -1 less where they begin in `records`.
        spans: an instant, and the classes of whoever is asked about before, across and since it.
        records: classes by time, as in `ticks.record`.
        does, suffers: of each class and clause the tally of one who did it, and of one who
            suffered it; the number of a class is where its first clause stands.
    """

    kinds: npt.NDArray[np.int32]
    spans: Ints
    records: Ints
    does: Ints
    suffers: Ints


class ActorTables:
    """Makes the tables of actors, keeping every answer for the next table of incidents."""

    def __init__(self, pairs: Sequence[Pair], registry: Registry) -> None:
        self.pairs, self.registry = pairs, registry
        self._kinds: dict[tuple[int, str | None], int] = {}
        self._rows_in_time: dict[tuple[Breaks, tuple[int, ...]], int] = {}
        self._standings: dict[object, tuple[Breaks, list[Asked]]] = {}
        self._known: dict[object, int] = {}
        self._numbers: dict[object, int] = {}
        self._members: dict[int, dict[str, list[int]]] = {}
        self.does: list[int] = []
        self.suffers: list[int] = []
        self._classes: dict[tuple[Numbers, Numbers], int] = {}
        self._dates = Dates(registry)

    def of(self, actors: Sequence[str | None]) -> Actors:
        """Tables for actors by code; the first two stand for `NOBODY` and `UNREGISTERED`."""
        kinds = np.empty((len(self.pairs), len(actors)), dtype=np.int64)
        for number in range(len(self.pairs)):
            for code, actor in enumerate(actors):
                kinds[number, code] = self._kind(number, actor, nobody=code == NOBODY)
        told, which = np.unique(kinds, return_inverse=True)
        places, spans, records = self._laid(told.tolist())
        at = places[which].reshape(kinds.shape)
        return Actors(at, ints(spans), ints(records), ints(self.does), ints(self.suffers))

    def _laid(self, told: Iterable[int]) -> tuple[npt.NDArray[np.int32], list[int], list[int]]:
        """Where each kind stands, with the spans and the records, as in `Actors`."""
        rows, places = list(self._rows_in_time), list[int]()
        spans, records = list[int](), list[int]()
        for one in told:
            # Of a class that holds at all times any instant will do.
            breaks, classes = ((instant(0),), (one,) * 4) if one >= 0 else rows[-1 - one]
            if len(breaks) > 1:
                places.append(-1 - len(records))
                records += record(breaks, classes)
            else:
                places.append(len(spans))
                before, across, _, since = classes
                spans += (ticks(breaks[0]), before, across, since)
        return np.array(places, dtype=np.int32), spans, records

    def _kind(self, number: int, actor: str | None, *, nobody: bool) -> int:
        key = (number, "" if nobody else actor)
        found = self._kinds.get(key)
        if found is None:
            breaks, classes = fewest(*self._column(number, actor, nobody=nobody))
            if breaks:
                row = (breaks, tuple(classes))
                found = -1 - self._rows_in_time.setdefault(row, len(self._rows_in_time))
            else:
                [found] = classes
            self._kinds[key] = found
        return found

    def _column(self, number: int, actor: str | None, *, nobody: bool) -> tuple[Breaks, list[int]]:
        pair = self.pairs[number]
        asked: tuple[Breaks, list[Asked]] = ((), [(None, 0, 0)])
        if not nobody:
            asked = self._asked(pair, actor)
        return asked[0], [self._class(pair, one) for one in asked[1]]

    def _asked(self, pair: Pair, actor: str | None) -> tuple[Breaks, list[Asked]]:
        """The answers for each class of times, asked once for all agreements that are alike."""
        terms = pair.terms
        near = self._dates.near(actor) if actor else frozenset[str]()
        entries = self._entries_of(pair)
        mine = tuple(terms.members[place] for place in sorted(
            place for one in near for place in entries.get(one, ())
        ))  # fmt: skip
        key = (
            actor, pair.reading, tuple(map(self._number, mine)), self._number(terms.exclusions),
            terms.unlisted_kinds,
        )  # fmt: skip
        found = self._standings.get(key)
        if found is None:
            lists = frozenset(one.list for one in terms.exclusions if one.list is not None)
            dates = set(self._dates.of(actor, lists)) if actor else set()
            edges = [at for one in mine for at in (one.start, one.end)]
            edges += [at for one in terms.exclusions for at in (one.start, one.end)]
            dates |= {at for at in edges if at is not None}
            breaks = told_apart(dates)
            wide = len(breaks) + 1
            answers: list[Asked] = [(None, 0, 0)] * (wide * wide)
            who = Mention(actor, actor, "") if actor else _STRANGER
            for begun, ended, span in classes(breaks):
                answers[begun * wide + ended] = self._ask(pair, who, span)
            found = self._standings[key] = breaks, answers
        return found

    def _ask(self, pair: Pair, who: Mention, span: Span) -> Asked:
        terms, reading, registry = pair.terms, pair.reading, self.registry
        stands = standing(who, terms, reading, registry=registry, span=span)
        out = left_out(who, terms, reading, registry=registry, span=span)
        return stands, number_of(out.certainty), number_of(stands.answer.certainty)

    def _entries_of(self, pair: Pair) -> dict[str, list[int]]:
        found = self._members.get(pair.agreement)
        if found is None:
            found = self._members[pair.agreement] = {}
            for place, entry in enumerate(pair.terms.members):
                found.setdefault(entry.actor, []).append(place)
        return found

    def _number(self, value: object) -> int:
        """A small number for a value, so that long keys are compared once."""
        return self._numbers.setdefault(value, len(self._numbers))

    def _class(self, pair: Pair, asked: Asked) -> int:
        """The number of a class of answers, the same for all who stand alike."""
        stands, out, party = asked
        sides = self._number(tuple((one.bearers, one.beneficiaries) for one in pair.terms.clauses))
        named = (stands.sides, stands.acting_for) if stands else None
        reads = tuple(
            pair.reading.counts(one.asserted_by, one.contested_by) for one in pair.terms.clauses
        )
        key = (sides, named, out, party, reads)
        found = self._known.get(key)
        if found is not None:
            return found
        doer, hit = tally("initiator_known", MAYBE), 0
        if stands is not None:
            doer = tally("left_out", out) + tally("is_party", party)
            hit = tally("sufferer_left_out", out)
        answers = (
            tuple(doer + one for one in _owes(pair.terms.clauses, stands, reads)),
            tuple(hit + one for one in _protects(pair.terms.clauses, stands)),
        )
        # Who stands otherwise and still gets the same answers is of the same class.
        found = self._classes.get(answers)
        if found is None:
            found = self._classes[answers] = len(self.does)
            self.does += answers[0]
            self.suffers += answers[1]
        self._known[key] = found
        return found


def _owes(listed: Iterable[Clause], stands: Standing | None, reads: Iterable[bool]) -> list[int]:
    """Whether each clause is owed, and whether the reading has it at all."""
    found = [
        tally("owes", number_of(clauses.owes(one, stands).certainty))
        + tally("read_so", YES if so else NO)
        for one, so in zip(listed, reads, strict=True)
    ]
    return found or [tally("owes", YES)]


def _protects(listed: Iterable[Clause], stands: Standing | None) -> list[int]:
    who = () if stands is None else (stands,)
    found = [tally("protects", number_of(clauses.protects(one, who).certainty)) for one in listed]
    return found or [tally("protects", YES)]
