"""A table that came in is tried out, then taken in as one action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trucewatch.data.count_tables import REPORTS
from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.sentence import Sentence
from trucewatch.pipeline.count_sheet import Headed
from trucewatch.pipeline.report_rows import ReportRow
from trucewatch.pipeline.table_trial import Trial, try_table
from trucewatch.service import originals
from trucewatch.service.arrivals import READ, TABLE, Arrival, becomes, receive, standing
from trucewatch.service.centre import Centre
from trucewatch.service.verb import permit
from trucewatch.storage.models.documents import Version

MOST_ROWS = 5000
"""Rows that become reports in one action: about two minutes of recording."""
KEPT_REFUSALS = 200


@dataclass(frozen=True)
class Imported:
    """What came of an import: the trial it rests on, and ids of the reports of its rows."""

    trial: Trial
    reports: tuple[str, ...]


def try_out(
    centre: Centre, person: Person, report: str, headed: Headed, *, kind: str | None
) -> tuple[Trial, bytes]:
    """What a table would come to; nothing is recorded but that somebody looked."""
    raw = originals.table(centre, person, report)
    return try_table(raw, _name(report), headed, kind=kind), raw


def take(
    centre: Centre, person: Person, report: str, headed: Headed, *, kind: str | None, key: str
) -> Imported:
    """Take a table in.

    Rows of a log become reports of their own; other tables are kept with what their columns are,
    for the counts to read. The report is stamped last, so that whoever is cut off begins again and
    doubles nothing.

    Raises:
        InvalidValue: it is no table that waits, or nothing of it can be taken.
    """
    permit(person, "table.import", Resource("report"))
    stands = standing(report)
    body = stands.body or {}
    if body["state"] != TABLE:
        raise InvalidValue("this is no table that waits", remedy="look at it again")
    trial, _ = try_out(centre, person, report, headed, kind=kind)
    if trial.lacking or not trial.rows or len(trial.rows) > MOST_ROWS:
        what = Sentence(
            "{rows} rows can be taken; there must be 1 to {most}",
            rows=len(trial.rows),
            most=MOST_ROWS,
        )
        raise InvalidValue(what, remedy="say what the columns are, or part the table")
    rows = [row for row in trial.rows if isinstance(row, ReportRow)]
    made = tuple(_receive(centre, person, stands, row) for row in rows)
    told = {"state": READ, "table": _told(trial, headed, made)}
    becomes(centre, person, stands, told, action="table.import", key=key)
    return Imported(trial, made)


def _receive(centre: Centre, person: Person, table: Version, row: ReportRow) -> str:
    """The same row of the same table is the same report, however often it is taken."""
    arrival = Arrival(
        name=row.row,
        media_type="text/plain",
        channel="table",
        source=row.source or (table.body or {})["source"],
        published=row.published,
        more={"part_of": table.subject},
    )
    key = f"row:{table.subject}:{row.id}"
    return receive(centre, person, row.words.encode(), arrival, key=key)


def _told(trial: Trial, headed: Headed, made: tuple[str, ...]) -> dict[str, Any]:
    refused = [
        {"line": one.line, "column": one.column, "what": str(one.what), "remedy": str(one.remedy)}
        for one in trial.refused[:KEPT_REFUSALS]
    ]
    return {
        "kind": trial.kind,
        "mapping": dict(trial.mapping),
        "fixed": dict(headed.fixed),
        "unused": list(trial.unused),
        "rows": len(trial.rows),
        "refused": refused,
        "refused_count": len(trial.refused),
        "reports": len(made) if trial.kind == REPORTS else 0,
    }


def _name(report: str) -> str:
    return (standing(report).body or {})["name"] or "table.csv"
