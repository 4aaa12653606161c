"""The account of somebody who signs in."""

import trucewatch.storage.custody
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "id",
                    models.CharField(
                        default=trucewatch.storage.custody.new_id,
                        editable=False,
                        max_length=26,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("username", models.CharField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("duty_officer", "duty_officer"),
                            ("analyst", "analyst"),
                            ("delegation_officer", "delegation_officer"),
                            ("delegation_head", "delegation_head"),
                            ("facilitator", "facilitator"),
                            ("source_protection", "source_protection"),
                            ("operator", "operator"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("a", "a"), ("b", "b"), ("neutral", "neutral")],
                        default="neutral",
                        max_length=8,
                    ),
                ),
                ("language", models.CharField(default="en", max_length=8)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role__startswith", "delegation_"), ("side__in", ("a", "b"))),
                            models.Q(
                                models.Q(("role__startswith", "delegation_"), _negated=True),
                                ("side", "neutral"),
                            ),
                            _connector="OR",
                        ),
                        name="delegations_have_a_side_and_nobody_else",
                    )
                ],
            },
        ),
    ]
