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
def class_of(n: Any, d: Any, pair: int, actor: int) -> int:
    """How an actor stood to a pair at a row's time."""
    kind = n[n[at.ACTOR_KIND] + pair * n[n[at.ACTORS]] + actor]
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
def judged(n: Any, d: Any, decisions: Any, asked: Any) -> int:
    """The reason of the clause that speaks for an agreement."""
    agreement, pair, zones = asked
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
    """Put what was asked in the order of pairs, each with its row and its place in `states`."""
    begins, asked = room.begins, room.asked
    for pair in range(len(begins)):
        begins[pair] = 0
    for one in range(d[at.N_ASKED]):
        begins[asked[one, 0] + 2] += 1
    for pair in range(2, len(begins)):
        begins[pair] += begins[pair - 1]
    for one in range(d[at.N_ASKED]):
        place = begins[asked[one, 0] + 1]
        begins[asked[one, 0] + 1] = place + 1
        room.sorted[place, 0] = asked[one, 1]
        room.sorted[place, 1] = asked[one, 2]


@borrowing
def answer(tables: Tables, room: Room, block: Any, found: Any) -> None:
    """Write the reasons of all that rows have asked, pair by pair: so each one's tables stay near.

    Args:
        block, found: as in `kernel.run`.
    """
    n, d = tables.numbers, room.desk
    sort_asked(d, room)
    for agreement in range(n[n[at.AGREEMENTS]]):
        pairs = n[at.PAIRS] + agreement
        for pair in range(n[pairs], n[pairs + 1]):
            for place in range(room.begins[pair], room.begins[pair + 1]):
                row = room.sorted[place, 0]
                zones = room.states[room.sorted[place, 1]]
                take(d, block, row)
                reason = judged(n, d, tables.decisions, (agreement, pair, zones))
                found[row, pair] = reason
                found[row, found.shape[1] // 2 + pair] = n[n[at.RESULTS] + reason]
    d[at.N_ASKED] = 0
