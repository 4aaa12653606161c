"""The tables of the record."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes every table."""

    initial = True

    dependencies: ClassVar = []

    operations: ClassVar = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject",
                        "version",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject", models.CharField(max_length=128)),
                ("version", models.PositiveIntegerField()),
                ("seq", models.BigIntegerField(db_index=True)),
                ("recorded_at", models.DateTimeField()),
                ("actor", models.CharField(max_length=128)),
                ("body", models.JSONField(null=True)),
                ("erased_by", models.BigIntegerField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("body", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(unique=True)),
                ("kind", models.CharField(max_length=16, null=True)),
                ("sha256", models.CharField(db_index=True, max_length=64, null=True)),
                ("size", models.BigIntegerField(null=True)),
                ("media_type", models.CharField(max_length=100, null=True)),
                ("derived_from", models.CharField(max_length=128, null=True)),
                ("tool", models.CharField(max_length=200, null=True)),
                ("parameters", models.JSONField(null=True)),
                ("erased_by", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("subject", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=32)),
                ("version", models.PositiveIntegerField()),
                ("seq", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject",
                        "version",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject", models.CharField(max_length=128)),
                ("version", models.PositiveIntegerField()),
                ("seq", models.BigIntegerField(db_index=True)),
                ("recorded_at", models.DateTimeField()),
                ("actor", models.CharField(max_length=128)),
                ("body", models.JSONField(null=True)),
                ("erased_by", models.BigIntegerField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject",
                        "version",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject", models.CharField(max_length=128)),
                ("version", models.PositiveIntegerField()),
                ("seq", models.BigIntegerField(db_index=True)),
                ("recorded_at", models.DateTimeField()),
                ("actor", models.CharField(max_length=128)),
                ("body", models.JSONField(null=True)),
                ("erased_by", models.BigIntegerField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="CustodyEvent",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("evidence", models.CharField(max_length=128)),
                ("action", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=128)),
                ("at", models.DateTimeField()),
                ("details", models.JSONField(null=True)),
                ("erased_by", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["evidence", "seq"], name="chain_of_custody")],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject",
                        "version",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject", models.CharField(max_length=128)),
                ("version", models.PositiveIntegerField()),
                ("seq", models.BigIntegerField(db_index=True)),
                ("recorded_at", models.DateTimeField()),
                ("actor", models.CharField(max_length=128)),
                ("body", models.JSONField(null=True)),
                ("erased_by", models.BigIntegerField(null=True)),
                ("reading", models.CharField(max_length=128, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["reading"], name="statements_of_a_reading")],
            },
        ),
        migrations.CreateModel(
            name="Payload",
            fields=[
                ("commitment", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("field", models.CharField(max_length=64)),
                ("json", models.BooleanField()),
                ("salt", models.BinaryField(null=True)),
                ("value", models.BinaryField(null=True)),
                ("erased_by", models.BigIntegerField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        db_column="seq",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payloads",
                        to="storage.entry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "field"), name="one_payload_a_field"),
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
    ]
