"""Findings of a table, written part by part, so that a stopped run goes on where it was."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from trucewatch.assess.plan.alone import Block
from trucewatch.assess.plan.codes import CODE_OF, REASONS, RESULTS
from trucewatch.assess.plan.times import Pair
from trucewatch.domain.errors import Refusal
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
        pairs: the columns of blocks.
        every: write agreements too that surely did not hold there and then.
    """

    pairs: Sequence[Pair]
    source: IncidentTable
    every: bool

    def rows(self, block: Block) -> Iterator[Row]:
        """By incident, then agreement, then reading.

        Where no agreement held there and then, one row says so, unless every one is written.
        """
        wanted = np.ones(block.reasons.shape, dtype=bool)
        if not self.every:
            wanted = self._holding(block)
        none = CODE_OF[Reason.NO_AGREEMENT_IN_FORCE]
        table, numbers = self.source.table, self.source.numbers
        ids = table.ids or ()
        for line, picked in enumerate(wanted):
            at = block.first + line
            pairs = np.flatnonzero(picked).tolist()
            for pair in pairs:
                one, reason = self.pairs[pair], REASONS[block.reasons[line, pair]]
                found = one.terms.id, one.reading.name, RESULTS[block.results[line, pair]], reason
                yield (numbers[at], ids[at], *found)
            if not pairs:
                reason = REASONS[none]
                yield (numbers[at], ids[at], "", ALL_READINGS, RESULT_OF[reason], reason)

    def _holding(self, block: Block) -> Any:
        """Both readings of an agreement are told where one of them held."""
        codes = [CODE_OF[reason] for reason in ELSEWHERE]
        here = ~np.isin(block.reasons, codes)
        owners = np.array([pair.agreement for pair in self.pairs], dtype=np.int64)
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


class Parts:
    """The parts of an output file, in a folder beside it until all of them are there.

    Args:
        out: the file to be.
        key: what the run depends on; parts of another run are thrown away.
    """

    def __init__(self, out: Path, shape: str, key: Mapping[str, str]) -> None:
        self.out, self.shape = out, shape
        self.folder = out.with_name(f".{out.name}.parts")
        self._state = self.folder / "state.json"
        self._key = json.dumps({**key, "shape": shape}, sort_keys=True)

    def open(self) -> None:
        """Make the folder ready; keep what an earlier run of the same kind left there."""
        try:
            if self._state.is_file() and self._state.read_text("utf-8") == self._key:
                return
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            self._state.write_text(self._key, encoding="utf-8")
        except OSError as err:
            what = f"cannot be written: {(err.strerror or str(err)).lower()}"
            raise Refusal(what, where=str(self.out), remedy="choose another place with -o") from err

    def path(self, number: int) -> Path:
        """Where a part stands."""
        return self.folder / f"{number:06}"

    def has(self, number: int) -> bool:
        """Whether a part is there, whole."""
        return self.path(number).is_file()

    def write(self, number: int, content: bytes) -> None:
        """Put a part there in one move."""
        temporary = self.folder / f"{number:06}.{os.getpid()}.new"
        temporary.write_bytes(content)
        temporary.replace(self.path(number))

    def join(self, number: int) -> None:
        """All parts as one file in one move; then their folder goes."""
        temporary = self.folder / "whole"
        with temporary.open("wb") as stream:
            joined((self.path(one) for one in range(number)), self.shape, stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(self.out)
        shutil.rmtree(self.folder, ignore_errors=True)


def joined(parts: Iterable[Path], shape: str, stream: BinaryIO) -> None:
    """Parts as one file."""
    if shape != "parquet":
        stream.write(HEAD if shape == "csv" else b"")
        stream.writelines(part.read_bytes() for part in parts)
        return
    import pyarrow.parquet as pq  # noqa: PLC0415 - comes with an extra

    listed = list(parts)
    with pq.ParquetWriter(stream, pq.read_schema(listed[0])) as writer:
        for part in listed:
            writer.write_table(pq.read_table(part))


def key_of(raw: bytes, **rest: str) -> dict[str, str]:
    """What a run depends on: the bytes of its input, and all that was asked for."""
    return {"input": hashlib.sha256(raw).hexdigest(), **rest}
