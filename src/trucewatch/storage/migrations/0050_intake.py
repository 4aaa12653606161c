"""Tokens for the API, and how it went with the feeds."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two new tables."""

    dependencies: ClassVar = [("storage", "0020_draft"), ("storage", "0030_desks")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="FeedState",
            fields=[
                ("feed", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("heard_at", models.DateTimeField(null=True)),
                ("items", models.PositiveIntegerField(default=0)),
                ("trouble", models.CharField(blank=True, default="", max_length=300)),
            ],
        ),
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
            ],
            options={
                "indexes": [models.Index(fields=["person", "made_at"], name="tokens_of_a_person")],
            },
        ),
    ]
