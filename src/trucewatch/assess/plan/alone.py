"""A table of incidents held against many agreements one by one: slower, and without numba."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from trucewatch.assess.case import Case, Ground
from trucewatch.assess.concern import concerns
from trucewatch.assess.engine import assess as one_by_one
from trucewatch.assess.plan.arrays import Bytes
from trucewatch.assess.plan.codes import (
    CODE_OF,
    FINDING_OF_CODE,
    REASON_BITS,
    REASON_MASK,
    REASONS,
    RESULTS,
)
from trucewatch.assess.plan.incidents import Table
from trucewatch.assess.plan.times import Pair
from trucewatch.assess.readings import readings_of
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import Finding, Reason, Result
from trucewatch.domain.statement import Versions

BLOCK_BYTES = 8 << 20
"""So many rows make a block that their findings take so much; from 4 MiB on, pages are large."""


@dataclass(frozen=True)
class Block:
    """Findings on some rows, one column a pair of agreement and reading.

    Args:
        first: the row of the table that the first row here tells of.
        findings: by row and pair, result and reason in one byte, as in `codes.FINDING_OF_CODE`.
        settled: how many of them the one-by-one engine told.
    """

    first: int
    findings: Bytes
    settled: int

    @property
    def reasons(self) -> Bytes:
        """Numbers of `codes.REASONS`, by row and pair."""
        return self.findings & np.uint8(REASON_MASK)

    @property
    def results(self) -> Bytes:
        """Numbers of `codes.RESULTS`, by row and pair."""
        return self.findings >> np.uint8(REASON_BITS)

    def reason(self, row: int, pair: int) -> Reason:
        """The reason of a row of the block."""
        return REASONS[int(self.findings[row, pair]) & REASON_MASK]

    def result(self, row: int, pair: int) -> Result:
        """The result of a row of the block."""
        return RESULTS[int(self.findings[row, pair]) >> REASON_BITS]


def pairs_of(
    agreements: Iterable[Agreement], readings: Sequence[str] | None = None
) -> list[list[Pair]]:
    """For each agreement its readings in order, or those of them that are asked for."""
    return [
        [
            Pair(number, view, terms, reading)
            for view, reading in enumerate(
                one for one in readings_of(terms) if readings is None or one.name in readings
            )
        ]
        for number, terms in enumerate(agreements)
    ]


class Alone:
    """Assesses a table by the one-by-one engine.

    Args:
        views: the readings of each agreement, as `pairs_of` gives them.
        known_at: judge by terms as they could have been known then; None knows everything.
    """

    def __init__(
        self,
        views: Sequence[Sequence[Pair]],
        table: Table,
        ground: Ground,
        *,
        known_at: dt.datetime | None = None,
    ) -> None:
        self.views, self.table, self.ground, self.known_at = views, table, ground, known_at
        self.pairs = [pair for listed in views for pair in listed]

    def blocks(
        self, rows: int | None = None, *, first: int = 0, last: int | None = None
    ) -> Iterator[Block]:
        """Findings in blocks of some rows, in order, from one row up to another."""
        rows = rows or max(1, BLOCK_BYTES // max(1, len(self.pairs)))
        last = len(self.table) if last is None else last
        for at in range(first, last, rows):
            yield self.block(at, min(at + rows, last))

    def block(self, first: int, last: int) -> Block:
        """Findings on the rows from `first` up to `last`."""
        reasons = np.array(
            [
                self.settle(row, pair)
                for row in range(first, last)
                for pair in range(len(self.pairs))
            ],
            dtype=np.uint8,
        ).reshape(last - first, len(self.pairs))
        return Block(first, FINDING_OF_CODE[reasons], reasons.size)

    def settle(self, row: int, pair: int) -> int:
        """The number of the reason that the one-by-one rules come to."""
        one, table = self.pairs[pair], self.table
        case = Case(
            table.incident(row), one.terms, one.reading, self.ground,
            table.reported_at(row), self.known_at,
        )  # fmt: skip
        return CODE_OF[case.best.reason]

    def concerned(self, row: int, agreement: int) -> bool:
        """Whether an agreement knows anybody whom a row names."""
        terms = self.views[agreement][0].terms
        return concerns(terms, self.table.incident(row), self.ground.registry)

    def explained(self, row: int, *, versions: Versions | None = None) -> tuple[Finding, ...]:
        """The full findings on a row, with every step and what would change each."""
        return tuple(
            finding
            for pairs in self.views
            if pairs
            for finding in one_by_one(
                self.table.incident(row),
                [pairs[0].terms],
                readings=[pair.reading.name for pair in pairs],
                registry=self.ground.registry,
                places=self.ground.places,
                reported_at=self.table.reported_at(row),
                known_at=self.known_at,
                explicit=True,
                versions=versions,
            )
        )
