"""Tokens for the API, and the keys under which programs sent things."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two new tables."""

    dependencies: ClassVar = [("storage", "0020_draft"), ("storage", "0030_desks")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.CharField(
                        editable=False, max_length=26, primary_key=True, serialize=False
                    ),
                ),
                ("person", models.CharField(max_length=26)),
                ("name", models.CharField(max_length=80)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("scopes", models.CharField(max_length=400)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("last_used_day", models.DateField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["person", "made_at"], name="tokens_of_a_person")],
            },
        ),
        migrations.CreateModel(
            name="UsedKey",
            fields=[
                ("key", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("asked", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
