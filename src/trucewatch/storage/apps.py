"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from trucewatch.storage.sight import connected


class Storage(AppConfig):
    """Tables of the record."""

    name = "trucewatch.storage"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every connection shows what its thread may see."""
        connection_created.connect(connected)
