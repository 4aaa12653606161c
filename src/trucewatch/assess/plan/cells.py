"""What cells list about the points of many rows, looked up step by step for all of them together.

One row asks memory four times, each time for what the last answer points to: its cell, the part of
a line in it, the list of edges near that part, and their corners. Here every step is taken for many
rows before the next one, so that the processor has many reads under way at once.

`n` are the tables of whole numbers, `f` those of fractions, `d` is the desk, as `layout` has them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.codes import DEFER
from trucewatch.assess.plan.grid import BORDER_MASK, RANK, STATE
from trucewatch.assess.plan.incidents import EASY, POINT
from trucewatch.assess.plan.native import borrowing, fetching
from trucewatch.assess.plan.near import by_part, corners_of, in_disc, list_of, measured, parts_at
from trucewatch.assess.plan.reading import of, value
from trucewatch.assess.plan.sieve import BORDER, FINE, LIST_HEAD, PART_BITS
from trucewatch.assess.plan.tables import HELD_BITS, HELD_MASK, Room, Tables
from trucewatch.assess.plan.tables import LINED_NEAR as NEAR
from trucewatch.assess.plan.tables import LINED_PLACE as AT
from trucewatch.assess.plan.tables import LINED_SPOT as SPOT
from trucewatch.assess.plan.time_of import first_from, stretches, take

fetch = fetching()
PLACE, LON, LAT, RADIUS = (one - at.START for one in (at.PLACE, at.LON, at.LAT, at.RADIUS))
PART_MASK = (1 << PART_BITS) - 1
LINE = 16
"""Entries that the processor reads at once."""
SPREAD = 6
"""Entries to either side of where one is sought that most often hold it."""


@borrowing
def cell_of(n: Any, f: Any, row: Any) -> tuple[int, int]:
    """The cell of a row's point and its part there; -1 for a point off the grid, or for none."""
    side = of(n, at.SIDE, 0)
    east, north = parts_at(f, row[LON], row[LAT])
    if row[PLACE] != POINT or not (0 <= east < side * FINE and 0 <= north < side * FINE):
        return -1, 0
    column, line = int(east), int(north)
    cell = (row[RADIUS] * side + line // FINE) * side + column // FINE
    return int(cell), line % FINE * FINE + column % FINE


@borrowing
def starts_of(cells: Any, cell: int) -> tuple[int, int, int]:
    """Where the entries of a cell and its lines begin, and one past the last entry."""
    place = 2 * cell
    return int(value(cells, place)), int(value(cells, place + 1)), int(value(cells, place + 2))


@borrowing
def expected(n: Any, span: Any, since: int) -> int:
    """About where among the entries of a cell those of some rank begin: ranks are spread evenly."""
    first, last = span
    lasting = of(n, at.LASTING, 0)
    share = (last - first) * (since - lasting) // max(1, of(n, at.RANKS, 0) - lasting)
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
    """Fetch what the cells of some rows list about their times, before any of it is needed."""
    n, f, cells, entries = tables.numbers, tables.fractions, tables.cells, tables.entries
    low = d[at.AHEAD]
    for row in rows:
        while low < of(n, at.ALL_BREAKS_END, 0) and of(n, at.ALL_BREAKS, low) <= row[0]:
            low += 1
        cell, _ = cell_of(n, f, row)
        if cell < 0:
            continue
        first, _, last = starts_of(cells, cell)
        if first < last:
            about = expected(n, (first, last), of(n, at.SINCE, low))
            fetch(entries, first)
            for line in range(about - LINE // 2, about + 2 * LINE, LINE):
                fetch(entries, min(max(first, line), last - 1))


@borrowing
def put(tables: Tables, room: Room, span: Any, seen: Any) -> int:
    """List the entries of a cell below a rank, if they bear on an agreement of the row's time.

    Args:
        seen: of the row, as `Room.lined` has it, and where the lines of the cell begin.

    Returns:
        The first place beyond them.
    """
    n, entries, d = tables.numbers, tables.entries, room.desk
    place, last, beyond = span
    spot, lines = seen
    low, high, ranks = d[at.LOW], d[at.HIGH], n[at.LIVING]
    listed, lined = d[at.N_LISTED], d[at.N_LINED]
    while place < last and value(entries, place) < beyond:
        entry = int(value(entries, place))
        rank, state, near = ranks + 3 * (entry >> RANK), (entry >> STATE) & 3, entry & BORDER_MASK
        near += lines * (near > 0)
        area, line = value(n, rank + 2), room.lined[np.uintp(lined)]
        room.listed[np.uintp(listed)] = area << HELD_BITS | state
        line[AT], line[NEAR], line[SPOT] = listed, near, spot
        fetch(n, list_of(n, max(near, 1)))
        # Whether it counts is a sum, not a branch that the processor would guess wrong.
        counts = (value(n, rank) <= high) & (value(n, rank + 1) > low)
        listed += counts
        lined += counts & (state == BORDER)
        place += 1
    d[at.N_LISTED], d[at.N_LINED] = listed, lined
    return int(place)


@borrowing
def list_cell(tables: Tables, d: Any, room: Room, row: Any) -> None:
    """List the areas of the cell of a row that matter at its time, in the order of ranks."""
    n, cells, entries = tables.numbers, tables.cells, tables.entries
    number, columns = row
    cell, part = cell_of(n, tables.fractions, columns)
    if cell < 0:
        return
    # Most areas bear on agreements of another time alone, and stand together there.
    lasting = of(n, at.LASTING, 0) << RANK
    first, lines, last = starts_of(cells, cell)
    seen = number << PART_BITS | part, lines
    place = put(tables, room, (first, last, lasting), seen)
    since = of(n, at.SINCE, max(d[at.LOW], 0))
    until = of(n, at.UNTIL, min(d[at.HIGH], of(n, at.ALL_BREAKS_END, 0)))
    about = expected(n, (place, last), since)
    place = sought(entries, (place, last), about, since << RANK)
    put(tables, room, (place, last, until << RANK), seen)


@borrowing
def by_parts(n: Any, room: Room) -> int:
    """Let the parts of cells on lines tell their states; how many leave it open, listed by room."""
    number = 0
    for one in range(room.desk[at.N_LINED]):
        line, state = room.lined[one], BORDER
        if line[NEAR] > 0:
            border = list_of(n, line[NEAR])
            state, line[NEAR] = by_part(n, border, line[SPOT] & PART_MASK), 1 + n[border]
            # What is not needed is told to be near at hand, which costs no trip to memory.
            fetch(n, (n[at.NEAR] + n[border]) * (state == BORDER))
        room.listed[line[AT]] = room.listed[line[AT]] & ~HELD_MASK | state
        room.open[number] = one
        number += state == BORDER
    return number


@borrowing
def by_distance(tables: Tables, room: Room, rows: Any, span: Any) -> None:
    """Measure the distances of points on which even parts of cells leave it open."""
    n, f = tables.numbers, tables.fractions
    first, number = span
    for place in range(number):
        line = room.lined[room.open[place]]
        if line[NEAR] > 0:
            edges, area = n[at.NEAR] + line[NEAR] - 1, room.listed[line[AT]] >> HELD_BITS
            for edge in range(edges + LIST_HEAD, edges + LIST_HEAD + n[edges]):
                fetch(f, corners_of(n, f, area) + 4 * n[edge])
    for place in range(number):
        line = room.lined[room.open[place]]
        area, number_of_row = room.listed[line[AT]] >> HELD_BITS, line[SPOT] >> PART_BITS
        row = rows[number_of_row]
        spot = row[LON], row[LAT], row[RADIUS]
        if line[NEAR] > 0:
            state = measured(n, f, spot, (area, line[NEAR] - 1, line[SPOT] & PART_MASK))
        else:
            state = in_disc(f, spot, area)
        room.listed[line[AT]] = area << HELD_BITS | state
        room.easy[number_of_row - first] &= state != DEFER


@borrowing
def look_ahead(tables: Tables, room: Room, rows: Any, span: Any) -> int:
    """List the areas of some of the next rows, with how surely they hold them; up to which row."""
    n, d = tables.numbers, room.desk
    first, last = span
    last = min(last, first + len(room.upto))
    read_ahead(tables, d, rows[first:last])
    d[at.N_LISTED] = d[at.N_LINED] = 0
    for row in range(first, last):
        if d[at.N_LISTED] + of(n, at.RANKS, 0) >= len(room.listed):
            last = row
            break
        take(d, rows, row)
        while d[at.AHEAD] < of(n, at.ALL_BREAKS_END, 0) and (
            of(n, at.ALL_BREAKS, d[at.AHEAD]) <= d[at.START]
        ):
            d[at.AHEAD] += 1
        stretches(n, d, d[at.AHEAD])
        list_cell(tables, d, room, (row, rows[row]))
        room.upto[row - first] = d[at.N_LISTED]
        room.easy[row - first] = (d[at.PLACE] == POINT) & (d[at.HARD] == EASY)
    by_distance(tables, room, rows, (first, by_parts(n, room)))
    return int(last)
