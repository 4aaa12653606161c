"""The same questions as SQL that anybody would write first: LIKE, count(*), OFFSET, GROUP BY.

On the same table, with an index over time and id. Words are searched in the row's own words alone,
and a place is that place alone, so it finds less than the index does.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from trucewatch.data.place_spelling import folded_words
from trucewatch.storage.incidents.query import IncidentQuery

TABLE = "storage_incidentrow"
GROUPED = ("family", "status", "worst", "actors", "places")
Rows = list[tuple[Any, ...]]


def where(query: IncidentQuery) -> tuple[str, list[Any]]:
    """The condition of a query and its parameters."""
    parts: list[str] = ["audience = 'shared'"]
    given: list[Any] = []

    def also(part: str, *values: Any) -> None:
        parts.append(part)
        given.extend(values)

    for word in folded_words(query.text):
        also("(words LIKE %s OR places LIKE %s)", f"%{word}%", f"%{word}%")
    if query.start is not None:
        also("end_at > %s", query.start)
    if query.end is not None:
        also("start_at < %s", query.end)
    columns = {"family": query.families, "act": query.acts, "status": query.statuses}
    if not (query.agreements or query.readings):
        columns["worst"] = query.results
    for column, values in columns.items():
        if values:
            also(f"{column} IN ({', '.join(['%s'] * len(values))})", *map(str, values))
    for column, ids in (("actors", query.actors), ("places", query.places)):
        if ids:
            also(" OR ".join([f"' ' || {column} || ' ' LIKE %s"] * len(ids)).join("()"),
                 *(f"% {one} %" for one in ids))  # fmt: skip
    for agreement in query.agreements:
        told = [agreement, *query.readings, *map(str, query.results)]
        also("findings LIKE %s", f"%{','.join(f'{chr(34)}{one}{chr(34)}' for one in told)}%")
    if query.frame:
        west, south, east, north = query.frame
        also("west <= %s AND east >= %s AND south <= %s AND north >= %s", east, west, north, south)
    if query.changed_since is not None:
        also("recorded_at >= %s", query.changed_since)
    return " AND ".join(parts), given


def page(query: IncidentQuery, offset: int, rows: int = 50) -> Rows:
    """A page by OFFSET, newest first."""
    condition, given = where(query)
    return ask(
        f"SELECT id, at, subject, title, act, status, worst, places FROM {TABLE} "  # noqa: S608 - ours
        f"WHERE {condition} ORDER BY at DESC, id DESC LIMIT {rows} OFFSET {offset}",
        given,
    )


def count(query: IncidentQuery) -> int:
    """All of them."""
    condition, given = where(query)
    ((number,),) = ask(f"SELECT count(*) FROM {TABLE} WHERE {condition}", given)  # noqa: S608 - ours
    return int(number)


def facets(query: IncidentQuery) -> list[Rows]:
    """Numbers by value, one question a filter."""
    condition, given = where(query)
    return [
        ask(f"SELECT {one}, count(*) FROM {TABLE} WHERE {condition} GROUP BY {one}", given)  # noqa: S608 - ours
        for one in GROUPED
    ]


def cells(query: IncidentQuery, resolution: int) -> Rows:
    """Numbers by cell."""
    condition, given = where(query)
    asked = f"SELECT cell{resolution}, count(*), min(worst) FROM {TABLE}"  # noqa: S608 - ours
    return ask(f"{asked} WHERE {condition} GROUP BY 1", given)


def ask(statement: str, given: list[Any]) -> Rows:
    """All rows of an answer."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
