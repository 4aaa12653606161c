"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class Storage(AppConfig):
    """Tables of the record."""

    name = "trucewatch.storage"
    default_auto_field = "django.db.models.BigAutoField"
