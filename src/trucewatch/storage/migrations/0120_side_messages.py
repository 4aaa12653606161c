"""What delegations say among themselves in a session."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

from trucewatch.storage import row_security


class Migration(migrations.Migration):
    """Makes the table, then its policies."""

    dependencies: ClassVar = [("storage", "0110_position_drafts")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="SideMessage",
            fields=[
                (
                    "id",
                    models.CharField(
                        editable=False, max_length=26, primary_key=True, serialize=False
                    ),
                ),
                ("side", models.CharField(max_length=1)),
                ("session", models.CharField(max_length=128)),
                ("n", models.PositiveIntegerField()),
                ("author", models.CharField(max_length=26)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["side", "session", "n"], name="said_in_a_session")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("a", "b"))), name="said_by_a_side"
                    )
                ],
            },
        ),
        migrations.RunPython(row_security.create_for_rooms, row_security.drop_for_rooms),
    ]
