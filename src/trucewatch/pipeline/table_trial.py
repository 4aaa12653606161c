"""A table tried out before it is taken in: how its columns are understood, which rows would go."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trucewatch.data.count_tables import CLAIMS, OBSERVATIONS, REPORTS, lacking
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.errors import Refusal, UnreadableInput
from trucewatch.domain.observation import Observation
from trucewatch.domain.sentence import Sentence
from trucewatch.pipeline.count_rows import claim_of
from trucewatch.pipeline.count_sheet import PLAIN, Headed, Row, lines, named_columns
from trucewatch.pipeline.observation_rows import observation_of
from trucewatch.pipeline.report_rows import ReportRow, report_of
from trucewatch.text.decode import decode

Taken = CountClaim | Observation | ReportRow
# Tables with more needs are tried first: a log of reports may have columns of any name beside.
_READERS: Mapping[str, Callable[[Row], Taken]] = {
    OBSERVATIONS: observation_of,
    CLAIMS: claim_of,
    REPORTS: report_of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRefused:
    """A row that would not be taken.

    Args:
        line: of the file, from 1, where the row begins.
        column: "" where the row as a whole does not fit.
    """

    line: int
    column: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a table would come to; nothing is stored.

    Args:
        kind: claims, observations or reports.
        mapping: heading to the column that it was taken for, in the order of the file.
        unused: headings that no column takes.
        lacking: columns that this kind needs and that no heading gives; then no row is read.
        rows: what would be taken, in the order of the file.
        refused: the other rows, each with its first fault.
    """

    kind: str
    mapping: Mapping[str, str]
    unused: tuple[str, ...]
    lacking: tuple[str, ...]
    rows: tuple[Taken, ...] = ()
    refused: tuple[RowRefused, ...] = ()


def try_table(raw: bytes, name: str, headed: Headed = PLAIN, *, kind: str | None = None) -> Trial:
    r"""Try a table out.

    Args:
        raw: a CSV file in any encoding, cells parted by commas, semicolons or tabs.
        name: how errors call it.
        headed: what a person says of its columns.
        kind: claims, observations or reports; None takes the one whose needs are met best.

    Raises:
        UnreadableInput: no text, no CSV, or two headings of one column.

    >>> tried = try_table(b"date,text,post\n2016-05-03,Army shelled Hama.,4\n3 May,,4\n", "log.csv")
    >>> tried.kind, dict(tried.mapping), tried.unused, len(tried.rows)
    ('reports', {'date': 'published', 'text': 'words'}, ('post',), 1)
    >>> [(one.line, one.column, one.what) for one in tried.refused]
    [(3, 'words', 'is empty')]
    """
    rows = lines(decode(raw, name=name).text.removeprefix("\ufeff"), name)
    _, first = next(rows, (1, []))
    tried = _Tried(name, hashlib.sha256(raw).hexdigest(), first, headed)
    found, places = tried.kind(kind)
    missing = lacking(found, [*places, *headed.fixed])
    taken: list[Taken] = []
    refused: list[RowRefused] = []
    for line, cells in rows if not missing else ():
        if any(cell.strip() for cell in cells):
            try:
                taken.append(_READERS[found](tried.row(line, cells, places)))
            except Refusal as err:
                refused.append(_refused(err, line))
    return Trial(
        kind=found,
        mapping={first[at].strip(): column for column, at in places.items()},
        unused=tuple(text.strip() for at, text in enumerate(first) if at not in places.values()),
        lacking=missing,
        rows=tuple(taken),
        refused=tuple(refused),
    )


@dataclass(frozen=True, slots=True)
class _Tried:
    """A table with its headings."""

    name: str
    digest: str
    first: list[str]
    headed: Headed

    def kind(self, wished: str | None) -> tuple[str, dict[str, int]]:
        """The kind whose needs the headings meet best, with the place of each column."""
        kinds = [wished] if wished else list(_READERS)
        found = {one: named_columns(self.first, one, self.name, self.headed) for one in kinds}
        best = min(kinds, key=lambda one: len(lacking(one, [*found[one], *self.headed.fixed])))
        return best, found[best]

    def row(self, line: int, cells: list[str], places: Mapping[str, int]) -> Row:
        """One row by column."""
        where = Sentence("{name}, line {line}", name=self.name, line=line)
        if len(cells) != len(self.first):
            what = Sentence(
                "has {cells} cells where the heading has {first}",
                cells=len(cells),
                first=len(self.first),
            )
            raise UnreadableInput(what, where=where, remedy="write one cell a column")
        told = {column: cells[at].strip() for column, at in places.items()}
        own = hashlib.sha256(f"{self.digest}:{line}".encode()).hexdigest()[:16]
        return Row(id=own, where=where, cells={**self.headed.fixed, **told})


def _refused(err: Refusal, line: int) -> RowRefused:
    column = err.where.partition(", column ")[2]
    return RowRefused(line=line, column=column, what=err.what, remedy=err.remedy)
