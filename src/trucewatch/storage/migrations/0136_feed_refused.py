"""Feeds keep what their trouble is made of, so that pages tell it in their language."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Changes no row: trouble of before is told as it was written."""

    dependencies: ClassVar = [("storage", "0135_payload_by_entry")]
    operations: ClassVar = [
        migrations.AddField("FeedState", "refused", models.JSONField(null=True)),
    ]
