"""Agreements, registers and places compiled once, so that tables are told by look-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from trucewatch.assess.known import as_known
from trucewatch.assess.plan.actors import ActorTables
from trucewatch.assess.plan.acts import ActTables
from trucewatch.assess.plan.alone import pairs_of
from trucewatch.assess.plan.arrays import ints, ragged
from trucewatch.assess.plan.codes import MOST_CLAUSES, OWN_WINDOW, OWN_ZONE
from trucewatch.assess.plan.deadlines import deadlines_of
from trucewatch.assess.plan.features import VAGUE, PlaceTables, figure_of, tables_of
from trucewatch.assess.plan.grid import grid_of
from trucewatch.assess.plan.incidents import Table
from trucewatch.assess.plan.layout import HEADS, laid
from trucewatch.assess.plan.living import living_of
from trucewatch.assess.plan.tables import (
    Room,
    Tables,
    Terms,
    desk_of,
    fractions_of,
    of_decisions,
    of_figures,
    of_living,
    of_roles,
    of_spots,
    of_terms,
    of_times,
    of_zones,
    room_of,
)
from trucewatch.assess.plan.times import times_of
from trucewatch.assess.plan.zones import ZoneTables
from trucewatch.assess.scope import Places
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.errors import Refusal


class Plan:
    """Terms compiled for one set of agreements, readings and registers.

    Args:
        readings: registry ids of keepers; None asks for every reading of each agreement.
        known_at: judge by terms as they could have been known then; None knows everything.

    Attributes:
        pairs: the columns of what comes out: by agreement, then by reading.

    Raises:
        Refusal: an agreement with more clauses than a rank has places for, or more areas, or lines
            of areas in one cell, than an entry of a cell can tell apart.
    """

    def __init__(
        self,
        agreements: Iterable[Agreement],
        *,
        registry: Registry,
        places: Places,
        readings: Sequence[str] | None = None,
        known_at: dt.datetime | None = None,
    ) -> None:
        known = (as_known(one, known_at) or one for one in agreements)
        self.agreements = tuple(_fitting(one) for one in known)
        self.registry, self.places, self.known_at = registry, places, known_at
        self.views = pairs_of(self.agreements, readings)
        self.pairs = [pair for listed in self.views for pair in listed]
        self._deadlines = deadlines_of(self.pairs, known_at)
        self._times = times_of(self.pairs, known_at, self._deadlines.windows)
        self._zones = ZoneTables(self.agreements, self.views)
        features = tuple(self._zones.features)
        figures = [figure_of(one, places) for one in features]
        self._figures = tables_of(features, figures)
        self._spots = PlaceTables(features, figures, places)
        self._added = self._zones.added(self.pairs, known_at)
        vague = (number for number, one in enumerate(figures) if one.kind == VAGUE)
        self._always = self._zones.always.union(*(self._zones.users[one] for one in vague))
        self._actors = ActorTables(self.pairs, registry)
        self._acts = ActTables(self.agreements)
        self._terms = self._joints()
        living = living_of(self._times.rows, self._users())
        self._grid = grid_of(figures, self._figures, living.area)
        self._parts = {
            **of_terms(self._terms), **of_times(self._times, self._deadlines),
            **of_figures(self._figures, self._grid), **of_living(living),
            **of_decisions(),
        }  # fmt: skip

        self._fractions = fractions_of(self._figures, self._grid)
        self._cells = self._grid.cells.astype(np.int32)
        rows = self._times.rows
        self._rows = np.concatenate([rows[:1], rows[len(rows) // 3 :]])

    def _joints(self) -> Terms:
        windows: list[int] = []
        zones: list[int] = []
        bits: list[int] = []
        parted: list[int] = []
        for number, terms in enumerate(self.agreements):
            own = 0
            for clause in terms.clauses:
                own += clause.window is not None
                windows.append(own if clause.window is not None else 0)
                place = self._zones.place_of[number][clause.zone or terms.zone]
                zones.append(place - self._zones.first[number])
                bits.append(bool(clause.window) * OWN_WINDOW | bool(clause.zone) * OWN_ZONE)
            if not terms.clauses:
                windows.append(0)
                zones.append(0)
                bits.append(0)
            if own:
                parted.append(number)
        clauses = [max(1, len(one.clauses)) for one in self.agreements]
        many = [len(places) for places in self._zones.place_of]
        uses = self._uses(parted)
        return Terms(
            pairs=ints(np.cumsum([0, *map(len, self.views)])),
            owner=ints(pair.agreement for pair in self.pairs),
            zones=ints(np.cumsum([0, *many])),
            clauses=ints(np.cumsum([0, *clauses])),
            window=ints(windows),
            zone=ints(zones),
            own=ints(bits),
            users=ragged([one for one, _ in listed] for listed in uses),
            user_zone=ints(place for listed in uses for _, place in listed),
            watched=ints(any(place < 0 for _, place in listed) for listed in uses),
            always=ints(sorted(self._always)),
            parted=ints(parted),
            most_zones=max(many, default=0),
            together=ints(self._together()),
        )

    def _uses(self, parted: Iterable[int]) -> list[list[tuple[int, int]]]:
        """Of each area the agreements that it bears on, as `ZoneTables.uses` gives them."""
        simple = self._zones.simple()
        unread = (number for number, views in enumerate(self.views) if not views)
        # Those are asked wherever a row was, or not at all.
        simple[[*self._always, *parted, *unread]] = 0
        return [list(self._zones.uses(area, simple)) for area in range(len(self._zones.users))]

    def _together(self) -> Iterator[int]:
        for views, alike in zip(self.views, self._zones.one_place(), strict=True):
            for place in range(len(views)):
                yield len(views) - place if alike else 1

    def _users(self) -> list[list[int]]:
        """Of each area the pairs that it bears on."""
        first = self._terms.pairs
        return [
            [pair for one in sorted(users) for pair in range(first[one], first[one + 1])]
            for users in self._zones.users
        ]

    def room(self, tables: Tables, number: int) -> Room:
        """Room for a pass that may ask so many questions before it answers them."""
        most = self._terms.most_zones, max(map(len, self.views), default=0)
        return room_of(tables, len(self.pairs), most, number)

    def tables(self, table: Table) -> Tables:
        """The plan with what the actors, acts and places of a table add to it."""
        actors = self._actors.of(table.actors)
        parts = {
            **self._parts,
            **of_roles(actors, self._acts.of(table.acts)),
            **of_zones(self._zones.of(table.acts), self._added),
            **of_spots(self._spots.of(table.places), self._spots.vague(table.places)),
        }
        return Tables(
            numbers=laid(parts, HEADS),
            fractions=self._fractions,
            kinds=actors.kinds,
            cells=self._cells,
            entries=self._grid.entries,
            times=self._rows,
            desk=desk_of(self._figures.default, len(self.agreements)),
        )


def _fitting(agreement: Agreement) -> Agreement:
    number = len(agreement.clauses)
    if number > MOST_CLAUSES:
        what = f"{number} clauses; tables take at most {MOST_CLAUSES} of one agreement"
        raise Refusal(what, where=agreement.id, remedy="part it, or assess case by case")
    return agreement
