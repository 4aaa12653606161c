"""What the zones of a row make of the areas that hold its spot.

`n` are the tables of whole numbers, `d` is the desk, as `layout` has them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.codes import DEFER, MAYBE, NO, YES
from trucewatch.assess.plan.native import borrowing
from trucewatch.assess.plan.reading import of
from trucewatch.assess.plan.tables import HELD_BITS, HELD_MASK, Room
from trucewatch.assess.plan.times import ASK, OUTSIDE


@borrowing
def alive(n: Any, agreement: int, out: Any) -> bool:
    """Whether one of the readings of an agreement may have been in force."""
    pairs = n[at.PAIRS] + agreement
    for pair in range(n[pairs], n[pairs + 1]):  # noqa: SIM110 - numba makes no generator fast
        if out[pair] == OUTSIDE or out[pair] == ASK:
            return True
    return False


@borrowing
def mark(d: Any, agreement: int) -> None:
    """Put an agreement on the list to ask."""
    marked = np.uintp(d[at.MARKED_AT] + agreement)
    new = d[marked] != d[at.ROW]
    d[marked] = d[at.ROW]
    # Whether it is new is a sum, not a branch that the processor would guess wrong.
    d[np.uintp(d[at.AGREEMENTS_AT] + d[at.N_AGREEMENTS])] = agreement
    d[at.N_AGREEMENTS] += new


@borrowing
def note(d: Any, area: int, state: int) -> None:
    """Note how surely an area holds the spot."""
    d[np.uintp(d[at.HELD_AT] + area)] = state
    d[np.uintp(d[at.AREAS_AT] + d[at.N_AREAS])] = area
    d[at.N_AREAS] += 1


@borrowing
def named(n: Any, d: Any, out: Any) -> None:
    """Ask the agreements that may hold a place of the gazetteer, and may have been in force."""
    spots = n[at.SPOTS] + d[at.PLACE]
    for place in range(n[spots], n[spots + 1]):
        area, state = of(n, at.SPOT, place) >> 2, of(n, at.SPOT, place) & 3
        note(d, area, state)
        users = n[at.USERS] + area
        for one in range(n[users], n[users + 1]):
            if state != NO and alive(n, of(n, at.USER, one), out):
                mark(d, of(n, at.USER, one))


@borrowing
def new_question(n: Any, d: Any, room: Room, agreement: int) -> int:
    """Ask for an agreement of whose zones none holds the row's spot so far; the question."""
    one = np.uintp(d[at.N_ASKED])
    room.asked[one, 0], room.asked[one, 1] = d[at.ROW], of(n, at.PAIRS, agreement)
    for zone in range(room.states.shape[1]):
        room.states[one, np.uintp(zone)] = NO
    d[at.N_ASKED] += 1
    return int(one)


@borrowing
def pointed(n: Any, d: Any, room: Room, seen: Any) -> None:
    """Ask where areas hold a point and matter at the row's time.

    Most areas are all of one zone, and tell by themselves whether it holds the point. Agreements
    with other zones are put on the list to ask, and so are all where the row is not easy.
    """
    (listed, easy), begun = seen, d[at.N_ASKED]
    for one in listed:
        area, state = one >> HELD_BITS, one & HELD_MASK
        if not easy or of(n, at.WATCHED, area):
            note(d, area, state)
        if state == NO:
            continue
        for place in range(of(n, at.USERS, area), of(n, at.USERS, area + 1)):
            agreement, zone = of(n, at.USER, place), of(n, at.USER_ZONE, place)
            if not easy or zone < 0:
                mark(d, agreement)
                continue
            asked = np.uintp(d[at.QUESTIONS_AT] + agreement)
            if d[asked] < begun:
                d[asked] = new_question(n, d, room, agreement)
            room.states[np.uintp(d[asked]), np.uintp(zone)] = state


@borrowing
def surest(n: Any, d: Any, first: int, last: int) -> int:
    """The surest of some areas, listed from `first` up to `last`."""
    best = NO
    for place in range(first, last):
        best = max(best, of(d, at.HELD_AT, n[place]))
    return best


