"""Documents of kinds that share one table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("storage", "0003_sealed_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
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
                ("kind", models.CharField(max_length=32)),
                ("audience", models.CharField(max_length=16)),
                ("verb", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "seq"], name="documents_of_a_kind")],
            },
        ),
    ]
