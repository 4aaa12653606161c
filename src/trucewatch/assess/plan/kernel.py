"""One pass over rows of incidents, without leaving machine code.

A row begins as what its time alone makes of it. The cell of its place then tells which agreements
to ask; all others stay `outside_zone`. What is asked is answered agreement by agreement, when all
rows have asked. What the tables cannot tell exactly is left to the caller. `n` are the tables of
whole numbers, `f` those of fractions, `d` is the desk, as `layout` has them.
"""

from __future__ import annotations

from typing import Any

from trucewatch.assess.plan import codes
from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.codes import DEFER, NO
from trucewatch.assess.plan.incidents import EASY, MANY_PLACES, NOWHERE
from trucewatch.assess.plan.incidents import UNTOLD as NO_TIME_TOLD
from trucewatch.assess.plan.judge import answer, force_of
from trucewatch.assess.plan.native import borrowing
from trucewatch.assess.plan.tables import Room, Tables
from trucewatch.assess.plan.times import AFTER_END, ASK, BEFORE_EFFECT, OUTSIDE
from trucewatch.assess.plan.where import (
    first_from,
    main_zone,
    mark,
    named,
    point,
    read_ahead,
    zone_holds,
)

BEFORE, AFTER, PLACE_UNTOLD = codes.BEFORE, codes.AFTER, codes.UNTOLD
UNPLACED = -1
AHEAD = 128
"""So many rows are read ahead."""
MOST_STEPS = 8
"""Instants inside of an incident that are counted one by one before they are searched for."""


@borrowing
def by_time(n: Any, d: Any, pair: int) -> int:
    """The finding that time alone gives a pair; `OUTSIDE` or `ASK` where it gives none."""
    before = False
    after = False
    rest = False
    windows = n[at.WINDOWS] + pair
    when = d[at.TIME], d[at.START], d[at.END]
    for window in range(n[windows], n[windows + 1]):
        told = force_of(n, when, window)
        before = before or told == BEFORE
        after = after or told == AFTER
        rest = rest or told > AFTER
    if (before and (after or rest)) or (after and rest):
        return ASK
    if rest:
        return OUTSIDE
    return BEFORE_EFFECT if before else AFTER_END


@borrowing
def copy(made: Any, out: Any) -> None:
    """Copy a row, in a loop that the compiler makes one move of."""
    for place in range(len(out)):
        out[place] = made[place]


@borrowing
def advance(n: Any, d: Any, now: Any) -> None:
    """Bring `now` to the start of a row, which is no earlier than that of the last one."""
    reached = d[at.REACHED]
    while reached < n[n[at.ALL_BREAKS_END]] and n[n[at.ALL_BREAKS] + reached] <= d[at.START]:
        owners = n[at.OWNERS] + reached
        for place in range(n[owners], n[owners + 1]):
            now[n[n[at.OWNER] + place]] = n[n[at.BECOMES] + place]
        reached += 1
    d[at.REACHED] = reached


@borrowing
def ended(n: Any, d: Any) -> int:
    """How many instants of all agreements come before the end of a row."""
    high, number = d[at.REACHED], n[n[at.ALL_BREAKS_END]]
    breaks = n[at.ALL_BREAKS]
    for _ in range(MOST_STEPS):
        if high == number or n[breaks + high] >= d[at.END]:
            return int(high)
        high += 1
    return int(first_from(n, (breaks + high, breaks + number), d[at.END]) - breaks)


@borrowing
def begin(n: Any, d: Any, made: Any, out: Any) -> None:
    """Write what the time of a row alone makes of every pair."""
    times, now = made
    number = n[n[at.ALL_BREAKS_END]]
    advance(n, d, now)
    low, high = d[at.REACHED], ended(n, d)
    d[at.LOW], d[at.HIGH] = low, high
    if d[at.TIME] == NO_TIME_TOLD:
        # Terms may have been in force at a time that nobody tells, even where none is asserted.
        d[at.LOW], d[at.HIGH] = -2, number + 2
        copy(times[len(times) - 1], out)
    elif high == number and low < number:
        copy(times[1 + low], out)
    elif low == 0 and high > 0:
        copy(times[2 + number + high], out)
    else:
        copy(now, out)
        owners = n[at.OWNERS]
        for place in range(n[owners + low], n[owners + high]):
            pair = n[n[at.OWNER] + place]
            out[pair] = by_time(n, d, pair)


@borrowing
def gather(n: Any, f: Any, d: Any, out: Any) -> None:
    """List the agreements that a row has to ask."""
    if d[at.PLACE] == NOWHERE or d[at.HARD] == MANY_PLACES:
        for agreement in range(n[n[at.AGREEMENTS]]):
            mark(n, d, agreement, out)
        return
    if d[at.PLACE] >= 0:
        named(n, d, out)
    else:
        point(n, f, d, out)
    for place in range(n[n[at.ALWAYS_END]]):
        mark(n, d, n[n[at.ALWAYS] + place], out)
    for place in range(n[n[at.PARTED_END]]):
        mark(n, d, n[n[at.PARTED] + place], out)


