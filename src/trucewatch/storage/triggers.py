"""Rules that the database itself keeps, on both engines: entries stay, payloads can only go.

Whoever owns the database can take them away; what is done then is found by the signatures, not
by these rules. They stop mistakes, and the programs of those who do not own it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.signals import BaseDatabaseSchemaEditor

ENTRY, PAYLOAD = "storage_entry", "storage_payload"
APPEND_ONLY = "entries are append only"
GAPLESS = "entries follow one another without a gap"
ERASE_ONLY = "a payload can be erased and nothing else"

NEXT = f"(SELECT coalesce(max(seq) + 1, 0) FROM {ENTRY})"  # noqa: S608 - names of our own
SAME = " AND ".join(f"NEW.{name} {{same}} OLD.{name}" for name in ("commitment", "seq", "field"))
ERASED = f"NEW.salt IS NULL AND NEW.value IS NULL AND {SAME}"

SQLITE = (
    f"CREATE TRIGGER entry_gapless BEFORE INSERT ON {ENTRY} WHEN NEW.seq <> {NEXT} "
    f"BEGIN SELECT RAISE(ABORT, '{GAPLESS}'); END",
    *(
        f"CREATE TRIGGER entry_no_{verb} BEFORE {verb} ON {ENTRY} "
        f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    f"CREATE TRIGGER payload_no_update BEFORE UPDATE ON {PAYLOAD} "
    f"WHEN NOT ({ERASED.format(same='IS')}) BEGIN SELECT RAISE(ABORT, '{ERASE_ONLY}'); END",
    f"CREATE TRIGGER payload_no_delete BEFORE DELETE ON {PAYLOAD} "
    f"BEGIN SELECT RAISE(ABORT, '{ERASE_ONLY}'); END",
    # INSERT OR REPLACE deletes without asking the trigger above on connections of other programs.
    f"CREATE TRIGGER payload_no_replace BEFORE INSERT ON {PAYLOAD} "
    f"WHEN EXISTS (SELECT 1 FROM {PAYLOAD} WHERE commitment = NEW.commitment "
    "OR (seq = NEW.seq AND field = NEW.field)) "
    f"BEGIN SELECT RAISE(ABORT, '{ERASE_ONLY}'); END",
)


def _refuse(name: str, says: str, unless: str = "FALSE") -> str:
    """A trigger function of PostgreSQL that refuses what it is called for."""
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {unless} THEN RETURN NEW; END IF; "
        f"RAISE EXCEPTION '{says}' USING ERRCODE = 'restrict_violation'; END $$"
    )


def _before(verbs: str, table: str, function: str, each: str = "ROW") -> str:
    return (
        f"CREATE TRIGGER {function}_{each.lower()} BEFORE {verbs} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION {function}()"
    )


POSTGRESQL = (
    _refuse("entry_gapless", GAPLESS, f"NEW.seq = {NEXT}"),
    _refuse("entry_append_only", APPEND_ONLY),
    _refuse("payload_erase_only", ERASE_ONLY, ERASED.format(same="IS NOT DISTINCT FROM")),
    _refuse("payload_stays", ERASE_ONLY),
    _before("INSERT", ENTRY, "entry_gapless"),
    _before("UPDATE OR DELETE", ENTRY, "entry_append_only"),
    _before("TRUNCATE", ENTRY, "entry_append_only", "STATEMENT"),
    _before("UPDATE", PAYLOAD, "payload_erase_only"),
    _before("DELETE", PAYLOAD, "payload_stays"),
    _before("TRUNCATE", PAYLOAD, "payload_stays", "STATEMENT"),
)


def create(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set the rules; called by a migration."""
    del apps
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement, params=None)
