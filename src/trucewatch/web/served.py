"""What `trucewatch serve` runs: the site, with names and rules loaded before anybody asks."""

from __future__ import annotations

from importlib import import_module

from trucewatch.web.asgi import application

__all__ = ["application"]

# Only now is Django ready for what loads tables.
import_module("trucewatch.service.warming").begin()
