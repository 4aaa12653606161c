"""The reasons of what rows have asked, by what is known of their time, place and roles.

`n` are the tables of whole numbers, as `layout` has them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.codes import (
    ALL_MET,
    ALLOWS,
    DUE_YES,
    FIT_BIT,
    MAYBE,
    REASON_BITS,
    REASON_MASK,
    RULE_BIT,
    STRENGTH_BIT,
    UNSURE_BIT,
    UNTOLD,
    WEAKEST,
    tally,
    unfit,
)
from trucewatch.assess.plan.incidents import UNTOLD as NO_TIME_TOLD
from trucewatch.assess.plan.layout import COLUMNS
from trucewatch.assess.plan.native import borrowing, fetching, lowest_bit
from trucewatch.assess.plan.reading import of, value
from trucewatch.assess.plan.tables import Room, Tables

PROVISIONALLY, COUNTED = tally("corroborated", MAYBE), tally("one_happening", UNTOLD)
NO_TIME, EXCUSED = tally("when", UNTOLD), tally("excused", MAYBE)
FIT_BITS = (1 << STRENGTH_BIT) - (1 << FIT_BIT)
OPEN_BITS = (1 << STRENGTH_BIT) - (1 << UNSURE_BIT)
"""Bits of a tally that are part of a rank."""
RANK_BITS = (1 << RULE_BIT) - 1
SILENT = unfit("speaks_of_act").bit_length() - 1
TIME, START, END, ACT, INITIATOR, TARGET, PROVISIONAL, COUNT_ONLY = (
    COLUMNS.index(name)
    for name in ("time", "start", "end", "act", "initiator", "target", "provisional", "count_only")
)
fetch, lowest = fetching(), lowest_bit()
AHEAD = 6
"""So many questions before it is answered, what one reads is fetched."""
STRIDE = 6
"""So many columns apart they are in every line of the cache that a row has a part in."""


@borrowing
def answer_at(n: Any, when: Any, record: int) -> int:
    """The answer for a row's time, of those in a record as in `ticks.record`."""
    _, start, end = when
    number = value(n, record)
    begun = 0
    ended = 0
    for place in range(record + 1, record + 1 + number):
        begun += value(n, place) <= start
        ended += value(n, place) < end
    return int(value(n, record + 1 + number + begun * (number + 1) + ended))


@borrowing
def force_of(n: Any, when: Any, window: int) -> int:
    """Whether a window was in force at a row's time."""
    if when[0] == NO_TIME_TOLD:
        return int(of(n, at.FORCE_UNTOLD, window))
    return answer_at(n, when, n[at.RECORD] + of(n, at.RECORDS, window))


@borrowing
def class_of(tables: Tables, when: Any, pair: int, actor: int) -> int:
    """How an actor stood to a pair at a row's time."""
    n, kind = tables.numbers, tables.kinds[np.uintp(pair), np.uintp(actor)]
    if kind < 0:
        return answer_at(n, when, n[at.KIND_RECORD] - 1 - kind)
    # One instant or none is no branch, which the processor would guess wrong too often.
    span = n[at.KIND_SPAN] + kind
    begun, ended = value(n, span) <= when[1], value(n, span) < when[2]
    return int(value(n, span + 1 + begun + ended))


@borrowing
def when_of(row: Any) -> tuple[int, int, int]:
    """The time of a row: what is told of it, start and end."""
    return row[TIME], row[START], row[END]


@borrowing
def shared(row: Any) -> int:
    """The tally of what all clauses and pairs have in common on a row."""
    told = ALL_MET + row[PROVISIONAL] * PROVISIONALLY + row[COUNT_ONLY] * COUNTED
    return int(told + (row[TIME] == NO_TIME_TOLD) * NO_TIME)


@borrowing
def excused(n: Any, acts: int, does: int, number: int) -> bool:
    """Whether a clause knows a claimed excuse, and may be that of the one who did it."""
    for place in range(number):
        if value(n, acts + place) & ALLOWS and not value(n, does + place) & FIT_BITS:
            return True
    return False


@borrowing
def due_of(n: Any, when: Any, clause: int) -> int:
    """Whether the deadline of a clause was over at a row's time; so it is where there is none."""
    window = of(n, at.DUE_WINDOW, clause)
    return force_of(n, when, window) if window >= 0 else DUE_YES


@borrowing
def terms_of(n: Any, pair: int) -> Any:
    """Where what all questions of an agreement read stands: its clauses, acts and roles."""
    agreement = of(n, at.OF_PAIR, pair)
    first, last = of(n, at.CLAUSES, agreement), of(n, at.CLAUSES, agreement + 1)
    joints = n[at.CLAUSE_ZONE] + first, n[at.CLAUSE_WINDOW] + first, n[at.CLAUSE_OWN] + first
    acts = n[at.ACT_ROWS] + agreement * of(n, at.ACTS, 0), n[at.ACT_BY_CLAUSE], n[at.CLAIMED]
    roles = n[at.DOES], n[at.SUFFERS]
    return last - first, joints, acts, roles, n[at.ZONE_TALLY], n[at.OUTCOMES]


