"""Addresses of the API."""

from __future__ import annotations

from importlib import import_module

from django.urls import path, re_path

from trucewatch.web.api.answers import nothing_here
from trucewatch.web.api.centre_api import API
from trucewatch.web.api.serving import ROUTER

PARTS = (
    "incidents", "one_incident", "changes", "reports", "registers",
    "cases", "requests", "positions", "rounds", "sessions",
)  # fmt: skip
"""Modules that serve operations; each puts its own into the router when it is loaded."""
for part in PARTS:
    import_module(f"trucewatch.web.api.{part}")
API.add_router("", ROUTER)
urlpatterns = [path("", API.urls), re_path(r"^", nothing_here)]
