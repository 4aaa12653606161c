"""A table of incidents held against many agreements, block by block, with the reasons on demand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from trucewatch.assess.case import Case, Ground
from trucewatch.assess.engine import assess as one_by_one
from trucewatch.assess.plan.arrays import Bytes
from trucewatch.assess.plan.codes import CODE_OF, REASONS, RESULT_OF_CODE, RESULTS
from trucewatch.assess.plan.compile import Plan
from trucewatch.assess.plan.incidents import Table
from trucewatch.assess.plan.kernel import run
from trucewatch.assess.plan.layout import COLUMNS
from trucewatch.assess.plan.tables import Tables
from trucewatch.domain.finding import Finding, Reason, Result
from trucewatch.domain.statement import Versions

BLOCK_BYTES = 4_000_000
"""Results assessed together stay in the processor's near memory; so many rows make a block."""
LEFT_ROWS = 65_536
"""How many open pairs a pass may leave before they are settled."""


@dataclass(frozen=True)
class Block:
    """Findings on some rows, one column a pair of the plan.

    Args:
        first: the row of the table that the first row here tells of.
        reasons: numbers of `codes.REASONS`; results: of `codes.RESULTS`; by row and pair.
        settled: how many of them the one-by-one engine told.
    """

    first: int
    reasons: Bytes
    results: Bytes
    settled: int

    def reason(self, row: int, pair: int) -> Reason:
        """The reason of a row of the block."""
        return REASONS[int(self.reasons[row, pair])]

    def result(self, row: int, pair: int) -> Result:
        """The result of a row of the block."""
        return RESULTS[int(self.results[row, pair])]


class Assessor:
    """A plan made ready for one table."""

    def __init__(self, plan: Plan, table: Table) -> None:
        self.plan, self.table = plan, table
        self.tables: Tables = plan.tables(table)
        self._ground = Ground(plan.registry, plan.places)
        self._room = np.empty((max(LEFT_ROWS, 2 * len(plan.pairs)), 2), dtype=np.int32)

    def blocks(self, rows: int | None = None, *, first: int = 0) -> Iterator[Block]:
        """Findings in blocks of some rows, in order, from a row on."""
        rows = rows or max(1, BLOCK_BYTES // (2 * max(1, len(self.plan.pairs))))
        for at in range(first, len(self.table), rows):
            yield self.block(at, min(at + rows, len(self.table)))

    def block(self, first: int, last: int) -> Block:
        """Findings on the rows from `first` up to `last`."""
        columns = [getattr(self.table, name)[first:last] for name in COLUMNS]
        rows = np.stack(columns, axis=1, dtype=np.int64, casting="safe")
        pairs = len(self.plan.pairs)
        found = np.empty((last - first, 2 * pairs), dtype=np.uint8)
        done = settled = 0
        while done < len(rows):
            reached, left = run(self.tables, rows[done:], found[done:], self._room)
            for row, pair in self._room[:left].tolist():
                code = self._settle(first + done + row, pair)
                found[done + row, [pair, pairs + pair]] = code, RESULT_OF_CODE[code]
            done, settled = done + reached, settled + left
        return Block(first, found[:, :pairs], found[:, pairs:], settled)

    def _settle(self, row: int, pair: int) -> int:
        """What the one-by-one rules tell of a row that the tables leave open."""
        one, table = self.plan.pairs[pair], self.table
        case = Case(
            table.incident(row), one.terms, one.reading, self._ground,
            table.reported_at(row), self.plan.known_at,
        )  # fmt: skip
        return CODE_OF[case.best.reason]

    def explained(self, row: int, *, versions: Versions | None = None) -> tuple[Finding, ...]:
        """The full findings on a row, with every step, from the one-by-one engine."""
        return tuple(
            finding
            for terms, pairs in zip(self.plan.agreements, self.plan.views, strict=True)
            if pairs
            for finding in one_by_one(
                self.table.incident(row),
                [terms],
                readings=[pair.reading.name for pair in pairs],
                registry=self.plan.registry,
                places=self.plan.places,
                reported_at=self.table.reported_at(row),
                known_at=self.plan.known_at,
                explicit=True,
                versions=versions,
            )
        )
