"""Policies on tables, set by a migration; and the doors by which rows get past them."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

OPAQUE = {
    "storage_document": {"subject,version"},
    "storage_head": {"subject"},
    "storage_payload": {"field,seq"},
    "storage_delegationnote": {"id"},
    "storage_positiondraft": {"id"},
    "storage_positioncomment": {"id"},
    "storage_sidemessage": {"id"},
}
"""Tables with policies, and columns of each that may be unique: random ones and hashes, so that a
clash tells of nothing that one could guess.
"""
PROTECTED = tuple(OPAQUE)
OF_POSITIONS = ("storage_positiondraft", "storage_positioncomment")
OF_ROOMS = ("storage_sidemessage",)
"""Tables whose policies came with later migrations, in files of their own."""
FIRST = tuple(table for table in PROTECTED if table not in OF_POSITIONS + OF_ROOMS)
DOORS = {
    "policies": """
        SELECT relname || ' has no policies that hold for its owner too' FROM pg_class
        WHERE relname = ANY (%(protected)s) AND relkind = 'r'
            AND NOT (relrowsecurity AND relforcerowsecurity)""",
    "views": """
        SELECT DISTINCT v.relname || ' shows ' || t.relname || ' as its owner sees it'
        FROM pg_class v JOIN pg_rewrite r ON r.ev_class = v.oid
        JOIN pg_depend d ON d.objid = r.oid AND d.classid = 'pg_rewrite'::regclass
        JOIN pg_class t ON t.oid = d.refobjid AND t.relname = ANY (%(protected)s)
        WHERE v.relkind = 'm' OR (v.relkind = 'v' AND NOT coalesce(
            'security_invoker=true' = ANY (v.reloptions)
            OR 'security_invoker=on' = ANY (v.reloptions), false))""",
    "functions": """
        SELECT p.proname || '() runs as its owner' FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')""",
    "roles": """
        SELECT rolname || ' passes by every policy' FROM pg_roles
        WHERE rolname = %(role)s AND (rolsuper OR rolbypassrls)
        UNION ALL SELECT rolname || ' owns ' || relname FROM pg_class
        JOIN pg_roles ON pg_roles.oid = relowner
        WHERE relname = ANY (%(protected)s) AND relkind = 'r' AND rolname = %(role)s""",
}
UNIQUE = """
    SELECT t.relname, string_agg(a.attname, ',' ORDER BY a.attname)
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey)
    WHERE i.indisunique AND t.relname = ANY (%(protected)s)
    GROUP BY t.relname, i.indexrelid ORDER BY 1, 2"""


def create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set the policies; SQLite has none. Called by a migration."""
    del apps
    _set(editor, "row_security.sql")


def create_for_positions(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set those of drafts of positions and of comments on them."""
    del apps
    _set(editor, "row_security_positions.sql")


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again."""
    del apps
    if editor.connection.vendor == "postgresql":
        _take_away(editor, FIRST)
        for name in ("tw_sees(text)", "tw_whole()", "tw_backup()"):
            editor.execute(f"DROP FUNCTION {name}", params=None)


def drop_for_positions(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take those of drafts away again."""
    del apps
    if editor.connection.vendor == "postgresql":
        _take_away(editor, OF_POSITIONS)


def create_for_rooms(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set those of what delegations say among themselves in a session."""
    del apps
    _set(editor, "row_security_rooms.sql")


def drop_for_rooms(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take those away again."""
    del apps
    if editor.connection.vendor == "postgresql":
        _take_away(editor, OF_ROOMS)


def _set(editor: BaseDatabaseSchemaEditor, name: str) -> None:
    if editor.connection.vendor == "postgresql":
        text = (files("trucewatch.storage") / "sql" / name).read_text("utf-8")
        for statement in text.strip().split("\n\n"):
            editor.execute(statement, params=None)


def _take_away(editor: BaseDatabaseSchemaEditor, tables: tuple[str, ...]) -> None:
    with editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname FROM pg_policies WHERE tablename = ANY (%s)",
            [list(tables)],
        )
        found = cursor.fetchall()
    for table, policy in found:
        editor.execute(f"DROP POLICY {policy} ON {table}", params=None)
    for table in tables:
        editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY", params=None)


def open_doors(role: str) -> list[str]:
    """Ways past the policies that stand open for programs which come as `role`, one line each."""
    asked: dict[str, Any] = {"protected": list(PROTECTED), "role": role}
    found: list[str] = []
    with connection.cursor() as cursor:
        for statement in DOORS.values():
            cursor.execute(statement, asked)
            found += [line for (line,) in cursor.fetchall()]
        cursor.execute(UNIQUE, asked)
        for table, columns in cursor.fetchall():
            if columns not in OPAQUE[table]:
                found.append(f"a clash of {columns} in {table} tells that such a row is there")
    return sorted(found)
