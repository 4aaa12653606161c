"""The database itself refuses to change entries, and payloads other than by erasing."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from trucewatch.storage import triggers


class Migration(migrations.Migration):
    """Sets the triggers of both engines."""

    dependencies: ClassVar = [("storage", "0001_record")]
    operations: ClassVar = [migrations.RunPython(triggers.create)]
