"""One pass over rows of incidents: time, place, roles and clauses, without leaving machine code.

A row begins as what its time alone makes of it. The cell of its place then tells which agreements
to ask; all others stay `outside_zone`. What the tables cannot tell exactly is left to the caller.
`n` are the tables of whole numbers, `f` those of fractions, `d` is the desk, as `layout` has them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from trucewatch.assess.plan import codes
from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.codes import ALLOWS, CODE_OF, DEFER, NO, OWES, REASON_BITS, REASON_MASK
from trucewatch.assess.plan.incidents import EASY, MANY_PLACES, NOWHERE
from trucewatch.assess.plan.incidents import UNTOLD as NO_TIME_TOLD
from trucewatch.assess.plan.native import borrowing
from trucewatch.assess.plan.tables import Tables
from trucewatch.assess.plan.times import ASK, OUTSIDE
from trucewatch.assess.plan.where import main_zone, mark, named, point, zone_holds
from trucewatch.domain.finding import Reason

BEFORE_EFFECT, AFTER_END = CODE_OF[Reason.BEFORE_EFFECT], CODE_OF[Reason.AFTER_END]
CLAUSE_BITS = (1 << ALLOWS) - 1
BEFORE, AFTER, FORCE, ZONE = codes.BEFORE, codes.AFTER, codes.FORCE, codes.ZONE
COUNTED, NO_TIME, PLACE_UNTOLD = codes.COUNTED, codes.NO_TIME, codes.UNTOLD
CORROBORATED, EXCUSED, SPEAKS, UNREAD = (
    codes.CORROBORATED,
    codes.EXCUSED,
    codes.SPEAKS,
    codes.UNREAD,
)
DUE, DUE_YES = codes.DUE, codes.DUE_YES
OWN_WINDOW, OWN_ZONE, WEAKEST = codes.OWN_WINDOW, codes.OWN_ZONE, codes.WEAKEST
BELOW_STRENGTH = (1 << codes.STRENGTH_BIT) - 1
UNPLACED = -1
MOST_STEPS = 8
"""Instants inside of an incident that are counted one by one before they are searched for."""


@borrowing
def class_at(n: Any, d: Any, breaks: int, last: int) -> int:
    """Where the answer for a row's time stands among those that the instants tell apart."""
    begun = 0
    ended = 0
    for place in range(breaks, last):
        begun += n[place] <= d[at.START]
        ended += n[place] < d[at.END]
    return begun * (last - breaks + 1) + ended


@borrowing
def force_of(n: Any, d: Any, window: int) -> int:
    """Whether a window was in force at a row's time."""
    if d[at.TIME] == NO_TIME_TOLD:
        return int(n[n[at.FORCE_UNTOLD] + window])
    breaks = n[at.BREAKS] + window
    place = class_at(n, d, n[at.BREAK] + n[breaks], n[at.BREAK] + n[breaks + 1])
    return int(n[n[at.ANSWER] + n[n[at.ANSWERS] + window] + place])


@borrowing
def class_of(n: Any, d: Any, pair: int, actor: int) -> int:
    """How an actor stood to a pair at a row's time."""
    kind = n[n[at.ACTOR_KIND] + actor * n[n[at.ACTOR_PAIRS]] + pair]
    if kind >= 0:
        return int(kind)
    row = -1 - kind
    breaks = n[at.KIND_BREAKS] + row
    place = class_at(n, d, n[at.KIND_BREAK] + n[breaks], n[at.KIND_BREAK] + n[breaks + 1])
    return int(n[n[at.KIND_CLASS] + n[n[at.KIND_CLASSES] + row] + place])


@borrowing
def by_time(n: Any, d: Any, pair: int) -> int:
    """The reason that time alone gives a pair; `OUTSIDE` or `ASK` where it gives none."""
    before = False
    after = False
    rest = False
    windows = n[at.WINDOWS] + pair
    for window in range(n[windows], n[windows + 1]):
        told = force_of(n, d, window)
        before = before or told == BEFORE
        after = after or told == AFTER
        rest = rest or told > AFTER
    if (before and (after or rest)) or (after and rest):
        return ASK
    if rest:
        return OUTSIDE
    return BEFORE_EFFECT if before else AFTER_END


