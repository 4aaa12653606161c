"""Indexes that no question uses go, and PostgreSQL looks for gaps once a statement."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from trucewatch.storage import triggers

TABLES = ("payload", "receipt", "head", "evidence")


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the indexes for LIKE, and that of payloads by entry alone.

    Every text here is asked for whole. The constraint of one payload a field has an index by entry
    and field, which serves for entries too. A table is not made anew: it would lose its rules.
    """
    del apps
    connection = editor.connection
    for table in TABLES:
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, f"storage_{table}")
        for name, facts in found.items():
            twice = table == "payload" and facts["columns"] == ["seq"]
            if facts["index"] and not facts["unique"] and (name.endswith("_like") or twice):
                editor.execute(f"DROP INDEX {editor.quote_name(name)}")


def set_rules(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set the rules as they are now; those of SQLite are as they were."""
    if editor.connection.vendor == "postgresql":
        triggers.create(apps, editor)


class Migration(migrations.Migration):
    """Changes no row."""

    dependencies: ClassVar = [("storage", "0070_tokens")]
    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop)],
            state_operations=[
                migrations.AlterField(
                    model_name="payload",
                    name="entry",
                    field=models.ForeignKey(
                        db_column="seq",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payloads",
                        to="storage.entry",
                    ),
                ),
            ],
        ),
        migrations.RunPython(set_rules),
    ]
