"""What cells list about the points of many rows, looked up step by step for all of them together.

One row asks memory four times, each time for what the last answer points to: its cell, the part of
a line in it, the list of edges near that part, and their corners. Here every step is taken for many
rows before the next one, so that the processor has many reads under way at once.

`n` are the tables of whole numbers, `f` those of fractions, `d` is the desk, as `layout` has them.
"""

from __future__ import annotations

from typing import Any

from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.grid import BORDER_MASK, RANK, STATE
from trucewatch.assess.plan.incidents import POINT
from trucewatch.assess.plan.native import borrowing
from trucewatch.assess.plan.near import by_part, corners_of, in_disc, list_of, measured, parts_at
from trucewatch.assess.plan.sieve import BORDER, FINE
from trucewatch.assess.plan.tables import LISTED_AREA as AREA
from trucewatch.assess.plan.tables import LISTED_NEAR as NEAR
from trucewatch.assess.plan.tables import LISTED_PART as PART
from trucewatch.assess.plan.tables import LISTED_ROW as ROW
from trucewatch.assess.plan.tables import LISTED_STATE as HELD
from trucewatch.assess.plan.tables import Room, Tables
from trucewatch.assess.plan.time_of import first_from, stretches, take

PLACE, LON, LAT, RADIUS = (one - at.START for one in (at.PLACE, at.LON, at.LAT, at.RADIUS))
LINE = 8
"""Entries that the processor reads at once."""
SPREAD = 6
"""Entries to either side of where one is sought that most often hold it."""


