"""Where somebody points while a session sits."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table."""

    dependencies: ClassVar = [("storage", "0136_feed_refused")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Pointing",
            fields=[
                ("session", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("n", models.PositiveIntegerField()),
                ("incident", models.CharField(max_length=128)),
                ("place", models.PositiveSmallIntegerField()),
                ("person", models.CharField(max_length=26)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
