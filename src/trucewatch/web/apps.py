"""The Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out


class Web(AppConfig):
    """Templates, static files and pages; no tables."""

    name = "trucewatch.web"

    def ready(self) -> None:
        """Every way in begins a sitting, every way out ends one."""
        # Its tables can be loaded only now.
        sitting = import_module("trucewatch.web.sitting")
        user_logged_in.connect(sitting.on_login)
        user_logged_out.connect(sitting.on_logout)
