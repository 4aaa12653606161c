"""Whether the deadlines of clauses were over, for every time that an incident can have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from trucewatch.assess.answer import NOT, SURELY, Answer
from trucewatch.assess.due import due
from trucewatch.assess.plan.arrays import Ints, ints
from trucewatch.assess.plan.codes import DUE_MAYBE, DUE_NO, DUE_YES
from trucewatch.assess.plan.ticks import classes, told_apart
from trucewatch.assess.plan.times import Pair, Window
from trucewatch.domain.clause import Clause


class Deadlines(NamedTuple):
    """Deadlines of all clauses under all readings.

    Args:
        row: of each pair where its clauses begin in `window`, -1 where none has a deadline.
        window: of each such clause its place in `windows`, -1 for none.
        windows: each answers with `DUE_YES`, `DUE_MAYBE` or `DUE_NO`.
    """

    row: Ints
    window: Ints
    windows: list[Window]


def deadlines_of(pairs: Sequence[Pair], known_at: dt.datetime | None) -> Deadlines:
    """The deadlines of all pairs."""
    rows: list[int] = []
    places: list[int] = []
    windows: list[Window] = []
    for pair in pairs:
        found = [_window(clause, pair, known_at) for clause in pair.terms.clauses]
        if not any(found):
            rows.append(-1)
            continue
        rows.append(len(places))
        for one in found:
            places.append(-1 if one is None else len(windows))
            windows += [] if one is None else [one]
    return Deadlines(ints(rows), ints(places), windows)


def _window(clause: Clause, pair: Pair, known_at: dt.datetime | None) -> Window | None:
    untold = due(clause, pair.reading, None, time_zone="UTC", known_at=known_at)
    if untold is None:
        return None
    edges = (at for fact in clause.deadline for at in (fact.at, fact.latest))
    breaks = told_apart(at for at in edges if at is not None)
    wide = len(breaks) + 1
    answers = [DUE_YES] * (wide * wide)
    for begun, ended, span in classes(breaks):
        told = due(clause, pair.reading, span, time_zone="UTC", known_at=known_at)
        answers[begun * wide + ended] = _number(told)
    return Window(breaks, tuple(answers), _number(untold))


def _number(told: Answer | None) -> int:
    if told is None or told.certainty is SURELY:
        return DUE_YES
    return DUE_NO if told.certainty is NOT else DUE_MAYBE
