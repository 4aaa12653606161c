"""Instants as whole numbers that a kernel compares, and what they can be told apart by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from trucewatch.assess.window import ALWAYS, NEVER, Span
from trucewatch.domain.time import UTC

_START = dt.datetime(1970, 1, 1, tzinfo=UTC)
_ONE = dt.timedelta(microseconds=1)


def ticks(at: dt.datetime) -> int:
    """Microseconds since 1970, exact.

    >>> ticks(dt.datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    1000000
    """
    return (at - _START) // _ONE


def instant(number: int) -> dt.datetime:
    """The instant of a number of ticks.

    >>> instant(EVER_SINCE) == ALWAYS, instant(FOR_EVER) == NEVER
    (True, True)
    """
    return _START + number * _ONE


EVER_SINCE, FOR_EVER = ticks(ALWAYS), ticks(NEVER)
"""Ticks of the open sides of a time."""


def told_apart(at: Iterable[dt.datetime]) -> tuple[dt.datetime, ...]:
    """Each instant once, in order: all that a comparison with them can tell of a span.

    Rules compare the start of a span by `<=` and its end by `<`, so two spans with as many of these
    instants at or before their starts, and as many before their ends, get the same answers. The
    two that stand for open sides tell nothing apart.
    """
    return tuple(sorted(set(at) - {ALWAYS, NEVER}))


def fewest(
    breaks: tuple[dt.datetime, ...], answers: Sequence[int]
) -> tuple[tuple[dt.datetime, ...], list[int]]:
    """The same answers by fewer instants: those that tell no two answers apart are left out.

    Args:
        answers: as in `record`; what stands where no span comes is of no account.

    >>> fewest((instant(5),), (7, 7, 0, 7))
    ((), [7])
    """
    told = np.array(answers, dtype=np.int64).reshape(len(breaks) + 1, -1)
    kept = list(breaks)
    for at in reversed(range(len(breaks))):
        begun = (told[at, at + 1 :] == told[at + 1, at + 1 :]).all()
        ended = (told[: at + 1, at] == told[: at + 1, at + 1]).all()
        if begun and ended:
            told = np.delete(np.delete(told, at, axis=1), at + 1, axis=0)
            del kept[at]
    return tuple(kept), told.ravel().tolist()


def record(breaks: tuple[dt.datetime, ...], answers: Iterable[int]) -> list[int]:
    """Answers with the instants that tell them apart, as a kernel reads them in one go.

    Args:
        answers: row by how many instants come at or before the start, column by how many before
            the end.

    Returns:
        How many instants, these as ticks, the answers.

    >>> record((instant(5),), (0, 1, 2, 3))
    [1, 5, 0, 1, 2, 3]
    """
    return [len(breaks), *map(ticks, breaks), *answers]


def classes(breaks: tuple[dt.datetime, ...]) -> Iterator[tuple[int, int, Span]]:
    """One span for each class of spans that the instants tell apart.

    Returns:
        How many instants come at or before its start, how many before its end, and the span.

    >>> day = dt.datetime(2020, 1, 1, tzinfo=UTC)
    >>> [(begun, ended) for begun, ended, _ in classes((day,))]
    [(0, 0), (0, 1), (1, 1)]
    """
    ends = (*breaks, NEVER)
    for begun, start in enumerate((ALWAYS, *breaks)):
        for ended in range(begun, len(ends)):
            yield begun, ended, (start, ends[ended])
