"""Rows of the tables on their way in: one statement a table, many rows at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg import Cursor

VERSION = {
    "subject": "text",
    "version": "integer",
    "seq": "bigint",
    "recorded_at": "timestamptz",
    "actor": "text",
    "body": "jsonb",
    "erased_by": "bigint",
}
COLUMNS = {
    "entry": {"seq": "bigint", "body": "bytea"},
    "payload": {
        "commitment": "text",
        "seq": "bigint",
        "field": "text",
        "json": "boolean",
        "salt": "bytea",
        "value": "bytea",
        "erased_by": "bigint",
    },
    "receipt": {"key": "text", "seq": "bigint"},
    "head": {"subject": "text", "kind": "text", "version": "integer", "seq": "bigint"},
    "reading": VERSION,
    "incident": VERSION,
    "agreement": VERSION,
    "statement": {**VERSION, "reading": "text"},
    "document": {**VERSION, "kind": "text", "audience": "text", "verb": "text"},
    "incidentrow": {
        **dict.fromkeys(("subject",), "text"),
        **dict.fromkeys(("id", "first_seen_at"), "bigint"),
        "version": "integer",
        **dict.fromkeys(("seq", "touched", "recorded_at"), "bigint"),
        "audience": "text",
        **dict.fromkeys(("start_at", "end_at"), "bigint"),
        "time_precision": "text",
        **dict.fromkeys(("lon", "lat", "radius_m", "west", "south", "east", "north"), "integer"),
        **dict.fromkeys(("cell3", "cell4", "cell5", "cell7"), "bigint"),
        **dict.fromkeys(("place_precision", "places", "act", "family", "status"), "text"),
        **dict.fromkeys(("worst", "actors", "named", "findings"), "text"),
        "origins": "integer",
        **dict.fromkeys(("title", "words"), "text"),
        "erased_by": "bigint",
    },
    "evidence": {
        "id": "text",
        "seq": "bigint",
        "kind": "text",
        "sha256": "text",
        "size": "bigint",
        "content_sha256": "text",
        "content_size": "bigint",
        "media_type": "text",
        "derived_from": "text",
        "tool": "text",
        "parameters": "jsonb",
        "erased_by": "bigint",
    },
    "custodyevent": {
        "seq": "bigint",
        "evidence": "text",
        "action": "text",
        "actor": "text",
        "at": "timestamptz",
        "details": "jsonb",
        "erased_by": "bigint",
    },
}
"""Tables in the order in which they are filled, and what PostgreSQL takes each column for."""
FROM_ARRAYS = "SELECT * FROM unnest"
PROJECTED = tuple(table for table in COLUMNS if table not in ("entry", "payload"))
"""Tables that `rebuild` empties and fills again."""
CURRENT = {"head": 2, "incidentrow": 3}
"""Tables with the newest version of each thing, and how many columns its first version settled."""
MADE_OF_ONE = tuple(table for table in PROJECTED if table not in ("receipt", *CURRENT))
"""Tables whose rows all come from one entry each, named by its `seq`."""


Columns = tuple[Any, ...]
MANY = 16
"""Rows from which on arrays cost PostgreSQL less than a list of rows."""


class Row(NamedTuple):
    """One row, its columns in the order of `COLUMNS`."""

    table: str
    columns: Columns


def insert(rows: Iterable[Row]) -> None:
    """Put the rows in, in the order of tables in `COLUMNS`, inside the transaction that is open."""
    by_table: dict[str, list[Columns]] = defaultdict(list)
    for row in rows:
        by_table[row.table].append(row.columns)
    for table, settled in CURRENT.items():
        by_table[table] = _newest(by_table[table], settled)
    put = _insert_each if connection.vendor == "sqlite" else _insert_together
    for table in COLUMNS:
        if by_table[table]:
            put(table, by_table[table])


def _newest(rows: list[Columns], settled: int) -> list[Columns]:
    """One row a thing, because one statement may set a row once; the last version is the newest."""
    found: dict[Any, Columns] = {}
    for row in rows:
        first = found.get(row[0], row)
        found[row[0]] = (*first[:settled], *row[settled:])
    return list(found.values())


def _insert_each(table: str, rows: list[Columns]) -> None:
    """A prepared statement run over and over: there is no way to a server in between."""
    with connection.cursor() as cursor:
        cursor.executemany(_statement(table, f"VALUES {_places(table)}"), rows)


def _insert_together(table: str, rows: list[Columns]) -> None:
    """All rows in one statement: the way to the server and back is what costs."""
    if len(rows) < MANY:
        every = ", ".join([_places(table)] * len(rows))
        with connection.cursor() as cursor:
            values = [value for row in rows for value in row]
            cursor.execute(_statement(table, f"VALUES {every}"), values)
    else:
        _insert_columns(table, rows)


def _insert_columns(table: str, rows: list[Columns]) -> None:
    """Each column as one array in binary: nothing is spelled, quoted and read again."""
    arrays = ", ".join(f"%b::{kind}[]" for kind in COLUMNS[table].values())
    statement = _statement(table, f"{FROM_ARRAYS}({arrays})")
    # Django's own cursor writes values into the statement; this one sends them beside it.
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def _statement(table: str, source: str) -> str:
    columns = list(COLUMNS[table])
    newer = _newer(table, columns[CURRENT[table] :]) if table in CURRENT else ""
    return f"INSERT INTO storage_{table} ({', '.join(columns)}) {source} {newer}"


def _newer(table: str, moving: list[str]) -> str:
    """What a later version sets of a row that is there; an earlier one that comes late, nothing."""
    sets = ", ".join(f"{name} = excluded.{name}" for name in moving)
    later = f"excluded.version >= storage_{table}.version"
    return f"ON CONFLICT (subject) DO UPDATE SET {sets} WHERE {later}"


def _places(table: str) -> str:
    return f"({', '.join(['%s'] * len(COLUMNS[table]))})"


def raw(value: Any) -> bytes:
    """The bytes of a binary column, whatever the engine or a stranger put there.

    SQLite keeps a text or a number in a column of bytes if somebody writes one; then the bytes
    are others than were recorded, which is what the comparison has to find.
    """
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def moment(ts: str) -> Any:
    """The instant of an entry as the engine's column takes it; one batch has one instant."""
    return _moment(ts, connections.settings[DEFAULT_DB_ALIAS]["ENGINE"])


@lru_cache(maxsize=8)
def _moment(ts: str, engine: str) -> Any:
    del engine  # it tells apart what two engines of one program take
    return connection.ops.adapt_datetimefield_value(dt.datetime.fromisoformat(ts))
