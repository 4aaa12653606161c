"""The day a token was used last, and the keys under which programs sent things."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column and one table."""

    dependencies: ClassVar = [("storage", "0040_bulk"), ("storage", "0050_intake")]
    operations: ClassVar = [
        migrations.AddField("apitoken", "last_used_day", models.DateField(null=True)),
        migrations.CreateModel(
            name="UsedKey",
            fields=[
                ("key", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("asked", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
