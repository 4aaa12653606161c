"""Incidents as they are known now, in the columns by which they are found."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    """Makes the table."""

    dependencies: ClassVar = [("storage", "0004_document")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="IncidentRow",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("subject", models.CharField(max_length=128, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("seq", models.BigIntegerField()),
                ("touched", models.BigIntegerField(db_index=True)),
                ("recorded_at", models.BigIntegerField()),
                ("first_seen_at", models.BigIntegerField()),
                ("audience", models.TextField()),
                ("start_at", models.BigIntegerField(null=True)),
                ("end_at", models.BigIntegerField(null=True)),
                (
                    "at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=Coalesce(
                            models.F("start_at"),
                            CombinedExpression(models.F("end_at"), "-", models.Value(1)),
                            models.F("first_seen_at"),
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                ("time_precision", models.TextField()),
                ("lon", models.IntegerField(null=True)),
                ("lat", models.IntegerField(null=True)),
                ("radius_m", models.IntegerField(null=True)),
                ("west", models.IntegerField(null=True)),
                ("south", models.IntegerField(null=True)),
                ("east", models.IntegerField(null=True)),
                ("north", models.IntegerField(null=True)),
                ("cell3", models.BigIntegerField(null=True)),
                ("cell4", models.BigIntegerField(null=True)),
                ("cell5", models.BigIntegerField(null=True)),
                ("cell7", models.BigIntegerField(null=True)),
                ("place_precision", models.TextField()),
                ("places", models.TextField()),
                ("act", models.TextField()),
                ("family", models.TextField()),
                ("status", models.TextField()),
                ("worst", models.TextField()),
                ("actors", models.TextField()),
                ("named", models.TextField()),
                ("findings", models.TextField()),
                ("origins", models.IntegerField(null=True)),
                ("title", models.TextField()),
                ("words", models.TextField()),
                ("erased_by", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["at", "id"], name="incidents_by_time")],
            },
        ),
    ]
