"""What the time of a row makes of every pair, as rows come in the order of their starts.

`n` are the tables of whole numbers, `d` is the desk, as `layout` has them.
"""

from __future__ import annotations

from typing import Any

from trucewatch.assess.plan import codes
from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.incidents import UNTOLD as NO_TIME_TOLD
from trucewatch.assess.plan.judge import force_of
from trucewatch.assess.plan.native import borrowing
from trucewatch.assess.plan.reading import of, value
from trucewatch.assess.plan.tables import Room, Tables
from trucewatch.assess.plan.times import AFTER_END, ASK, BEFORE_EFFECT, OUTSIDE

BEFORE, AFTER = codes.BEFORE, codes.AFTER
MOST_STEPS = 8
"""Instants inside of an incident that are counted one by one before they are searched for."""


@borrowing
def take(d: Any, rows: Any, row: int) -> None:
    """Put a row on the desk."""
    d[at.ROW] = row
    for column in range(at.HARD + 1 - at.START):
        d[at.START + column] = rows[row, column]


@borrowing
def first_from(entries: Any, span: Any, least: int) -> int:
    """The first place between two whose entry is no less than a number."""
    first, last = span
    while first < last:
        middle = (first + last) >> 1
        if entries[middle] < least:
            first = middle + 1
        else:
            last = middle
    return int(first)


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
    while reached < of(n, at.ALL_BREAKS_END, 0) and of(n, at.ALL_BREAKS, reached) <= d[at.START]:
        owners = n[at.OWNERS] + reached
        for place in range(n[owners], n[owners + 1]):
            now[of(n, at.OWNER, place)] = of(n, at.BECOMES, place)
        reached += 1
    d[at.REACHED] = reached


@borrowing
def ended(n: Any, d: Any, begun: int) -> int:
    """How many instants of all agreements come before a row ends; as many have `begun`."""
    high, number = begun, of(n, at.ALL_BREAKS_END, 0)
    breaks = n[at.ALL_BREAKS]
    for _ in range(MOST_STEPS):
        if high == number or n[breaks + high] >= d[at.END]:
            return int(high)
        high += 1
    return int(first_from(n, (breaks + high, breaks + number), d[at.END]) - breaks)


@borrowing
def stretches(n: Any, d: Any, begun: int) -> None:
    """Note the first and the last stretch of a row, by how many instants its start has behind it.

    Terms may have been in force at a time that nobody tells, even where none is asserted.
    """
    if d[at.TIME] == NO_TIME_TOLD:
        d[at.LOW], d[at.HIGH] = -2, of(n, at.ALL_BREAKS_END, 0) + 2
    else:
        d[at.LOW], d[at.HIGH] = begun, ended(n, d, begun)


@borrowing
def begin(n: Any, d: Any, made: Any, out: Any) -> None:
    """Write what the time of a row alone makes of every pair."""
    times, now = made
    number = of(n, at.ALL_BREAKS_END, 0)
    advance(n, d, now)
    stretches(n, d, d[at.REACHED])
    low, high = d[at.LOW], d[at.HIGH]
    if low < 0:
        copy(times[len(times) - 1], out)
    elif high == number and low < number:
        copy(times[1 + low], out)
    elif low == 0 and high > 0:
        copy(times[2 + number + high], out)
    else:
        copy(now, out)
        owners = n[at.OWNERS]
        for place in range(n[owners + low], n[owners + high]):
            pair, beside = of(n, at.OWNER, place), n[at.BESIDE] + 2 * place
            # Few rows hold two instants of one pair.
            if value(n, beside) < low and value(n, beside + 1) >= high:
                out[pair] = of(n, at.ALONE, place)
            else:
                out[pair] = by_time(n, d, pair)


@borrowing
def turn_back(tables: Tables, room: Room) -> None:
    """Bring the desk back to the time before all rows."""
    room.desk[at.REACHED] = room.desk[at.AHEAD] = 0
    copy(tables.times[0], room.now)
