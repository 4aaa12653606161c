"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    """Templates, static files and pages; no tables."""

    name = "trucewatch.web"