@borrowing
def ranked(found: int, one: int, own: int) -> int:
    """The rank of a clause by the outcome of its rule and the tally of all of its answers."""
    # Bits, not a comparison, of which a branch would come that is guessed wrong every other time.
    beside = (found >> RULE_BIT) & own
    silent = (beside | beside >> 1) & (one >> SILENT) & 1
    return int(found & RANK_BITS | one & OPEN_BITS | -silent & WEAKEST)


@borrowing
def facts_of(n: Any, terms: Any, row: Any) -> Any:
    """What all readings of an agreement ask of a row: its time, roles, acts and shared answers."""
    acts = terms[2]
    speaks, claimed = acts[1] + value(n, acts[0] + row[ACT]), value(n, acts[2] + row[ACT])
    return when_of(row), (row[INITIATOR], row[TARGET]), speaks, claimed, shared(row)


@borrowing
def note_force(n: Any, when: Any, pair: int, forces: Any) -> None:
    """Note the tally of whether each window of a pair was in force."""
    first, last = of(n, at.WINDOWS, pair), of(n, at.WINDOWS, pair + 1)
    for place in range(last - first):
        forces[place] = of(n, at.FORCE_TALLY, force_of(n, when, first + place))


@borrowing
def note_shared(n: Any, terms: Any, facts: Any, noted: Any) -> None:
    """Note the tally of what all readings of an agreement have in common on each clause."""
    states, alike = noted
    number, (zone, _, _), _, _, by_zone, _ = terms
    _, _, speaks, _, told = facts
    for place in range(number):
        there = value(n, by_zone + value(states, value(n, zone + place)))
        alike[np.uintp(place)] = told + value(n, speaks + place) + there


@borrowing
def judged(tables: Tables, terms: Any, facts: Any, asked: Any) -> int:
    """The reason of the clause that speaks for an agreement, on a row."""
    n, (forces, alike, does, suffers, dues) = tables.numbers, asked
    number, (_, joint, own), _, _, _, outcome = terms
    when, _, speaks, claimed, _ = facts
    told = EXCUSED if claimed and excused(n, speaks, does, number) else 0
    best = RANK_BITS
    for place in range(number):
        one = told + value(alike, place) + value(n, does + place) + value(n, suffers + place)
        one += value(forces, value(n, joint + place))
        if dues >= 0:
            one += of(n, at.DUE_TALLY, due_of(n, when, dues + place))
        found = value(n, outcome + lowest(one >> RULE_BIT))
        best = min(best, ranked(found, one, value(n, own + place)) | place << REASON_BITS)
    return int(best & REASON_MASK)


@borrowing
def answer_all(tables: Tables, room: Room, facts: Any, asked: Any) -> None:
    """Answer a question for each of its pairs.

    Readings that see the same come to the same, but whether they do so is a branch that the
    processor would guess wrong so often that to answer anew costs less.
    """
    n, (pair, together, one, terms) = tables.numbers, asked
    when, (initiator, target) = facts[0], facts[1]
    note_shared(n, terms, facts, (room.states[np.uintp(one)], room.alike))
    for view in range(together):
        at_hand, dues = pair + view, of(n, at.DUES, pair + view)
        does = terms[3][0] + class_of(tables, when, at_hand, initiator)
        suffers = terms[3][1] + class_of(tables, when, at_hand, target)
        if view == 0 or of(n, at.ANEW, at_hand):
            note_force(n, when, at_hand, room.forces)
        reason = judged(tables, terms, facts, (room.forces, room.alike, does, suffers, dues))
        room.answers[np.uintp(one), view] = of(n, at.FINDINGS, reason)


@borrowing
def sort_asked(room: Room, number: int) -> None:
    """Put what was asked in the order of pairs, that of each in the order of its rows."""
    begins, asked = room.begins, room.asked
    for pair in range(len(begins)):
        begins[pair] = 0
    for one in range(number):
        begins[asked[one, 1] + 2] += 1
    for pair in range(2, len(begins)):
        begins[pair] += begins[pair - 1]
    for one in range(number):
        place = begins[asked[one, 1] + 1]
        begins[asked[one, 1] + 1] = place + 1
        room.sorted[place, 0], room.sorted[place, 1] = asked[one, 0], one


@borrowing
def fetch_ahead(room: Room, rows: Any, place: int) -> None:
    """Fetch what a question a little further on will read."""
    row, one = room.sorted[place]
    for column in range(0, len(COLUMNS), STRIDE):
        fetch(rows[row], column)
    fetch(room.states[one], 0)


@borrowing
def answer(tables: Tables, room: Room, rows: Any, number: int) -> None:
    """Answer all that rows have asked, pair by pair: so each one's tables stay near.

    Args:
        rows: as in `kernel.run`.
    """
    n = tables.numbers
    sort_asked(room, number)
    for pair in range(len(room.now)):
        first, last = room.begins[pair], room.begins[pair + 1]
        if first == last:
            continue
        terms, together = terms_of(n, pair), of(n, at.TOGETHER, pair)
        for place in range(first, last):
            fetch_ahead(room, rows, min(place + AHEAD, number - 1))
            row, one = room.sorted[place]
            facts = facts_of(n, terms, rows[np.uintp(row)])
            answer_all(tables, room, facts, (pair, together, one, terms))
