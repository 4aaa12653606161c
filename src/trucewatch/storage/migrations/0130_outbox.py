"""Notices on their way out of the centre."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables, of which nothing is the record."""

    dependencies: ClassVar = [("storage", "0120_side_messages")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                (
                    "id",
                    models.CharField(
                        editable=False, max_length=26, primary_key=True, serialize=False
                    ),
                ),
                ("seq", models.BigIntegerField()),
                ("target", models.CharField(max_length=400)),
                ("subject", models.CharField(max_length=128)),
                ("made_at", models.DateTimeField()),
                ("tries", models.PositiveIntegerField(default=0)),
                ("next_at", models.DateTimeField(db_index=True, null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("failed", models.CharField(default="", max_length=300)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("seq", "target"), name="one_notice_an_address")
                ],
            },
        ),
        migrations.CreateModel(
            name="ToldUpTo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.BigIntegerField()),
            ],
        ),
    ]
