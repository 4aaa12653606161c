"""Rows of a desk's log to reports, each to be read like any other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.sentence import Sentence
from trucewatch.pipeline.count_rows import wanted
from trucewatch.pipeline.count_sheet import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report of a table.

    Args:
        id: 16 hex digits that depend on the bytes of the file and the line alone.
        words: what the reader takes.
        published: None where the row tells no day.
        source: "" where the row tells none.
        row: where it stands, as in `log.csv, line 3`.
    """

    id: str
    words: str
    published: dt.date | None
    source: str
    row: str


def report_of(row: Row) -> ReportRow:
    """The report of one row.

    Raises:
        UnreadableInput: no words, or a day that is none, with file, line, column and remedy.
    """
    return ReportRow(
        id=row.id,
        words=row.read("words", wanted),
        published=row.read("published", day_of),
        source=row["source"],
        row=row.where,
    )


def day_of(cell: str) -> dt.date | None:
    """A day; day and month are never guessed from figures that could be either.

    >>> day_of("2016-05-03"), day_of("")
    (datetime.date(2016, 5, 3), None)
    >>> day_of("3/5/2016")
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: '3/5/2016' is no day; write it as in 2016-05-03
    """
    try:
        return dt.date.fromisoformat(cell[:10]) if cell else None
    except ValueError as err:
        raise InvalidValue(
            Sentence("{cell!r} is no day", cell=cell), remedy="write it as in 2016-05-03"
        ) from err
