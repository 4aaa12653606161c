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
        "ON CONFLICT (subject) DO UPDATE SET version = excluded.version, seq = excluded.seq "
        "WHERE excluded.version >= storage_head.version"
    ),
    "reading": (
        "INSERT INTO storage_reading (subject, version, seq, recorded_at, actor, body, erased_by) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s)"
    ),
    "incident": (
        "INSERT INTO storage_incident (subject, version, seq, recorded_at, actor, body, erased_by) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s)"
    ),
    "incidentrow": (
        "INSERT INTO storage_incidentrow ("
        "subject, id, first_seen_at, version, seq, touched, recorded_at, audience, "
        "start_at, end_at, time_precision, lon, lat, radius_m, west, south, east, north, "
        "cell3, cell4, cell5, cell7, place_precision, places, act, family, status, "
        "worst, actors, named, findings, origins, title, words, erased_by) "
        "VALUES ("
        "%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, "
        "%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) "
        "ON CONFLICT (subject) DO UPDATE SET "
        "version = excluded.version, seq = excluded.seq, touched = excluded.touched, "
        "recorded_at = excluded.recorded_at, audience = excluded.audience, "
        "start_at = excluded.start_at, end_at = excluded.end_at, "
        "time_precision = excluded.time_precision, lon = excluded.lon, "
        "lat = excluded.lat, radius_m = excluded.radius_m, west = excluded.west, "
        "south = excluded.south, east = excluded.east, north = excluded.north, "
        "cell3 = excluded.cell3, cell4 = excluded.cell4, cell5 = excluded.cell5, "
        "cell7 = excluded.cell7, place_precision = excluded.place_precision, "
        "places = excluded.places, act = excluded.act, family = excluded.family, "
        "status = excluded.status, worst = excluded.worst, actors = excluded.actors, "
        "named = excluded.named, findings = excluded.findings, "
        "origins = excluded.origins, title = excluded.title, words = excluded.words, "
        "erased_by = excluded.erased_by "
        "WHERE excluded.version >= storage_incidentrow.version"
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
CURRENT = {"head": 1, "incidentrow": 3}
"""Tables with the newest version of each thing, and how many columns its first version settled."""
MADE_OF_ONE = tuple(table for table in PROJECTED if table not in ("receipt", *CURRENT))
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
    for table, settled in CURRENT.items():
        by_table[table] = _newest(by_table[table], settled)
    put = _insert_each if connection.vendor == "sqlite" else _insert_together
    with connection.cursor() as cursor:
        for table, statement in INSERT.items():
            if by_table[table]:
                put(cursor, statement, by_table[table])


def _newest(rows: list[tuple[Any, ...]], settled: int) -> list[tuple[Any, ...]]:
    """One row a thing, because one statement may set a row once; the last version is the newest."""
    found: dict[Any, tuple[Any, ...]] = {}
    for row in rows:
        first = found.get(row[0], row)
        found[row[0]] = (*first[:settled], *row[settled:])
    return list(found.values())


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
