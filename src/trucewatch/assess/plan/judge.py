"""The reasons of what rows have asked, by what is known of their time, place and roles.

`n` are the tables of whole numbers, `d` is the desk, as `layout` has them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from trucewatch.assess.plan import codes
from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.codes import ALLOWS, DUE_YES, NO, OWES, REASON_BITS, REASON_MASK
from trucewatch.assess.plan.incidents import UNTOLD as NO_TIME_TOLD
from trucewatch.assess.plan.native import borrowing
from trucewatch.assess.plan.tables import Room, Tables

CLAUSE_BITS = (1 << ALLOWS) - 1
COUNTED, NO_TIME = codes.COUNTED, codes.NO_TIME
CORROBORATED, EXCUSED, UNREAD = codes.CORROBORATED, codes.EXCUSED, codes.UNREAD
FORCE, ZONE, DUE = codes.FORCE, codes.ZONE, codes.DUE
BESIDE, RANKED, WEAKEST = codes.BESIDE, codes.RANKED, codes.WEAKEST
BELOW_STRENGTH = (1 << codes.STRENGTH_BIT) - 1
PLACE_BITS = 16
"""Bits for the number of a clause between its rank and its reason: of equals the first speaks."""


@borrowing
def answer_at(n: Any, d: Any, record: int) -> int:
    """The answer for a row's time, of those in a record as in `ticks.record`."""
    number = n[record]
    begun = 0
    ended = 0
    for place in range(record + 1, record + 1 + number):
        begun += n[place] <= d[at.START]
        ended += n[place] < d[at.END]
    return int(n[record + 1 + number + begun * (number + 1) + ended])


@borrowing
def force_of(n: Any, d: Any, window: int) -> int:
    """Whether a window was in force at a row's time."""
    if d[at.TIME] == NO_TIME_TOLD:
        return int(n[n[at.FORCE_UNTOLD] + window])
    return answer_at(n, d, n[at.RECORD] + n[n[at.RECORDS] + window])


@borrowing
def class_of(tables: Tables, d: Any, pair: int, actor: int) -> int:
    """How an actor stood to a pair at a row's time."""
    n, kind = tables.numbers, tables.kinds[pair, actor]
    return int(kind) if kind >= 0 else answer_at(n, d, n[at.KIND_RECORD] - 1 - kind)


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
def due_of(n: Any, d: Any, clause: int) -> int:
    """Whether the deadline of a clause was over at a row's time; so it is where there is none."""
    window = n[n[at.DUE_WINDOW] + clause]
    return force_of(n, d, window) if window >= 0 else DUE_YES


@borrowing
def learn(tables: Tables, d: Any, pair: int) -> bool:
    """Note force and roles of a row under a pair; whether they were noted so before."""
    n = tables.numbers
    windows = n[at.WINDOWS] + pair
    first, force = n[windows], d[at.FORCE_AT]
    alike = True
    for window in range(first, n[windows + 1]):
        told = force_of(n, d, window)
        alike &= d[force + window - first] == told
        d[force + window - first] = told
    doer = class_of(tables, d, pair, d[at.INITIATOR])
    hit = class_of(tables, d, pair, d[at.TARGET])
    alike &= d[at.DOES] == doer and d[at.SUFFERS] == hit
    d[at.DOES], d[at.SUFFERS] = doer, hit
    return bool(alike)


@borrowing
def judged(n: Any, d: Any, decisions: Any, asked: Any) -> int:
    """The reason of the clause that speaks for an agreement, by the force and roles noted."""
    agreement, pair, zones = asked
    doer, hit = d[at.DOES], d[at.SUFFERS]
    told = shared(n, d, doer, hit)
    act = n[n[at.ACT_ROWS] + agreement * n[n[at.ACTS]] + d[at.ACT]]
    owes, protects = n[n[at.OWES] + doer], n[n[at.PROTECTS] + hit]
    clause = n[n[at.CLAUSES] + agreement]
    number = n[n[at.CLAUSES] + agreement + 1] - clause
    if n[n[at.CLAIMED] + d[at.ACT]] and excused(n, act, owes, number):
        told |= 1 << EXCUSED
    best = np.int64(1) << 62
    roles, acts = n[at.ROLE_BY_CLAUSE], n[at.ACT_BY_CLAUSE] + act
    dues = n[n[at.DUES] + pair]
    for place in range(number):
        one = told | (n[acts + place] & CLAUSE_BITS)
        one |= n[roles + owes + place] | n[roles + protects + place]
        one |= d[d[at.FORCE_AT] + n[n[at.CLAUSE_WINDOW] + clause + place]] << FORCE
        one |= np.int64(zones[n[n[at.CLAUSE_ZONE] + clause + place]]) << ZONE
        if dues >= 0:
            one |= due_of(n, d, dues + place) << DUE
        found = np.int64(decisions[one])
        # One selection, not a branch that the processor would guess wrong every other time.
        silent = (found >> BESIDE) & n[n[at.CLAUSE_OWN] + clause + place]
        rank = (found & BELOW_STRENGTH) | WEAKEST if silent else found & RANKED
        rank = (rank >> REASON_BITS) << PLACE_BITS | place
        best = min(best, rank << REASON_BITS | (found & REASON_MASK))
    return int(best & REASON_MASK)


@borrowing
def take(d: Any, block: Any, row: int) -> None:
    """Put a row on the desk."""
    for column in range(at.HARD + 1 - at.START):
        d[at.START + column] = block[row, column]


@borrowing
def sort_asked(d: Any, room: Room) -> None:
    """Put what was asked in the order of agreements, that of one row together."""
    begins, asked = room.begins, room.asked
    for agreement in range(len(begins)):
        begins[agreement] = 0
    for one in range(d[at.N_ASKED]):
        begins[asked[one, 0] + 2] += 1
    for agreement in range(2, len(begins)):
        begins[agreement] += begins[agreement - 1]
    for one in range(d[at.N_ASKED]):
        place = begins[asked[one, 0] + 1]
        begins[asked[one, 0] + 1] = place + 1
        for column in range(3):
            room.sorted[place, column] = asked[one, 1 + column]


@borrowing
def answer(tables: Tables, room: Room, block: Any, found: Any) -> None:
    """Write the reasons of all that rows have asked, by agreement: so each one's tables stay near.

    Most readings of an agreement see the same force and roles, and then come to the same reason.

    Args:
        block, found: as in `kernel.run`.
    """
    n, d = tables.numbers, room.desk
    sort_asked(d, room)
    reason = 0
    for agreement in range(n[n[at.AGREEMENTS]]):
        last_row, last_spot = -1, -1
        for place in range(room.begins[agreement], room.begins[agreement + 1]):
            asked = room.sorted[place]
            pair, row, spot = asked[0], asked[1], asked[2]
            if row != last_row:
                take(d, block, row)
            alike = learn(tables, d, pair) and row == last_row and spot == last_spot
            if not alike or n[n[at.DUES] + pair] >= 0:
                reason = judged(n, d, tables.decisions, (agreement, pair, room.states[spot]))
            last_row, last_spot = row, spot
            found[row, pair] = reason
            found[row, found.shape[1] // 2 + pair] = n[n[at.RESULTS] + reason]
    d[at.N_ASKED] = 0
