"""Evidence is stored sealed; what its content is, the custody record alone tells."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns that older objects leave empty."""

    dependencies: ClassVar = [("storage", "0002_append_only")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="evidence",
            name="content_sha256",
            field=models.CharField(db_index=True, max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="evidence",
            name="content_size",
            field=models.BigIntegerField(null=True),
        ),
    ]