@borrowing
def placed(n: Any, d: Any, asked: Any, states: Any) -> int:
    """How surely each zone of an agreement holds a row's spot; the surest of all."""
    agreement, pair = asked
    first = n[n[at.ZONES] + agreement]
    number = n[n[at.ZONES] + agreement + 1] - first
    if d[at.HARD] == MANY_PLACES:
        return DEFER
    if d[at.PLACE] == NOWHERE:
        for zone in range(number):
            states[zone] = PLACE_UNTOLD
        return PLACE_UNTOLD
    view = pair - n[n[at.PAIRS] + agreement]
    best = main_zone(n, d, first, (pair, view))
    states[0] = best
    for zone in range(1, number):
        found = zone_holds(n, d, first + zone, view)
        states[zone] = found
        best = max(best, found)
    return int(best)


@borrowing
def ask(n: Any, d: Any, agreement: int, row: Any) -> None:
    """Ask for every reading of an agreement that may have been in force where the row was."""
    number, out, room = row
    pairs = n[at.PAIRS] + agreement
    best = UNPLACED
    place = d[at.N_ASKED]
    for pair in range(n[pairs], n[pairs + 1]):
        if out[pair] != OUTSIDE and out[pair] != ASK:
            continue
        if best == UNPLACED or not n[n[at.ONE_PLACE] + agreement]:
            place = d[at.N_ASKED]
            best = placed(n, d, (agreement, pair), room.states[place])
        if best == NO and out[pair] == OUTSIDE:
            continue
        if best == DEFER or d[at.HARD] != EASY:
            room.left[d[at.N_LEFT], 0] = number
            room.left[d[at.N_LEFT], 1] = pair
            d[at.N_LEFT] += 1
            continue
        asked = room.asked[d[at.N_ASKED]]
        asked[0], asked[1], asked[2] = number, pair, place
        d[at.N_ASKED] += 1


@borrowing
def clear(d: Any, far: Any) -> None:
    """Make the desk ready for the next row: areas as they hold what is far away."""
    for one in range(d[at.N_AREAS]):
        area = d[at.HELD_AT] + d[d[at.AREAS_AT] + one]
        d[area] = far[area]
    d[at.N_AREAS] = 0
    d[at.N_AGREEMENTS] = 0


@borrowing
def take(d: Any, rows: Any, row: int) -> None:
    """Put a row on the desk."""
    d[at.ROW] = row
    for column in range(at.HARD + 1 - at.START):
        d[at.START + column] = rows[row, column]


@borrowing
def question(tables: Tables, room: Room, rows: Any, span: Any) -> int:
    """Note what rows ask, from one up to another; up to which the room was large enough."""
    n, d, pairs = tables.numbers, room.desk, len(room.now)
    f = (tables.fractions, tables.cells, tables.entries)
    first, last = span
    for row in range(first, last):
        if d[at.N_LEFT] + pairs > len(room.left) or d[at.N_ASKED] + pairs > len(room.asked):
            return row
        if (row - first) % AHEAD == 0:
            read_ahead(n, f, d, rows[row : min(row + AHEAD, last)])
        take(d, rows, row)
        d[at.IS_VAGUE] = d[at.PLACE] >= 0 and n[n[at.VAGUE_SPOT] + d[at.PLACE]]
        begin(n, d, (tables.times, room.now), room.told)
        gather(n, f, d, room.told)
        for one in range(d[at.N_AGREEMENTS]):
            ask(n, d, d[d[at.AGREEMENTS_AT] + one], (row, room.told, room))
        clear(d, tables.desk)
    return last


@borrowing
def write(tables: Tables, room: Room, rows: Any, found: Any) -> None:
    """Write the findings of rows: what their times make of every pair, then what they asked."""
    n, d, one = tables.numbers, room.desk, 0
    rows, order, first, last = rows
    for row in range(first, last):
        take(d, rows, row)
        out = found[order[row]]
        begin(n, d, (tables.times, room.now), out)
        while one < d[at.N_ASKED] and room.asked[one, 0] == row:
            out[room.asked[one, 1]] = room.answers[one]
            one += 1


@borrowing
def turn_back(tables: Tables, room: Room) -> None:
    """Bring the desk back to the time before all rows."""
    room.desk[at.REACHED] = 0
    copy(tables.times[0], room.now)


@borrowing
def run(tables: Tables, room: Room, rows: Any, found: Any) -> tuple[int, int]:
    """Assess the rows of a block, as far as the room for what is left goes.

    Args:
        room: its desk as that of the tables, all else written.
        rows: by their starts, the columns of `layout.COLUMNS`; of each its row in `found`.
        found: written; by row, the findings of all pairs.

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
            return last, int(d[at.N_LEFT])
        first = last
    return first, int(d[at.N_LEFT])