@borrowing
def by_weapon(n: Any, d: Any, band: int) -> int:
    """How surely the areas that count for a row's weapons hold its spot, all alike."""
    bands = n[at.BANDS] + band * of(n, at.ACTS, 0) + d[at.ACT]
    first, last = n[bands], n[bands + 1]
    found = MAYBE if d[at.IS_VAGUE] else NO
    for place in range(first, last):
        one = of(d, at.HELD_AT, of(n, at.BAND, place))
        if place == first or one == DEFER:
            found = one
        elif found < DEFER and one != found:
            found = MAYBE
    return int(found)


@borrowing
def made_of(n: Any, d: Any, zone: int) -> int:
    """How surely a zone holds a spot, cut-outs aside."""
    parts, outers = n[at.PARTS] + zone, n[at.OUTERS] + zone
    best = surest(n, d, n[at.PART] + n[parts], n[at.PART] + n[parts + 1])
    band = of(n, at.BANDED, zone)
    if band >= 0:
        best = max(best, by_weapon(n, d, band))
    if best >= YES:
        return best
    reached = surest(n, d, n[at.OUTER] + n[outers], n[at.OUTER] + n[outers + 1])
    if reached == DEFER:
        return DEFER
    if best == MAYBE or reached != NO:
        return MAYBE
    return NO if of(n, at.KNOWN, zone) or n[outers] < n[outers + 1] else MAYBE


@borrowing
def controlled(n: Any, d: Any, control: int) -> int:
    """How surely a row's spot was in a control area at its time."""
    span = n[at.CONTROL_SPAN] + 2 * control
    if d[at.END] <= n[span] or n[span + 1] <= d[at.START]:
        return NO
    parts = n[at.CONTROL_PARTS] + control
    found = surest(n, d, n[at.CONTROL_PART] + n[parts], n[at.CONTROL_PART] + n[parts + 1])
    throughout = n[span] <= d[at.START] and d[at.END] <= n[span + 1]
    return MAYBE if found == YES and not throughout else found


@borrowing
def held_by(n: Any, d: Any, holder: int, view: int) -> int:
    """How surely a holder held a row's spot under a reading; -1 where nobody drew that."""
    best = -1
    rows = n[at.HELD] + holder
    for place in range(n[rows], n[rows + 1]):
        control = of(n, at.CONTROL, place)
        if (of(n, at.COUNTED, control) >> view) & 1:
            best = max(best, controlled(n, d, control))
    return best


@borrowing
def zone_holds(n: Any, d: Any, zone: int, view: int) -> int:
    """How surely a zone of an agreement holds a row's spot, under one reading."""
    area = of(n, at.PLAIN, zone)
    if area >= 0:
        return int(of(d, at.HELD_AT, area))
    found = made_of(n, d, zone)
    holders = n[at.HOLDERS] + zone
    open_ones = False
    defer = found == DEFER
    if found != NO:
        for place in range(n[holders], n[holders + 1]):
            held = held_by(n, d, of(n, at.HOLDER, place), view)
            if held == YES:
                return NO if found != DEFER else DEFER
            defer = defer or held == DEFER
            open_ones = open_ones or held != NO
    if defer:
        return DEFER
    return MAYBE if open_ones else found


@borrowing
def main_zone(n: Any, d: Any, zone: int, pair: Any) -> int:
    """The zone of the terms with those that amendments added to it."""
    number, view = pair
    found = zone_holds(n, d, zone, view)
    added = n[at.ADDED] + number
    for place in range(n[added], n[added + 1]):
        since = n[at.ADDED_SINCE] + 2 * place
        counts = YES if n[since + 1] <= d[at.START] else MAYBE if n[since] < d[at.END] else NO
        if counts != NO and found != DEFER:
            other = zone_holds(n, d, of(n, at.ADDED_ZONE, place), view)
            found = DEFER if other == DEFER else max(found, min(counts, other))
    return found
