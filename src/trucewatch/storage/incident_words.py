"""The index of the words of incidents: FTS5 on SQLite, GIN over lexemes on PostgreSQL.

Words come folded and parted by spaces, so neither engine's own idea of a language has a say. No
extension of PostgreSQL is needed.
"""

from __future__ import annotations

from importlib.resources import files

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

OPTIMISE = "INSERT INTO storage_incidentwords (storage_incidentwords) VALUES ('optimize')"


def create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index; called by a migration."""
    del apps
    for statement in _statements(editor.connection.vendor):
        editor.execute(statement, params=None)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away; called where a migration is undone."""
    del apps
    if editor.connection.vendor == "sqlite":
        for name in ("incident_words_in", "incident_words_out", "incident_words_anew"):
            editor.execute(f"DROP TRIGGER {name}")
        editor.execute("DROP TABLE storage_incidentwords")
    else:
        editor.execute("DROP INDEX incident_words")


def drop_traces() -> None:
    """Take words that no row has any more out of the index's own pages."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(OPTIMISE)


def _statements(vendor: str) -> list[str]:
    text = (files("trucewatch.storage") / "sql" / f"words-{vendor}.sql").read_text("utf-8")
    return text.strip().split("\n\n")
