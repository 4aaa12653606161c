"""Drafts of positions and comments on them, each of one delegation alone."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

from trucewatch.storage import row_security

OF_A_SIDE = models.Q(("side__in", ("a", "b")))
COLUMNS = (
    ("side", models.CharField(max_length=1)),
    ("case", models.CharField(max_length=128)),
    ("round", models.PositiveIntegerField()),
    ("version", models.PositiveIntegerField()),
    ("author", models.CharField(max_length=26)),
    ("at", models.DateTimeField()),
    ("sealed", models.BinaryField()),
)


def columns() -> list[tuple[str, models.Field[Any, Any]]]:
    """Those of either table, made anew for each."""
    own = models.CharField(editable=False, max_length=26, primary_key=True, serialize=False)
    return [("id", own), *((name, field.clone()) for name, field in COLUMNS)]


class Migration(migrations.Migration):
    """Makes the tables, then their policies."""

    dependencies: ClassVar = [("storage", "0091_found_in_memory")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="PositionDraft",
            fields=columns(),
            options={
                "indexes": [
                    models.Index(
                        fields=["side", "case", "round", "version"], name="drafts_of_a_round"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(condition=OF_A_SIDE, name="draft_of_a_side")
                ],
            },
        ),
        migrations.CreateModel(
            name="PositionComment",
            fields=columns(),
            options={
                "indexes": [
                    models.Index(fields=["side", "case", "round", "at"], name="comments_of_a_round")
                ],
                "constraints": [
                    models.CheckConstraint(condition=OF_A_SIDE, name="comment_of_a_side")
                ],
            },
        ),
        migrations.RunPython(row_security.create_for_positions, row_security.drop_for_positions),
    ]
