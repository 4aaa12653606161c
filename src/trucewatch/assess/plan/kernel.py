"""One pass over rows of incidents, without leaving machine code.

A row begins as what its time alone makes of it. The cell of its place then tells which agreements
to ask; all others stay `outside_zone`. What is asked is answered pair by pair, when all
rows have asked. What the tables cannot tell exactly is left to the caller. `n` are the tables of
whole numbers, `f` those of fractions, `d` is the desk, as `layout` has them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from trucewatch.assess.plan import codes
from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.arrays import LINE_BYTES
from trucewatch.assess.plan.cells import look_ahead
from trucewatch.assess.plan.codes import DEFER, NO
from trucewatch.assess.plan.incidents import EASY, MANY_PLACES, NOWHERE, POINT
from trucewatch.assess.plan.judge import answer
from trucewatch.assess.plan.native import borrowing, passing_by
from trucewatch.assess.plan.reading import of
from trucewatch.assess.plan.tables import Room, Tables
from trucewatch.assess.plan.time_of import begin, by_time, take, turn_back
from trucewatch.assess.plan.times import ASK, OUTSIDE
from trucewatch.assess.plan.where import alive, main_zone, mark, named, pointed, zone_holds

PLACE_UNTOLD = codes.UNTOLD
pass_by = passing_by()


@borrowing
def gather(n: Any, d: Any, room: Room, seen: Any) -> None:
    """List the agreements that a row has to ask, by what its time and the areas listed tell.

    Args:
        seen: the row's part of `Room.listed`, and whether it is easy.
    """
    out = room.told
    if d[at.PLACE] == NOWHERE or d[at.HARD] == MANY_PLACES:
        for agreement in range(of(n, at.AGREEMENTS, 0)):
            if alive(n, agreement, out):
                mark(d, agreement)
        return
    if d[at.PLACE] >= 0:
        named(n, d, out)
    else:
        pointed(n, d, room, seen)
    for place in range(of(n, at.ALWAYS_END, 0)):
        if alive(n, of(n, at.ALWAYS, place), out):
            mark(d, of(n, at.ALWAYS, place))
    for place in range(of(n, at.PARTED_END, 0)):
        if alive(n, of(n, at.PARTED, place), out):
            mark(d, of(n, at.PARTED, place))


@borrowing
def placed(n: Any, d: Any, asked: Any, states: Any) -> int:
    """How surely each zone of an agreement holds a row's spot; the surest of all."""
    agreement, pair = asked
    first = of(n, at.ZONES, agreement)
    number = of(n, at.ZONES, agreement + 1) - first
    if d[at.HARD] == MANY_PLACES:
        return DEFER
    if d[at.PLACE] == NOWHERE:
        for zone in range(number):
            states[zone] = PLACE_UNTOLD
        return PLACE_UNTOLD
    view = pair - of(n, at.PAIRS, agreement)
    best = main_zone(n, d, first, (pair, view))
    states[0] = best
    for zone in range(1, number):
        found = zone_holds(n, d, first + zone, view)
        states[zone] = found
        best = max(best, found)
    return int(best)


@borrowing
def leave(n: Any, d: Any, asked: Any, left: Any) -> None:
    """Leave pairs to the one-by-one engine, as far as their time does not tell them."""
    row, first, last, best = asked
    for pair in range(first, last):
        told = by_time(n, d, pair)
        if told == ASK or (told == OUTSIDE and best != NO):
            left[d[at.N_LEFT], 0] = row
            left[d[at.N_LEFT], 1] = pair
            d[at.N_LEFT] += 1


@borrowing
def ask(n: Any, d: Any, agreement: int, row: Any) -> None:
    """Ask for every reading of an agreement where the row was; those that are alike in one go."""
    number, room = row
    pair, end = of(n, at.PAIRS, agreement), of(n, at.PAIRS, agreement + 1)
    while pair < end:
        place = np.uintp(d[at.N_ASKED])
        last = pair + of(n, at.TOGETHER, pair)
        best = placed(n, d, (agreement, pair), room.states[place])
        if best == DEFER or d[at.HARD] != EASY:
            leave(n, d, (number, pair, last, best), room.left)
        else:
            room.asked[place, 0], room.asked[place, 1] = number, pair
            # Whether it is asked is a sum, not a branch that the processor would guess wrong.
            parted = of(n, at.WINDOWS, pair + 1) - of(n, at.WINDOWS, pair) > 1
            d[at.N_ASKED] += (best != NO) | parted
        pair = last


