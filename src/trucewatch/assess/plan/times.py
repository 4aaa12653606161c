"""When terms were in force, for every time that an incident can have, as tables.

Between two neighbouring instants of all agreements together nothing changes, so one row of reasons
answers for all incidents that lie in between; only the agreements with an instant inside of an
incident are asked one by one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from trucewatch.assess.answer import NOT, SURELY
from trucewatch.assess.decide import AFTER as AFTER_CODE
from trucewatch.assess.plan.arrays import Bytes, Ints, Ragged, ints, ragged
from trucewatch.assess.plan.codes import (
    AFTER,
    BEFORE,
    CODE_OF,
    FINDING_OF_CODE,
    FORCE_MAYBE,
    FORCE_YES,
)
from trucewatch.assess.plan.ticks import classes, record, ticks, told_apart
from trucewatch.assess.readings import TermsReading
from trucewatch.assess.window import Force, force, in_force
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import Reason

BEFORE_EFFECT, AFTER_END, OUTSIDE = (
    int(FINDING_OF_CODE[CODE_OF[one]])
    for one in (Reason.BEFORE_EFFECT, Reason.AFTER_END, Reason.OUTSIDE_ZONE)
)
"""What a pair has that was not in force; the last where it may have been, until it is asked."""
ASK = 255
"""What a pair has whose clauses differ in time, until each is asked."""


@dataclass(frozen=True)
class Pair:
    """One reading of one agreement; the columns of the findings.

    Args:
        agreement: index of the agreement.
        view: index of the reading among those of the agreement that are asked for.
    """

    agreement: int
    view: int
    terms: Agreement
    reading: TermsReading


class Times(NamedTuple):
    """Tables of time.

    Args:
        windows: of each pair, the first of its windows; that of the agreement, then those of
            clauses that have one of their own.
        anew: of each pair, whether its windows are others than those of the pair before it.
        records: of each window its answers, as in `ticks.record`.
        untold: the answer of each window where no time is told.
        all_breaks: ticks of all windows in order; owners: the pairs of each; becomes: what each of
            these has from there on, until its next; alone: what it has at a time that begins
            before and ends behind there, with no other of its instants inside; beside: the places
            in `all_breaks` of the instants that it has next before and behind, end to end.
        rows: findings of each pair as `codes.FINDING_OF_CODE` has them, `OUTSIDE` or `ASK`:
            between two of them, then from there on, then up to there, for each in turn; the last
            row where no time is told.
    """

    windows: Ints
    anew: Bytes
    records: Ragged
    untold: Bytes
    all_breaks: Ints
    owners: Ragged
    becomes: Bytes
    alone: Bytes
    beside: Ints
    rows: Bytes


@dataclass(frozen=True)
class Window:
    """When one clause, or all without a window of their own, held under one reading."""

    breaks: tuple[dt.datetime, ...]
    answers: tuple[int, ...]
    untold: int


def windows_of(pair: Pair, known_at: dt.datetime | None) -> list[Window]:
    """The window of the agreement, then those of clauses with their own, in order."""
    clauses = [None, *(clause for clause in pair.terms.clauses if clause.window is not None)]
    return [
        _window(force(pair.terms, pair.reading, clause=clause, known_at=known_at))
        for clause in clauses
    ]


def _window(held: Force) -> Window:
    spans = [span for one in held.stretches for span in (one.surely, one.possibly)]
    breaks = told_apart(at for span in (*spans, *held.surely, *held.possibly) for at in span)
    wide = len(breaks) + 1
    answers = [BEFORE] * (wide * wide)
    for begun, ended, span in classes(breaks):
        answers[begun * wide + ended] = _answer(held, span)
    return Window(breaks, tuple(answers), _answer(held, None))


def _answer(held: Force, span: tuple[dt.datetime, dt.datetime] | None) -> int:
    answer = in_force(held, span, "UTC")
    if answer.certainty is NOT:
        return AFTER if answer.code == AFTER_CODE else BEFORE
    return FORCE_YES if answer.certainty is SURELY else FORCE_MAYBE


def times_of(
    pairs: Sequence[Pair],
    known_at: dt.datetime | None,
    others: Sequence[Window] = (),
) -> Times:
    """The tables of all pairs.

    Args:
        others: windows that stand behind those of pairs and do not tell whether any is in force.
    """
    by_pair = [windows_of(pair, known_at) for pair in pairs]
    windows = [window for listed in by_pair for window in listed]
    every = np.unique(ints(ticks(at) for window in windows for at in window.breaks))
    rows = _rows(by_pair, every)
    owners: list[list[int]] = [[] for _ in every]
    alone, beside = [list[int]() for _ in every], [list[int]() for _ in every]
    for number, listed in enumerate(by_pair):
        mine = {ticks(at) for window in listed for at in window.breaks}
        places = np.searchsorted(every, ints(sorted(mine))).tolist()
        around = [-1, *places, len(every)]
        for one, (place, found) in enumerate(
            zip(places, _alone(listed, every, places), strict=True)
        ):
            owners[place].append(number)
            alone[place].append(found)
            beside[place] += around[one], around[one + 2]
    windows += others
    return Times(
        windows=ints(np.cumsum([0, *map(len, by_pair)])),
        anew=np.array(
            [one != before for one, before in zip(by_pair, [None, *by_pair], strict=False)],
            dtype=np.uint8,
        ),
        records=ragged(record(window.breaks, window.answers) for window in windows),
        untold=np.array([window.untold for window in windows], dtype=np.uint8),
        all_breaks=every,
        owners=ragged(owners),
        becomes=np.array(
            [rows[1 + place, pair] for place, mine in enumerate(owners) for pair in mine],
            dtype=np.uint8,
        ),
        alone=np.array([one for listed in alone for one in listed], dtype=np.uint8),
        beside=ints(one for listed in beside for one in listed),
        rows=rows,
    )


def _alone(listed: Sequence[Window], every: Ints, places: Sequence[int]) -> list[int]:
    """Findings of a pair at times that hold one of its instants each."""
    told = np.empty((len(listed), len(places)), dtype=np.uint8)
    for row, window in enumerate(listed):
        mine = ints(ticks(at) for at in window.breaks)
        begun = np.searchsorted(mine, every[places], side="left")
        ended = np.searchsorted(mine, every[places], side="right")
        told[row] = np.array(window.answers)[begun * (len(mine) + 1) + ended]
    return [int(one) for one in settled(told)]


def _rows(by_pair: Sequence[Sequence[Window]], every: Ints) -> Bytes:
    """Findings of each pair between neighbours, since each instant, before each, and untold."""
    many = len(every) + 1
    rows = np.empty((3 * many + 1, len(by_pair)), dtype=np.uint8)
    for number, listed in enumerate(by_pair):
        told = np.empty((len(listed), len(rows)), dtype=np.uint8)
        for place, window in enumerate(listed):
            wide = len(window.breaks) + 1
            mine = ints(ticks(at) for at in window.breaks)
            count = np.zeros(many, dtype=np.int64)
            count[1:] = np.searchsorted(mine, every, side="right")
            answers = np.array(window.answers, dtype=np.uint8)
            told[place, :many] = answers[count * (wide + 1)]
            told[place, many : 2 * many] = answers[count * wide + wide - 1]
            told[place, 2 * many : -1] = answers[count]
            told[place, -1] = window.untold
        rows[:, number] = settled(told)
    return rows


def settled(told: Bytes) -> Bytes:
    """The finding that the answers of all windows of a pair come to, column by column.

    >>> settled(np.array([[0, 1, 3, 0], [0, 1, 2, 2]], dtype=np.uint8)).tolist() == [
    ...     BEFORE_EFFECT, AFTER_END, OUTSIDE, ASK]
    True
    """
    made = np.full(told.shape[1], ASK, dtype=np.uint8)
    made[(told >= FORCE_MAYBE).all(axis=0)] = OUTSIDE
    made[(told == BEFORE).all(axis=0)] = BEFORE_EFFECT
    made[(told == AFTER).all(axis=0)] = AFTER_END
    return made
