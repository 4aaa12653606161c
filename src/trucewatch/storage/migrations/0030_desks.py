"""Claims, presence, views, visits, follows, notices."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("storage", "0005_incident_row"),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("subject", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("person", models.CharField(max_length=26)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(db_index=True, max_length=26)),
                ("subject", models.CharField(max_length=128)),
                ("reason", models.CharField(max_length=24)),
                ("by", models.CharField(max_length=128)),
                ("at", models.DateTimeField()),
                ("read", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("person", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("subject", models.CharField(db_index=True, max_length=128)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=26)),
                ("subject", models.CharField(db_index=True, max_length=128)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "subject"), name="followed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=26)),
                ("name", models.CharField(max_length=80)),
                ("query", models.CharField(max_length=2000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "name"), name="one_view_a_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=26)),
                ("area", models.CharField(max_length=32)),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "area"), name="one_visit_an_area")
                ],
            },
        ),
    ]
