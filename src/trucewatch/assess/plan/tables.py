"""The parts of a plan as the long rows of numbers that a kernel reads."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.actors import Actors
from trucewatch.assess.plan.acts import Acts
from trucewatch.assess.plan.arrays import Bytes, Floats, Ints, Ragged, in_lines
from trucewatch.assess.plan.codes import (
    ENDED,
    FINDING_OF_CODE,
    MAYBE,
    NO,
    UNTOLD,
    YES,
    outcomes,
    tally,
)
from trucewatch.assess.plan.deadlines import Deadlines
from trucewatch.assess.plan.features import Figures
from trucewatch.assess.plan.grid import Grid
from trucewatch.assess.plan.living import Living
from trucewatch.assess.plan.times import Times
from trucewatch.assess.plan.zones import Added, Zones


class Terms(NamedTuple):
    """How agreements, their readings, zones and clauses hang together.

    Args:
        pairs, zones, clauses: of each agreement its first one, and one past the last of all.
        owner: of each pair its agreement.
        window, zone: of each clause, counted from the first of its pair and its agreement.
        own: of each clause, bits for a window and a zone of its own.
        users: of each area the agreements that it bears on; user_zone: which zone of each it is,
            as `ZoneTables.uses` gives it; watched: whether that is -1 for any of them.
        always: agreements to ask wherever a row was; parted: those with several windows.
        most_zones: the greatest number of zones of an agreement.
        together: of each pair how many from it on are asked in one go: all of an agreement whose
            zones are the same in every reading, else one.
    """

    pairs: Ints
    owner: Ints
    zones: Ints
    clauses: Ints
    window: Ints
    zone: Ints
    own: Ints
    users: Ragged
    user_zone: Ints
    watched: Ints
    always: Ints
    parted: Ints
    most_zones: int
    together: Ints


class Tables(NamedTuple):
    """All that a pass reads beside the rows.

    Args:
        numbers, fractions: tables by the heads of `layout`.
        kinds: of each pair and actor, as in `Actors`.
        cells, entries: as in `Grid`.
        times: findings of all pairs, as in `Times.rows`: before all instants, since each, until
            each and at a time that nobody tells.
        desk: an empty desk.
    """

    numbers: Ints
    fractions: Floats
    kinds: npt.NDArray[np.int32]
    cells: npt.NDArray[np.int32]
    entries: npt.NDArray[np.uint32]
    times: Bytes
    desk: Ints


LINED_PLACE, LINED_NEAR, LINED_SPOT = range(3)
"""Columns of `Room.lined`."""
HELD_BITS = 3
"""Bits of `Room.listed` that tell how surely an area holds a point."""
HELD_MASK = (1 << HELD_BITS) - 1
AHEAD, LISTED = 128, 8_192
"""So many rows are looked up together, with so many areas."""


class Room(NamedTuple):
    """What a pass writes on its way; it begins with a fresh desk.

    Args:
        desk: as `layout` has it.
        now: as a row of `Tables.times`, for the times that begin at the row in hand.
        told: what the time of the row in hand makes of every pair, with room up to a whole line.
        listed: of areas that matter to the next rows, how surely each holds the row's point,
            in `HELD_BITS`, and above them the area.
        lined: of those on whose line the cell is: the place in `listed`, where the line is told,
            and the row with the part of the cell in `PART_BITS` below; see `cells`.
        open: places in `lined` where a distance decides.
        upto: of each of the next rows the end of its part of `listed`; easy: whether it is a bare
            point of which nothing is left to the one-by-one engine.
        left: row and pair of what is left to the one-by-one engine.
        asked: row and first pair of each question.
        states: of each question, how surely each zone of the agreement holds the row's spot.
        begins, sorted: row and number of each question by pair, and where those of each begin.
        answers: of each question the findings of the pairs that are asked in one go.
        forces: the tally of whether each window of the pair in hand was in force at the time of
            the row; alike: of what all readings have in common on each clause.
    """

    desk: Ints
    now: Bytes
    told: Bytes
    listed: Ints
    lined: Ints
    open: Ints
    upto: Ints
    easy: Bytes
    left: npt.NDArray[np.int32]
    asked: npt.NDArray[np.int32]
    states: Bytes
    begins: npt.NDArray[np.int32]
    sorted: npt.NDArray[np.int32]
    answers: Bytes
    forces: Ints
    alike: Ints


def room_of(tables: Tables, pairs: int, most: tuple[int, int], number: int) -> Room:
    """Room for so many questions, or for those of two rows where that is more.

    Args:
        most: the greatest numbers of zones and of readings of an agreement.
    """
    zones, views = most
    number = max(number, 2 * pairs)
    listed = max(LISTED, 2 * int(tables.numbers[tables.numbers[at.RANKS]]) + 1)
    windows = _most(tables, at.WINDOWS, pairs)
    clauses = _most(tables, at.CLAUSES, int(tables.numbers[tables.numbers[at.AGREEMENTS]]))
    return Room(
        desk=tables.desk,
        now=np.empty(pairs, dtype=np.uint8),
        told=in_lines(1, pairs)[0],
        listed=np.empty(listed, dtype=np.int64),
        lined=np.empty((listed, 3), dtype=np.int64),
        open=np.empty(listed, dtype=np.int64),
        upto=np.empty(AHEAD, dtype=np.int64),
        easy=np.empty(AHEAD, dtype=np.uint8),
        left=np.empty((number, 2), dtype=np.int32),
        asked=np.empty((number, 2), dtype=np.int32),
        states=np.empty((number, zones), dtype=np.uint8),
        begins=np.empty(pairs + 2, dtype=np.int32),
        sorted=np.empty((number, 2), dtype=np.int32),
        answers=np.empty((number, views), dtype=np.uint8),
        forces=np.zeros(windows, dtype=np.int64),
        alike=np.zeros(clauses, dtype=np.int64),
    )


def _most(tables: Tables, table: int, number: int) -> int:
    """The greatest number of what belongs to one of so many, by where those of each begin."""
    first = int(tables.numbers[table])
    return int(np.diff(tables.numbers[first : first + number + 1]).max(initial=0))


Part = dict[int, npt.NDArray[np.generic]]


def _one(number: int) -> Ints:
    return np.array([number], dtype=np.int64)


def _two(start: int, inner: int, rows: Ragged) -> Part:
    return {start: rows.start, inner: np.asarray(rows.values)}


def of_terms(terms: Terms) -> Part:
    """The joints of agreements."""
    return {
        at.PAIRS: terms.pairs, at.OF_PAIR: terms.owner,
        at.ZONES: terms.zones, at.CLAUSES: terms.clauses,
        at.CLAUSE_WINDOW: terms.window, at.CLAUSE_ZONE: terms.zone, at.CLAUSE_OWN: terms.own,
        at.ALWAYS: terms.always, at.TOGETHER: terms.together,
        at.ALWAYS_END: _one(len(terms.always)), at.PARTED: terms.parted,
        at.PARTED_END: _one(len(terms.parted)), at.AGREEMENTS: _one(len(terms.pairs) - 1),
        **_two(at.USERS, at.USER, terms.users), at.USER_ZONE: terms.user_zone,
        at.WATCHED: terms.watched,
    }  # fmt: skip


def of_times(times: Times, deadlines: Deadlines) -> Part:
    """Tables of time."""
    behind = len(times.untold) - len(deadlines.windows)
    due = np.where(deadlines.window < 0, -1, deadlines.window + behind)
    return {
        at.DUES: deadlines.row, at.DUE_WINDOW: due,
        at.WINDOWS: times.windows, at.ANEW: times.anew,
        at.FORCE_UNTOLD: times.untold, at.ALL_BREAKS: times.all_breaks,
        at.ALL_BREAKS_END: _one(len(times.all_breaks)),
        **_two(at.RECORDS, at.RECORD, times.records), **_two(at.OWNERS, at.OWNER, times.owners),
        at.BECOMES: times.becomes, at.ALONE: times.alone, at.BESIDE: times.beside,
    }  # fmt: skip


def of_decisions() -> Part:
    """Tables of answers that are told by number, and of the rules that they meet."""
    return {
        at.FORCE_TALLY: _tallies("in_force", NO, ENDED, MAYBE, YES),
        at.ZONE_TALLY: _tallies("in_zone", NO, MAYBE, YES, UNTOLD),
        at.DUE_TALLY: _tallies("due", YES, MAYBE, NO),
        at.OUTCOMES: outcomes(), at.FINDINGS: FINDING_OF_CODE,
    }  # fmt: skip


def _tallies(question: str, *answers: int) -> Ints:
    return np.array([tally(question, one) for one in answers], dtype=np.int64)


def of_roles(actors: Actors, acts: Acts) -> Part:
    """Tables of actors and acts."""
    return {
        at.KIND_SPAN: actors.spans, at.KIND_RECORD: actors.records,
        at.DOES: actors.does, at.SUFFERS: actors.suffers,
        at.ACTS: _one(acts.number), at.ACT_ROWS: acts.row, at.ACT_BY_CLAUSE: acts.by_clause,
        at.CLAIMED: acts.claimed,
    }  # fmt: skip


def of_zones(zones: Zones, added: Added) -> Part:
    """Tables of zones."""
    return {
        at.PLAIN: zones.plain, at.KNOWN: zones.known, at.BANDED: zones.banded,
        at.CONTROL_SPAN: zones.span, at.COUNTED: zones.counted, at.ADDED_SINCE: added.since,
        **_two(at.PARTS, at.PART, zones.parts), **_two(at.OUTERS, at.OUTER, zones.outer),
        **_two(at.BANDS, at.BAND, zones.bands), **_two(at.HOLDERS, at.HOLDER, zones.holders),
        **_two(at.HELD, at.CONTROL, zones.held),
        **_two(at.CONTROL_PARTS, at.CONTROL_PART, zones.areas),
        **_two(at.ADDED, at.ADDED_ZONE, added.zone),
    }  # fmt: skip


def of_figures(figures: Figures, grid: Grid) -> Part:
    """Tables of areas and cells."""
    return {
        at.OWN: figures.own, at.EDGES: figures.edges.start,
        at.SIDE: _one(grid.side), at.BORDERS: grid.borders,
        at.NEAR: grid.edges,
    }  # fmt: skip


def of_living(living: Living) -> Part:
    """The stretches of time in which areas matter."""
    return {
        at.LIVING: living.ranks, at.LASTING: _one(living.lasting),
        at.SINCE: living.since, at.UNTIL: living.until, at.RANKS: _one(len(living.ranks) // 3),
    }  # fmt: skip


def of_spots(cells: Ragged, vague: Bytes) -> Part:
    """Tables of named places."""
    return {**_two(at.SPOTS, at.SPOT, cells), at.VAGUE_SPOT: vague}


def fractions_of(figures: Figures, grid: Grid) -> Floats:
    """Tables of fractions."""
    return at.laid_fractions(
        {
            at.ACROSS: figures.across, at.REACH: figures.reach, at.DISC: figures.disc,
            at.CORNERS: figures.edges.values, at.FRAME: np.concatenate([grid.corner, grid.step]),
        }
    )  # fmt: skip


def desk_of(default: Bytes, agreements: int) -> Ints:
    """An empty desk: areas as they hold what is far away, nothing listed, nothing marked."""
    sizes = [len(default), len(default) + 1, agreements + 1, agreements + 1, agreements]
    begins = np.cumsum([at.REGISTERS, *sizes])
    desk = np.zeros(int(begins[-1]), dtype=np.int64)
    desk[at.HELD_AT : at.QUESTIONS_AT + 1] = begins[:-1]
    desk[begins[0] : begins[1]] = default
    desk[begins[3] : begins[4]] = -1
    return desk
