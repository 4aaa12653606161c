"""A payload stands under its entry and field; nothing was ever asked for by its commitment."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from trucewatch.storage import triggers

STATEMENTS = {
    "postgresql": (
        """ALTER TABLE storage_payload DROP CONSTRAINT storage_payload_pkey,
            DROP CONSTRAINT one_payload_a_field, ADD PRIMARY KEY (seq, field)""",
    ),
    "sqlite": (
        """CREATE TABLE storage_payload_by_entry (
            seq bigint NOT NULL REFERENCES storage_entry (seq) DEFERRABLE INITIALLY DEFERRED,
            field varchar(64) NOT NULL,
            commitment varchar(64) NOT NULL,
            json bool NOT NULL,
            salt BLOB NULL,
            value BLOB NULL,
            erased_by bigint NULL,
            PRIMARY KEY (seq, field),
            CONSTRAINT salt_and_value_go_together CHECK (
                (salt IS NULL AND value IS NULL)
                OR (erased_by IS NULL AND salt IS NOT NULL AND value IS NOT NULL)))""",
        """INSERT INTO storage_payload_by_entry
            (seq, field, commitment, json, salt, value, erased_by)
            SELECT seq, field, commitment, json, salt, value, erased_by
            FROM storage_payload ORDER BY seq, field""",
        "DROP TABLE storage_payload",
        "ALTER TABLE storage_payload_by_entry RENAME TO storage_payload",
    ),
}


def change(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Change the key; SQLite cannot but make the table anew, and its rules are set again."""
    for statement in STATEMENTS[editor.connection.vendor]:
        editor.execute(statement, params=None)
    triggers.create(apps, editor)


class Migration(migrations.Migration):
    """Changes no row."""

    dependencies: ClassVar = [("storage", "0130_outbox")]
    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(change)],
            state_operations=[
                migrations.DeleteModel("Payload"),
                migrations.CreateModel(
                    name="Payload",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "entry_id",
                                "field",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("commitment", models.CharField(max_length=64)),
                        (
                            "entry",
                            models.ForeignKey(
                                db_column="seq",
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payloads",
                                to="storage.entry",
                            ),
                        ),
                        ("field", models.CharField(max_length=64)),
                        ("json", models.BooleanField()),
                        ("salt", models.BinaryField(null=True)),
                        ("value", models.BinaryField(null=True)),
                        ("erased_by", models.BigIntegerField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("salt__isnull", True), ("value__isnull", True)),
                                    models.Q(
                                        ("erased_by__isnull", True),
                                        ("salt__isnull", False),
                                        ("value__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="salt_and_value_go_together",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
