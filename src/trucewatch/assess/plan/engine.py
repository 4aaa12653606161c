"""A table of incidents held against many agreements, block by block, in machine code."""

from __future__ import annotations

import numpy as np

from trucewatch.assess.case import Ground
from trucewatch.assess.plan.alone import Alone, Block
from trucewatch.assess.plan.arrays import in_lines
from trucewatch.assess.plan.codes import FINDING_OF_CODE
from trucewatch.assess.plan.compile import Plan
from trucewatch.assess.plan.incidents import Table
from trucewatch.assess.plan.kernel import run
from trucewatch.assess.plan.layout import COLUMNS

QUESTIONS = 131_072
"""So many a pass may ask before it answers them, or leave to be settled one by one."""


class Assessor(Alone):
    """A plan made ready for one table; what its tables leave open is settled one by one."""

    def __init__(self, plan: Plan, table: Table) -> None:
        super().__init__(
            plan.views, table, Ground(plan.registry, plan.places), known_at=plan.known_at
        )
        self.tables = plan.tables(table)
        self._room = plan.room(self.tables, QUESTIONS)

    def block(self, first: int, last: int) -> Block:
        """Findings on the rows from `first` up to `last`."""
        columns = [getattr(self.table, name)[first:last] for name in COLUMNS]
        order = np.argsort(self.table.start[first:last])
        rows = np.stack(columns, axis=1, dtype=np.int64, casting="safe")[order]
        found = in_lines(last - first, len(self.pairs))
        done = settled = 0
        while done < len(rows):
            room = self._room._replace(desk=self.tables.desk.copy())
            reached, left = run(self.tables, room, (rows[done:], order[done:]), found)
            for place, pair in room.left[:left].tolist():
                row = int(order[done + place])
                found[row, pair] = FINDING_OF_CODE[self.settle(first + row, pair)]
            done, settled = done + reached, settled + left
        return Block(first, found[:, : len(self.pairs)], settled)