@borrowing
def clear(d: Any, far: Any) -> None:
    """Make the desk ready for the next row: areas as they hold what is far away."""
    for one in range(d[at.N_AREAS]):
        area = np.uintp(d[at.HELD_AT] + of(d, at.AREAS_AT, one))
        d[area] = far[area]
    d[at.N_AREAS] = 0
    d[at.N_AGREEMENTS] = 0


@borrowing
def forget(d: Any, agreements: int) -> None:
    """Let no agreement have a question."""
    for agreement in range(agreements):
        d[np.uintp(d[at.QUESTIONS_AT] + agreement)] = -1


@borrowing
def question(tables: Tables, room: Room, rows: Any, span: Any) -> int:
    """Note what rows ask, from one up to another; up to which the room was large enough."""
    n, d, pairs = tables.numbers, room.desk, len(room.now)
    told = room.told[:pairs]
    everywhere = of(n, at.ALWAYS_END, 0) + of(n, at.PARTED_END, 0) > 0
    first, last = span
    ahead = first
    forget(d, of(n, at.AGREEMENTS, 0))
    for row in range(first, last):
        if d[at.N_LEFT] + pairs > len(room.left) or d[at.N_ASKED] + pairs > len(room.asked):
            return int(row)
        if row == ahead:
            begun, listed = row, 0
            ahead = look_ahead(tables, room, rows, (row, last))
        take(d, rows, row)
        d[at.IS_VAGUE] = d[at.PLACE] >= 0 and of(n, at.VAGUE_SPOT, d[at.PLACE])
        # Areas are listed by their times already: of a bare point, those alone are asked.
        if everywhere or d[at.PLACE] != POINT:
            begin(n, d, (tables.times, room.now), told)
        upto = room.upto[row - begun]
        gather(n, d, room, (room.listed[listed:upto], room.easy[row - begun]))
        listed = upto
        for one in range(d[at.N_AGREEMENTS]):
            ask(n, d, of(d, at.AGREEMENTS_AT, one), (row, room))
        clear(d, tables.desk)
    return int(last)


@borrowing
def write(tables: Tables, room: Room, rows: Any, found: Any) -> None:
    """Write the findings of rows: what their times make of every pair, then what they asked."""
    n, d, one = tables.numbers, room.desk, 0
    rows, order, first, last = rows
    out = room.told[: len(room.now)]
    for row in range(first, last):
        take(d, rows, row)
        begin(n, d, (tables.times, room.now), out)
        while one < d[at.N_ASKED] and room.asked[one, 0] == row:
            pair = room.asked[one, 1]
            for view in range(of(n, at.TOGETHER, pair)):
                out[pair + view] = room.answers[one, view]
            one += 1
        made = found[order[row]]
        for line in range(0, len(made), LINE_BYTES):
            pass_by(room.told, made, line)


@borrowing
def run(tables: Tables, room: Room, rows: Any, found: Any) -> tuple[int, int]:
    """Assess the rows of a block, as far as the room for what is left goes.

    Args:
        room: its desk as that of the tables, all else written.
        rows: by their starts, the columns of `layout.COLUMNS`; of each its row in `found`.
        found: written; by row, the findings of all pairs, as `arrays.in_lines` makes room.

    Returns:
        How many rows were assessed, and how many rows of `room.left` are filled: of each the
        place in the order of starts, and the pair.
    """
    rows, order = rows
    d, first = room.desk, 0
    while first < len(rows):
        turn_back(tables, room)
        last = question(tables, room, rows, (first, len(rows)))
        answer(tables, room, rows, d[at.N_ASKED])
        turn_back(tables, room)
        write(tables, room, (rows, order, first, last), found)
        d[at.N_ASKED] = 0
        if last == first or d[at.N_LEFT] + len(room.now) > len(room.left):
            return int(last), int(d[at.N_LEFT])
        first = last
    return first, int(d[at.N_LEFT])
