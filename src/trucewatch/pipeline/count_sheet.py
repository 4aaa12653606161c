"""A CSV table of counts or observations as rows of named cells, each with its line."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from trucewatch.data.count_tables import (
    CLAIMS,
    OBSERVATIONS,
    REPORTS,
    columns,
    heading,
    headings,
    lacking,
)
from trucewatch.data.loader_words import loader_says
from trucewatch.domain.errors import Refusal, UnreadableInput
from trucewatch.domain.sentence import Sentence

T = TypeVar("T")
SEE = Sentence("see docs/reference/count-tables.md")
_SIGNS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """What a person says of the columns of a table.

    Args:
        called: column to the heading that the table has for it.
        fixed: column to the value that holds for every row of a table without it.
    """

    called: Mapping[str, str]
    fixed: Mapping[str, str]

    def __post_init__(self) -> None:
        known = {name for kind in (CLAIMS, OBSERVATIONS, REPORTS) for name in columns(kind)}
        for column in (*self.called, *self.fixed):
            if column not in known:
                remedy = Sentence("there are {known}", known=", ".join(sorted(known)))
                raise Refusal(
                    Sentence("no column is called {column!r}", column=column), remedy=remedy
                )


PLAIN = Headed(called={}, fixed={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one row by column; a column that the table lacks is "".

    Args:
        id: 16 hex digits that depend on the bytes of the file and the line alone.
        where: file and line, as errors and claims name them.
    """

    id: str
    where: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def read(self, column: str, reader: Callable[[str], T]) -> T:
        """The value of a cell.

        Raises:
            UnreadableInput: naming file, line and column, with the remedy.
        """
        try:
            return reader(self[column])
        except Refusal as err:
            where = Sentence("{where}, column {column}", where=self.where, column=column)
            raise UnreadableInput(err.what, where=where, remedy=err.remedy) from err


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of a table, and which kind of table it is."""

    kind: str
    rows: tuple[Row, ...]


def sheet(raw: bytes, name: str, headed: Headed = PLAIN) -> Sheet:
    """The rows of the bytes of a CSV file; `name` is how errors call it.

    Cells are parted by commas, semicolons or tabs, whichever the heading has most of.

    Raises:
        UnreadableInput: no UTF-8, no CSV, or headings that are of neither kind of table.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        what = Sentence("byte {start} is no UTF-8", start=err.start)
        raise UnreadableInput(what, where=name, remedy="save it as UTF-8") from err
    rows_of = lines(text, name)
    _, first = next(rows_of, (1, []))
    kind, named = _kind(first, name, headed)
    digest = hashlib.sha256(raw).hexdigest()
    rows = []
    for line, cells in rows_of:
        if not any(cell.strip() for cell in cells):
            continue
        where = Sentence("{name}, line {line}", name=name, line=line)
        if len(cells) != len(first):
            what = Sentence(
                "has {cells} cells where the heading has {first}",
                cells=len(cells),
                first=len(first),
            )
            raise UnreadableInput(what, where=where, remedy="write one cell a column")
        told = {column: cells[at].strip() for column, at in named.items()}
        own = hashlib.sha256(f"{digest}:{line}".encode()).hexdigest()[:16]
        rows.append(Row(id=own, where=where, cells={**headed.fixed, **told}))
    return Sheet(kind=kind, rows=tuple(rows))


def lines(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Cells with the line that each row begins on."""
    head = text.partition("\n")[0]
    sign = max(_SIGNS, key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    line = 1
    try:
        for cells in rows:
            yield line, cells
            line = rows.line_num + 1
    except csv.Error as err:
        where = Sentence("{name}, line {line}", name=name, line=rows.line_num)
        raise UnreadableInput(
            Sentence("is no CSV: {problem}", problem=loader_says(err)),
            where=where,
            remedy="mend it",
        ) from err


def _kind(first: list[str], name: str, headed: Headed) -> tuple[str, dict[str, int]]:
    """The kind of table whose needs the headings meet, with the place of each column."""
    found = {kind: named_columns(first, kind, name, headed) for kind in (CLAIMS, OBSERVATIONS)}
    missing = {kind: lacking(kind, [*named, *headed.fixed]) for kind, named in found.items()}
    kind = min(missing, key=lambda one: len(missing[one]))
    if missing[kind]:
        what = Sentence("has no column {missing}", missing=", ".join(missing[kind]))
        remedy = Sentence(
            "name it with --column {missing}=HEADING, or {see}", missing=missing[kind][0], see=SEE
        )
        raise UnreadableInput(what, where=Sentence("{name}, line 1", name=name), remedy=remedy)
    return kind, found[kind]


def named_columns(first: list[str], kind: str, name: str, headed: Headed) -> dict[str, int]:
    """The place of each column of a kind of table in a row of headings.

    Raises:
        UnreadableInput: two headings are of one column.
    """
    known = dict(headings(kind))
    own = columns(kind)
    known |= {heading(text): column for column, text in headed.called.items() if column in own}
    found: dict[str, int] = {}
    for at, text in enumerate(first):
        column = known.get(heading(text))
        if column is None:
            continue
        if column in found:
            what = Sentence(
                "two columns are {column}: {first!r} and {text!r}",
                column=column,
                first=first[found[column]],
                text=text,
            )
            remedy = Sentence(
                "choose one with --column {column}=HEADING and rename the other", column=column
            )
            raise UnreadableInput(what, where=Sentence("{name}, line 1", name=name), remedy=remedy)
        found[column] = at
    return found
