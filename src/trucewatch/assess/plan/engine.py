"""A table of incidents held against many agreements, block by block, in machine code."""

from __future__ import annotations

import numpy as np

from trucewatch.assess.case import Ground
from trucewatch.assess.plan.alone import Alone, Block
from trucewatch.assess.plan.codes import RESULT_OF_CODE
from trucewatch.assess.plan.compile import Plan
from trucewatch.assess.plan.incidents import Table
from trucewatch.assess.plan.kernel import run
from trucewatch.assess.plan.layout import COLUMNS

LEFT_ROWS = 65_536
"""How many open pairs a pass may leave before they are settled."""


class Assessor(Alone):
    """A plan made ready for one table; what its tables leave open is settled one by one."""

    def __init__(self, plan: Plan, table: Table) -> None:
        super().__init__(
            plan.views, table, Ground(plan.registry, plan.places), known_at=plan.known_at
        )
        self.tables = plan.tables(table)
        self._room = np.empty((max(LEFT_ROWS, 2 * len(plan.pairs)), 2), dtype=np.int32)

    def block(self, first: int, last: int) -> Block:
        """Findings on the rows from `first` up to `last`."""
        columns = [getattr(self.table, name)[first:last] for name in COLUMNS]
        rows = np.stack(columns, axis=1, dtype=np.int64, casting="safe")
        pairs = len(self.pairs)
        found = np.empty((last - first, 2 * pairs), dtype=np.uint8)
        done = settled = 0
        while done < len(rows):
            reached, left = run(
                self.tables, self.tables.desk.copy(), rows[done:], found[done:], self._room
            )
            for row, pair in self._room[:left].tolist():
                code = self.settle(first + done + row, pair)
                found[done + row, [pair, pairs + pair]] = code, RESULT_OF_CODE[code]
            done, settled = done + reached, settled + left
        return Block(first, found[:, :pairs], found[:, pairs:], settled)
