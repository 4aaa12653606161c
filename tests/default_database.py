"""Where Django's default connection leads; importing this first makes tables ready to load."""

from __future__ import annotations

from pathlib import Path

from django.db import connection, connections

from trucewatch.settings import database
from trucewatch.storage.opening import use

use(home="no-record-was-chosen")


def point_at(url: str, home: Path) -> None:
    """Lead the default connection there, for this thread and all to come."""
    connection.close()
    connections.settings["default"] = connections.configure_settings(
        {"default": database(url, home)}
    )["default"]
    del connections["default"]
