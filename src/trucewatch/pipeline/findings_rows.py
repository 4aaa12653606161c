"""Findings of a table as rows of CSV, of JSON and of Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from trucewatch.assess.plan.alone import Alone, Block
from trucewatch.assess.plan.codes import CODE_OF
from trucewatch.assess.plan.incidents import MANY_PLACES, NOWHERE
from trucewatch.domain.finding import RESULT_OF, Reason
from trucewatch.export.findings_csv import cell
from trucewatch.pipeline.incident_table import IncidentTable

COLUMNS = ("row", "incident", "agreement", "reading", "result", "reason")
ELSEWHERE = (Reason.BEFORE_EFFECT, Reason.AFTER_END, Reason.OUTSIDE_ZONE)
"""Reasons of agreements that did not hold there and then."""
ALL_READINGS = "all"
SHAPES = ("csv", "jsonl", "parquet")
Row = tuple[int, str, str, str, str, str]


@dataclass(frozen=True)
class Writer:
    """Findings of blocks as rows.

    Args:
        assessor: what made the blocks; its pairs are their columns.
        every: write agreements too that surely did not hold there and then.
    """

    assessor: Alone
    source: IncidentTable
    every: bool

    def rows(self, block: Block) -> Iterator[Row]:
        """By incident, then agreement, then reading.

        Where no agreement held there and then, one row says so, unless every one is written. A row
        without a place is held against terms alone that know somebody whom it names.
        """
        wanted = np.ones(block.reasons.shape, dtype=bool)
        if not self.every:
            wanted = self._holding(block)
        table, numbers = self.source.table, self.source.numbers
        ids = table.ids or ()
        for line, picked in enumerate(wanted):
            at = block.first + line
            may_hold = np.flatnonzero(picked).tolist()
            pairs = may_hold if self.every else self._concerned(at, may_hold)
            for pair in pairs:
                one = self.assessor.pairs[pair]
                told = block.result(line, pair), block.reason(line, pair)
                yield (numbers[at], ids[at], one.terms.id, one.reading.name, *told)
            if not pairs:
                reason = Reason.PLACE_UNKNOWN if may_hold else Reason.NO_AGREEMENT_IN_FORCE
                yield (numbers[at], ids[at], "", ALL_READINGS, RESULT_OF[reason], reason)

    def _concerned(self, row: int, pairs: list[int]) -> list[int]:
        table = self.source.table
        if table.place[row] != NOWHERE or table.hard[row] == MANY_PLACES:
            return pairs
        numbers = {self.assessor.pairs[pair].agreement for pair in pairs}
        known = {one for one in numbers if self.assessor.concerned(row, one)}
        return [pair for pair in pairs if self.assessor.pairs[pair].agreement in known]

    def _holding(self, block: Block) -> Any:
        """Both readings of an agreement are told where one of them held."""
        codes = [CODE_OF[reason] for reason in ELSEWHERE]
        here = ~np.isin(block.reasons, codes)
        pairs = self.assessor.pairs
        owners = np.array([pair.agreement for pair in pairs], dtype=np.int64)
        firsts = np.flatnonzero(np.diff(owners, prepend=-1))
        if not len(firsts):
            return here
        held = np.logical_or.reduceat(here, firsts, axis=1)
        return np.repeat(held, np.diff([*firsts, len(owners)]), axis=1)


def csv_of(rows: Iterable[Row]) -> bytes:
    """Rows as CSV without a head."""
    page = io.StringIO(newline="")
    csv.writer(page).writerows((row, cell(name), *rest) for row, name, *rest in rows)
    return page.getvalue().encode()


def json_lines_of(rows: Iterable[Row]) -> bytes:
    """Rows as lines of JSON; no agreement is null."""
    lines = (
        json.dumps({**dict(zip(COLUMNS, row, strict=True)), "agreement": row[2] or None})
        for row in rows
    )
    return "".join(f"{line}\n" for line in lines).encode()


def parquet_of(rows: Iterable[Row]) -> bytes:
    """Rows as a Parquet file of one group."""
    import pyarrow as pa  # noqa: PLC0415 - comes with an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    kinds = [pa.int64(), pa.string(), *[pa.dictionary(pa.int32(), pa.string())] * 4]
    arrays = [
        pa.array([value or None for value in column] if name == "agreement" else column, kind)
        for name, column, kind in zip(COLUMNS, columns, kinds, strict=True)
    ]
    page = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, names=list(COLUMNS)), page)
    return page.getvalue()


WRITERS: Mapping[str, Callable[[Iterable[Row]], bytes]] = {
    "csv": csv_of, "jsonl": json_lines_of, "parquet": parquet_of,
}  # fmt: skip
HEAD = (",".join(COLUMNS) + "\r\n").encode()
