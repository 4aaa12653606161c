"""What the role of the centre's programs may do where another role owns the tables."""

from __future__ import annotations

from importlib.resources import files

from django.db import connection, transaction

from trucewatch.domain.errors import Refusal

MAINTAIN_SINCE = 170_000
"""The release of PostgreSQL, as it numbers itself, that lets others than the owner clean up."""


def grant(role: str) -> None:
    """Let the role record and erase, and nothing that would bend the record.

    Args:
        role: a role of PostgreSQL that exists; not the owner of the tables, who may do anything.

    Raises:
        Refusal: the database is SQLite, whose file belongs to whoever may write to it.
    """
    if connection.vendor != "postgresql":
        remedy = "let the file belong to the account of the recorder alone"
        raise Refusal("SQLite has no roles", remedy=remedy)
    named = connection.ops.quote_name(role)
    text = (files("trucewatch.storage") / "sql" / "rights.sql").read_text("utf-8")
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in text.strip().split("\n\n"):
            cursor.execute(statement.format(role=named))
        cursor.execute("SELECT current_setting('server_version_num')::int")
        (release,) = cursor.fetchone()
        if release >= MAINTAIN_SINCE:
            # Without it the place of what was erased is freed by the server in its own time.
            cursor.execute(f"GRANT MAINTAIN ON storage_payload TO {named}")
