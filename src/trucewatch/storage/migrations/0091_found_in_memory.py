"""Incidents are found in memory, so nothing asks the database for them by time."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Changes no row."""

    dependencies: ClassVar = [("storage", "0090_fewer_indexes")]
    operations: ClassVar = [migrations.RemoveIndex("incidentrow", "incidents_by_time")]
