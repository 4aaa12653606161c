"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    """Tables of those who sign in."""

    name = "trucewatch.storage.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
