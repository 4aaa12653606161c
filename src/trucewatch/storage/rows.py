"""Rows of the tables on their way in: one statement a table, many rows at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.utils import CursorWrapper

INSERT = {
    "entry": "INSERT INTO storage_entry (seq, body) VALUES (%s, %s)",
    "payload": (
        "INSERT INTO storage_payload (commitment, seq, field, json, salt, value, erased_by) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s)"
    ),
    "receipt": "INSERT INTO storage_receipt (key, seq) VALUES (%s, %s)",
    "head": (
        "INSERT INTO storage_head (subject, kind, version, seq) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (subject) DO UPDATE SET version = excluded.version, seq = excluded.seq"
    ),
    "reading": (
        "INSERT INTO storage_reading (subject, version, seq, recorded_at, actor, body, erased_by) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s)"
    ),
    "incident": (
        "INSERT INTO storage_incident (subject, version, seq, recorded_at, actor, body, erased_by) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s)"
    ),
    "agreement": (
        "INSERT INTO storage_agreement (subject, version, seq, recorded_at, actor, body, erased_by)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)"
    ),
    "statement": (
        "INSERT INTO storage_statement "
        "(subject, version, seq, recorded_at, actor, body, erased_by, reading) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
    ),
    "document": (
        "INSERT INTO storage_document "
        "(subject, version, seq, recorded_at, actor, body, erased_by, kind, audience, verb) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
    ),
    "evidence": (
        "INSERT INTO storage_evidence (id, seq, kind, sha256, size, content_sha256, content_size, "
        "media_type, derived_from, tool, parameters, erased_by) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
    ),
    "custodyevent": (
        "INSERT INTO storage_custodyevent (seq, evidence, action, actor, at, details, erased_by) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s)"
    ),
}
PROJECTED = tuple(table for table in INSERT if table not in ("entry", "payload"))
"""Tables that `rebuild` empties and fills again."""
MADE_OF_ONE = tuple(table for table in PROJECTED if table not in ("receipt", "head"))
"""Tables whose rows all come from one entry each, named by its `seq`."""


class Row(NamedTuple):
    """One row, its columns in the order of `INSERT`."""

    table: str
    columns: tuple[Any, ...]


def insert(rows: Iterable[Row]) -> None:
    """Put the rows in, in the order of tables in `INSERT`, inside the transaction that is open."""
    by_table: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        by_table[row.table].append(row.columns)
    if "head" in by_table:
        # One statement may set a row once; of several versions in a batch the last is the newest.
        by_table["head"] = list({columns[0]: columns for columns in by_table["head"]}.values())
    put = _insert_each if connection.vendor == "sqlite" else _insert_together
    with connection.cursor() as cursor:
        for table, statement in INSERT.items():
            if table in by_table:
                put(cursor, statement, by_table[table])


def _insert_each(cursor: CursorWrapper, statement: str, rows: list[tuple[Any, ...]]) -> None:
    """A prepared statement run over and over: there is no way to a server in between."""
    cursor.executemany(statement, rows)


def _insert_together(cursor: CursorWrapper, statement: str, rows: list[tuple[Any, ...]]) -> None:
    """All rows in one statement: the way to the server and back is what costs."""
    one = statement[statement.index("VALUES ") + len("VALUES ") : statement.rindex("%s)") + 3]
    every = ", ".join([one] * len(rows))
    cursor.execute(statement.replace(one, every), [value for row in rows for value in row])


def raw(value: Any) -> bytes:
    """The bytes of a binary column, whatever the engine or a stranger put there.

    SQLite keeps a text or a number in a column of bytes if somebody writes one; then the bytes
    are others than were recorded, which is what the comparison has to find.
    """
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def moment(at: dt.datetime) -> Any:
    """An instant as the engine's column takes it."""
    return connection.ops.adapt_datetimefield_value(at)
