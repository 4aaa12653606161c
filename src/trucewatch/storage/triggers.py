"""Rules that the database itself keeps, on both engines: entries stay, payloads can only go.

Whoever owns the database can take them away; what is done then is found by the signatures, not
by these rules. They stop mistakes, and the programs of those who do not own it.
"""

from __future__ import annotations

import re
from importlib.resources import files

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TRIGGER = re.compile(r"CREATE (?:OR REPLACE )?TRIGGER (?:IF NOT EXISTS )?(\w+)")
THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}
"""How each engine tells the rules that are in force."""


def statements(vendor: str) -> list[str]:
    """The statements for that engine; an empty line stands between two."""
    text = (files("trucewatch.storage") / "sql" / f"{vendor}.sql").read_text("utf-8")
    return text.strip().split("\n\n")


def create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set the rules; called by a migration."""
    del apps
    for statement in statements(editor.connection.vendor):
        # Without parameters the driver would still read a % as one; None says that there are none.
        editor.execute(statement, params=None)


def missing() -> list[str]:
    """Names of the rules that the database lacks, in order."""
    vendor = connection.vendor
    wanted = {name for one in statements(vendor) for name in TRIGGER.findall(one)}
    with connection.cursor() as cursor:
        cursor.execute(THERE[vendor])
        return sorted(wanted - {name for (name,) in cursor.fetchall()})
