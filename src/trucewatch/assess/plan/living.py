"""When each area of a plan matters; in the order of ranks those of one time are neighbours.

Stretches are the times between neighbouring instants of all agreements, as in `times`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from trucewatch.assess.plan.arrays import Bytes, Ints
from trucewatch.assess.plan.times import ASK, OUTSIDE

LASTING = 4
"""An area that matters for so many times as long as the middle one would widen every search."""


class Living(NamedTuple):
    """Areas by rank: the lasting ones first, then the others by when they begin to matter.

    Args:
        area: of each rank its area.
        ranks: of each rank the first and one past the last stretch in which its area matters,
            (0, 0) where there is none, and the area; end to end.
        lasting: how many ranks are asked for whatever the time.
        since, until: of each stretch, the first rank behind those that may matter then or later,
            and one past the last rank that may matter then or before.
    """

    area: Ints
    ranks: Ints
    lasting: int
    since: Ints
    until: Ints


def living_of(rows: Bytes, users: Sequence[Sequence[int]]) -> Living:
    """The order of areas.

    Args:
        rows: reasons by stretch and pair, as in `Times`.
        users: of each area the pairs that it bears on.
    """
    stretches = (len(rows) - 1) // 3
    spans = np.array([_span(rows[:stretches], pairs) for pairs in users], dtype=np.int64)
    spans = spans.reshape(-1, 2)
    length = spans[:, 1] - spans[:, 0]
    # What matters at no time at all may matter at a time that nobody tells.
    middle = np.median(length[length > 0]) if length.any() else 0
    lasting = (length == 0) | (length > LASTING * middle)
    area = np.lexsort((spans[:, 0], ~lasting))
    first, last = spans[area].T
    number = int(lasting.sum())
    latest = np.maximum.accumulate(last[number:])
    stretch = np.arange(stretches)
    return Living(
        area=area,
        ranks=np.column_stack([spans[area], area]).ravel(),
        lasting=number,
        since=number + np.searchsorted(latest, stretch, side="right"),
        until=number + np.searchsorted(first[number:], stretch, side="right"),
    )


def _span(held: Bytes, pairs: Sequence[int]) -> tuple[int, int]:
    """The first and one past the last stretch in which some pairs may be in force."""
    told = held[:, list(pairs)]
    alive = np.flatnonzero(((told == OUTSIDE) | (told == ASK)).any(axis=1))
    return (int(alive[0]), int(alive[-1]) + 1) if len(alive) else (0, 0)
