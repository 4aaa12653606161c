"""Where each table stands in the two long rows of numbers that a kernel reads, and its desk.

Machine code that is handed a hundred arrays spends its time counting who holds them. So all whole
numbers stand in one array and all fractions in another; the first cells tell where each table
begins. The desk is a third one: the row in hand, and room for working it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from trucewatch.assess.plan.arrays import Floats, Ints

(
    PAIRS, OF_PAIR, ZONES, CLAUSES, CLAUSE_WINDOW, CLAUSE_ZONE, CLAUSE_OWN,
    USERS, USER, USER_ZONE, WATCHED, ALWAYS, ALWAYS_END, PARTED,
    PARTED_END, AGREEMENTS, TOGETHER,
    WINDOWS, ANEW, RECORDS, RECORD, FORCE_UNTOLD, ALL_BREAKS, ALL_BREAKS_END,
    OWNERS, OWNER, BECOMES, ALONE, BESIDE, DUES, DUE_WINDOW,
    KIND_SPAN, KIND_RECORD,
    DOES, SUFFERS,
    ACTS, ACT_ROWS, ACT_BY_CLAUSE, CLAIMED,
    PLAIN, KNOWN, PARTS, PART, OUTERS, OUTER, BANDED, BANDS, BAND, HOLDERS, HOLDER, HELD, CONTROL,
    CONTROL_SPAN, CONTROL_PARTS, CONTROL_PART, COUNTED, ADDED, ADDED_ZONE, ADDED_SINCE,
    OWN, EDGES, LIVING, LASTING, RANKS, SINCE, UNTIL,
    SIDE, BORDERS, NEAR,
    SPOTS, SPOT, VAGUE_SPOT,
    FORCE_TALLY, ZONE_TALLY, DUE_TALLY, OUTCOMES, FINDINGS,
    HEADS,
) = range(78)  # fmt: skip
"""Tables of whole numbers; a plural holds where the rows of the singular after it begin.

Cells and their entries are the largest and stand by themselves.
"""

(ACROSS, REACH, DISC, CORNERS, FRAME, FRACTIONS) = range(6)
"""Tables of fractions."""

(
    ROW, START, END, TIME, PLACE, LON, LAT, RADIUS, ACT, INITIATOR, TARGET, PROVISIONAL, COUNT_ONLY,
    HARD, IS_VAGUE, LOW, HIGH, REACHED, AHEAD,
    N_AREAS, N_AGREEMENTS, N_LEFT, N_ASKED, N_LISTED, N_LINED,
    HELD_AT, AREAS_AT, AGREEMENTS_AT, MARKED_AT, QUESTIONS_AT,
    REGISTERS,
) = range(31)  # fmt: skip
"""Cells of the desk: the row in hand as in `COLUMNS`, counters, and where its lists begin."""

COLUMNS = (
    "start", "end", "time", "place", "lon_e7", "lat_e7", "radius", "act", "initiator", "target",
    "provisional", "count_only", "hard",
)  # fmt: skip


def laid(tables: Mapping[int, npt.NDArray[np.generic]], heads: int) -> Ints:
    """Tables end to end behind their heads.

    >>> laid({0: np.array([7, 8]), 1: np.array([9])}, 2).tolist()
    [2, 4, 7, 8, 9]
    """
    listed = [np.asarray(tables[head], dtype=np.int64).ravel() for head in range(heads)]
    at = np.cumsum([heads, *map(len, listed)])[:-1]
    return np.concatenate([at, *listed]).astype(np.int64)


def laid_fractions(tables: Mapping[int, Floats]) -> Floats:
    """The same for fractions; heads are whole all the same."""
    listed = [np.asarray(tables[head], dtype=np.float64).ravel() for head in range(FRACTIONS)]
    at = np.cumsum([FRACTIONS, *map(len, listed)])[:-1].astype(np.float64)
    return np.concatenate([at, *listed])
