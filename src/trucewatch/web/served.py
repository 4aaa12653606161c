"""What `trucewatch serve` runs: the site, with names and rules loaded before anybody asks."""

from __future__ import annotations

from trucewatch.service import warming
from trucewatch.web.asgi import application

__all__ = ["application"]

warming.begin()