@borrowing
def cell_of(n: Any, f: Any, row: Any) -> tuple[int, int]:
    """The cell of a row's point and its part there; -1 for a point off the grid, or for none."""
    side = n[n[at.SIDE]]
    east, north = parts_at(f, row[LON], row[LAT])
    if row[PLACE] != POINT or not (0 <= east < side * FINE and 0 <= north < side * FINE):
        return -1, 0
    column, line = int(east), int(north)
    cell = (row[RADIUS] * side + line // FINE) * side + column // FINE
    return int(cell), line % FINE * FINE + column % FINE


@borrowing
def expected(n: Any, span: Any, since: int) -> int:
    """About where among the entries of a cell those of some rank begin: ranks are spread evenly."""
    first, last = span
    lasting = n[n[at.LASTING]]
    share = (last - first) * (since - lasting) // max(1, n[n[at.RANKS]] - lasting)
    return int(first + min(max(share, 0), last - first))


@borrowing
def sought(entries: Any, span: Any, about: int, least: int) -> int:
    """The first place between two whose entry is no less than a number; most often near `about`."""
    first, last = span
    low, high = about - SPREAD, about + SPREAD
    if first <= low and entries[low] < least:
        first = low + 1
    if high < last and entries[high] >= least:
        last = high
    return first_from(entries, (first, last), least)


@borrowing
def read_ahead(tables: Tables, d: Any, rows: Any) -> None:
    """Read what the cells of some rows list about their times, before any of it is needed."""
    n, f, cells, entries = tables.numbers, tables.fractions, tables.cells, tables.entries
    low, seen = d[at.AHEAD], 0
    for row in rows:
        while low < n[n[at.ALL_BREAKS_END]] and n[n[at.ALL_BREAKS] + low] <= row[0]:
            low += 1
        cell, _ = cell_of(n, f, row)
        if cell >= 0 and cells[cell] < cells[cell + 1]:
            first, last = cells[cell], cells[cell + 1]
            about = expected(n, (first, last), n[n[at.SINCE] + low])
            seen ^= entries[first]
            for line in range(about - LINE, about + 2 * LINE, LINE):
                seen ^= entries[min(max(first, line), last - 1)]
    d[at.SEEN] = seen


@borrowing
def put(n: Any, d: Any, room: Room, seen: Any) -> None:
    """List an entry of a cell, if it bears on an agreement of the row's time."""
    entry, part, row = seen
    rank, near = entry >> RANK, entry & BORDER_MASK
    span = n[at.LIVING] + 2 * rank
    listed = room.listed[d[at.N_LISTED]]
    listed[AREA], listed[HELD] = n[n[at.AREA] + rank], (entry >> STATE) & 3
    listed[NEAR], listed[PART], listed[ROW] = near, part, row
    # Whether it counts is a sum, not a branch that the processor would guess wrong.
    d[at.N_LISTED] += (n[span] <= d[at.HIGH]) & (n[span + 1] > d[at.LOW])
    d[at.SEEN] ^= n[list_of(n, max(near, 1))]


@borrowing
def list_cell(tables: Tables, d: Any, room: Room, row: Any) -> None:
    """List the areas of the cell of a row that matter at its time, in the order of ranks."""
    n, cells, entries = tables.numbers, tables.cells, tables.entries
    number, columns = row
    cell, part = cell_of(n, tables.fractions, columns)
    if cell < 0:
        return
    # Most areas bear on agreements of another time alone, and stand together there.
    place, last = cells[cell], cells[cell + 1]
    while place < last and entries[place] >> RANK < n[n[at.LASTING]]:
        put(n, d, room, (entries[place], part, number))
        place += 1
    since = n[n[at.SINCE] + max(d[at.LOW], 0)]
    until = n[n[at.UNTIL] + min(d[at.HIGH], n[n[at.ALL_BREAKS_END]])]
    about = expected(n, (place, last), since)
    place = sought(entries, (place, last), about, since << RANK)
    while place < last and entries[place] >> RANK < until:
        put(n, d, room, (entries[place], part, number))
        place += 1


@borrowing
def by_parts(n: Any, room: Room) -> int:
    """Let the parts of cells on lines tell their states; how many leave it open, listed by room."""
    d, number, seen = room.desk, 0, 0
    for one in range(d[at.N_LISTED]):
        listed = room.listed[one]
        if listed[HELD] != BORDER:
            continue
        if listed[NEAR] > 0:
            border = list_of(n, listed[NEAR])
            listed[HELD], listed[NEAR] = by_part(n, border, listed[PART]), 1 + n[border]
            seen ^= n[n[at.NEAR] + n[border]]
        room.open[number] = one
        number += listed[HELD] == BORDER
    d[at.SEEN] = seen
    return number


@borrowing
def by_distance(tables: Tables, room: Room, rows: Any, number: int) -> None:
    """Measure the distances of points on which even parts of cells leave it open."""
    n, f, d, seen = tables.numbers, tables.fractions, room.desk, 0.0
    for place in range(number):
        listed = room.listed[room.open[place]]
        if listed[NEAR] > 0:
            edges = n[at.NEAR] + listed[NEAR] - 1
            for edge in range(edges + 2, edges + 2 + n[edges]):
                seen += f[corners_of(n, f, listed[AREA]) + 4 * n[edge]]
    d[at.SEEN] = int(seen)
    for place in range(number):
        listed = room.listed[room.open[place]]
        area, near, row = listed[AREA], listed[NEAR], rows[listed[ROW]]
        spot = row[LON], row[LAT], row[RADIUS]
        if near > 0:
            listed[HELD] = measured(n, f, spot, (area, near - 1, listed[PART]))
        else:
            listed[HELD] = in_disc(f, spot, area)


@borrowing
def look_ahead(tables: Tables, room: Room, rows: Any, span: Any) -> int:
    """List the areas of some of the next rows, with how surely they hold them; up to which row."""
    n, d = tables.numbers, room.desk
    first, last = span
    last = min(last, first + len(room.upto))
    read_ahead(tables, d, rows[first:last])
    d[at.N_LISTED] = 0
    for row in range(first, last):
        if d[at.N_LISTED] + n[n[at.RANKS]] >= len(room.listed):
            last = row
            break
        take(d, rows, row)
        while d[at.AHEAD] < n[n[at.ALL_BREAKS_END]] and (
            n[n[at.ALL_BREAKS] + d[at.AHEAD]] <= d[at.START]
        ):
            d[at.AHEAD] += 1
        stretches(n, d, d[at.AHEAD])
        list_cell(tables, d, room, (row, rows[row]))
        room.upto[row - first] = d[at.N_LISTED]
    by_distance(tables, room, rows, by_parts(n, room))
    return int(last)
