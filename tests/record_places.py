"""Databases for tests: a PostgreSQL server of our own, copies of empty ones, and the way there."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.utils import CursorWrapper

from default_database import point_at
from postgres_server import Server
from trucewatch.storage.backup import dump
from trucewatch.storage.making import migrate
from trucewatch.storage.restoring import restore_database


@contextmanager
def fresh(server: Server, template: str) -> Iterator[str]:
    """The address of a copy of that database, dropped afterwards."""
    name = f"t{secrets.token_hex(6)}"
    server.run(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield server.address(name)
    finally:
        server.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def shape(server: Server, name: str) -> None:
    """Make an empty database in today's shape."""
    server.run(f"CREATE DATABASE {name}")
    point_at(server.address(name), server.folder)
    migrate()
    connection.close()


def sqlite_template(folder: Path) -> Path:
    """An empty file in today's shape."""
    point_at("", folder)
    migrate()
    connection.close()
    return folder / "record.sqlite3"


@contextmanager
def past_every_rule() -> Iterator[CursorWrapper]:
    """A cursor that no trigger and no foreign key stops, as somebody has who owns the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield cursor
            cursor.execute("SET session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        cursor.execute("PRAGMA foreign_keys=OFF")
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield cursor
        for _, sql in triggers:
            cursor.execute(sql)
        cursor.execute("PRAGMA foreign_keys=ON")


def as_superuser(*statements: str) -> None:
    """Change the database past every rule."""
    with past_every_rule() as cursor:
        for statement in statements:
            cursor.execute(statement)


def snapshot(folder: Path) -> Path:
    """The database as it is now, as a backup has it."""
    kept = folder / f"snapshot-{secrets.token_hex(4)}"
    kept.mkdir()
    dump(kept)
    return kept


def restore_snapshot(kept: Path) -> None:
    """Put it back in the place of the database of today."""
    restore_database(kept)
