"""Notes of one delegation alone, and policies by which PostgreSQL itself holds rows back."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

from trucewatch.storage import row_security


class Migration(migrations.Migration):
    """Makes the table, then the policies of all."""

    dependencies: ClassVar = [
        ("storage", "0005_incident_row"),
        ("storage", "0030_desks"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="DelegationNote",
            fields=[
                (
                    "id",
                    models.CharField(
                        editable=False, max_length=26, primary_key=True, serialize=False
                    ),
                ),
                ("side", models.CharField(max_length=1)),
                ("author", models.CharField(max_length=26)),
                ("subject", models.CharField(max_length=128)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["side", "subject", "at"], name="notes_on_a_thing")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("a", "b"))), name="note_of_a_side"
                    )
                ],
            },
        ),
        migrations.RunPython(row_security.create, row_security.drop),
    ]