@borrowing
def copy(rows: Any, row: int, out: Any) -> None:
    """Copy a row, in a loop that the compiler makes one move of."""
    for place in range(len(out)):
        out[place] = rows[row, place]


@borrowing
def begin(n: Any, d: Any, rows: Any, out: Any) -> None:
    """Write what the time of a row alone makes of every pair."""
    first, number = n[at.ALL_BREAKS], n[n[at.ALL_BREAKS_END]]
    breaks = n[first : first + number]
    low = np.searchsorted(breaks, d[at.START], side="right")
    high = low
    while high < number and breaks[high] < d[at.END]:
        high += 1
        if high == low + MOST_STEPS:
            high = np.searchsorted(breaks, d[at.END], side="left")
            break
    d[at.LOW], d[at.HIGH] = low, high
    if d[at.TIME] == NO_TIME_TOLD:
        # Terms may have been in force at a time that nobody tells, even where none is asserted.
        d[at.LOW], d[at.HIGH] = -2, number + 2
        copy(rows, len(rows) - 1, out)
        return
    if high == number and low < number:
        copy(rows, number + 1 + low, out)
        return
    if low == 0 and high > 0:
        copy(rows, 2 * (number + 1) + high, out)
        return
    copy(rows, low, out)
    owners = n[at.OWNERS]
    for place in range(n[owners + low], n[owners + high]):
        pair = n[n[at.OWNER] + place]
        out[pair] = by_time(n, d, pair)
        out[len(out) // 2 + pair] = n[n[at.RESULTS] + out[pair]]


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
def placed(n: Any, d: Any, agreement: int, pair: int) -> int:
    """How surely each zone of an agreement holds a row's spot; the surest of all."""
    first = n[n[at.ZONES] + agreement]
    number = n[n[at.ZONES] + agreement + 1] - first
    zones = d[at.ZONE_AT]
    if d[at.HARD] == MANY_PLACES:
        return DEFER
    if d[at.PLACE] == NOWHERE:
        d[zones : zones + number] = PLACE_UNTOLD
        return PLACE_UNTOLD
    view = pair - n[n[at.PAIRS] + agreement]
    best = main_zone(n, d, first, (pair, view))
    d[zones] = best
    for zone in range(1, number):
        found = zone_holds(n, d, first + zone, view)
        d[zones + zone] = found
        best = max(best, found)
    return int(best)


@borrowing
def shared(n: Any, d: Any, doer: int, hit: int) -> int:
    """The answers of a row that all clauses have in common."""
    told = n[n[at.DOER] + doer] | n[n[at.SUFFERER] + hit]
    told |= (1 - d[at.PROVISIONAL]) << CORROBORATED | d[at.COUNT_ONLY] << COUNTED
    if d[at.TIME] == NO_TIME_TOLD:
        told |= 1 << NO_TIME
    return int(told)


@borrowing
def excused(n: Any, act: int, owes: int, number: int) -> bool:
    """Whether a clause knows a claimed excuse, and may be that of the one who did it."""
    for place in range(number):
        allows = (n[n[at.ACT_BY_CLAUSE] + act + place] >> ALLOWS) & 1
        role = n[n[at.ROLE_BY_CLAUSE] + owes + place]
        if allows and (role >> OWES) & 3 != NO and not (role >> UNREAD) & 1:
            return True
    return False


@borrowing
def beside(found: int, own: int) -> int:
    """The rank of a clause that is not about the act: last, if its own time or zone decided."""
    reason = found & REASON_MASK
    in_time = own & OWN_WINDOW and (reason in (BEFORE_EFFECT, AFTER_END))
    if in_time or (own & OWN_ZONE and reason == OUTSIDE):
        return (found & BELOW_STRENGTH) | WEAKEST
    return found


@borrowing
def due_of(n: Any, d: Any, clause: int) -> int:
    """Whether the deadline of a clause was over at a row's time; so it is where there is none."""
    window = n[n[at.DUE_WINDOW] + clause]
    return force_of(n, d, window) if window >= 0 else DUE_YES


@borrowing
def judged(n: Any, d: Any, decisions: Any, asked: Any) -> int:
    """The reason of the clause that speaks for an agreement."""
    agreement, pair = asked
    windows = n[at.WINDOWS] + pair
    for window in range(n[windows], n[windows + 1]):
        d[d[at.FORCE_AT] + window - n[windows]] = force_of(n, d, window)
    doer, hit = class_of(n, d, pair, d[at.INITIATOR]), class_of(n, d, pair, d[at.TARGET])
    told = shared(n, d, doer, hit)
    act = n[n[at.ACT_ROWS] + agreement * n[n[at.ACTS]] + d[at.ACT]]
    owes, protects = n[n[at.OWES] + doer], n[n[at.PROTECTS] + hit]
    clause = n[n[at.CLAUSES] + agreement]
    number = n[n[at.CLAUSES] + agreement + 1] - clause
    if n[n[at.CLAIMED] + d[at.ACT]] and excused(n, act, owes, number):
        told |= 1 << EXCUSED
    best = np.int64(0)
    roles, acts = n[at.ROLE_BY_CLAUSE], n[at.ACT_BY_CLAUSE] + act
    dues = n[n[at.DUES] + pair]
    for place in range(number):
        one = told | (n[acts + place] & CLAUSE_BITS)
        one |= n[roles + owes + place] | n[roles + protects + place]
        one |= d[d[at.FORCE_AT] + n[n[at.CLAUSE_WINDOW] + clause + place]] << FORCE
        one |= d[d[at.ZONE_AT] + n[n[at.CLAUSE_ZONE] + clause + place]] << ZONE
        if dues >= 0:
            one |= due_of(n, d, dues + place) << DUE
        found = np.int64(decisions[one])
        own = n[n[at.CLAUSE_OWN] + clause + place]
        if own and (one >> SPEAKS) & 3 == NO:
            found = np.int64(beside(int(found), own))
        if place == 0 or found >> REASON_BITS < best >> REASON_BITS:
            best = found
    return int(best & REASON_MASK)


@borrowing
def ask(n: Any, d: Any, agreement: int, to: Any) -> None:
    """Write the reason of every reading of an agreement that may have been in force."""
    out, left, line, decisions = to
    pairs = n[at.PAIRS] + agreement
    best = UNPLACED
    for pair in range(n[pairs], n[pairs + 1]):
        if out[pair] != OUTSIDE and out[pair] != ASK:
            continue
        if best == UNPLACED or not n[n[at.ONE_PLACE] + agreement]:
            best = placed(n, d, agreement, pair)
        if best == NO and out[pair] == OUTSIDE:
            continue
        if best == DEFER or d[at.HARD] != EASY:
            left[d[at.N_LEFT], 0] = line
            left[d[at.N_LEFT], 1] = pair
            d[at.N_LEFT] += 1
            continue
        out[pair] = judged(n, d, decisions, (agreement, pair))
        out[len(out) // 2 + pair] = n[n[at.RESULTS] + out[pair]]


@borrowing
def run(tables: Tables, d: Any, block: Any, found: Any, left: Any) -> tuple[int, int]:
    """Assess the rows of a block.

    Args:
        block: by row, the columns of `layout.COLUMNS`.
        found: written; by row, the reasons of all pairs and then their results.
        left: written; row and pair of what is left to the one-by-one engine.

    Returns:
        How many rows were assessed before `left` might have overflowed, and how many rows of
        `left` are filled.
    """
    n, times, decisions = tables.numbers, tables.rows, tables.decisions
    f = (tables.fractions, tables.cells, tables.entries)
    far = tables.desk
    for row in range(len(block)):
        if d[at.N_LEFT] + found.shape[1] // 2 > len(left):
            return row, int(d[at.N_LEFT])
        d[at.ROW] = row
        for column in range(at.HARD + 1 - at.START):
            d[at.START + column] = block[row, column]
        place = d[at.PLACE]
        d[at.IS_VAGUE] = place >= 0 and n[n[at.VAGUE_SPOT] + place]
        out = found[row]
        begin(n, d, times, out)
        gather(n, f, d, out)
        for one in range(d[at.N_AGREEMENTS]):
            ask(n, d, d[d[at.AGREEMENTS_AT] + one], (out, left, row, decisions))
        for one in range(d[at.N_AREAS]):
            area = d[at.HELD_AT] + d[d[at.AREAS_AT] + one]
            d[area] = far[area]
        d[at.N_AREAS] = 0
        d[at.N_AGREEMENTS] = 0
    return len(block), int(d[at.N_LEFT])
