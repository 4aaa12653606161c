"""A centre for the verbs, on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import pytest

from record.conftest import database, desk, home, server, shaped
from trucewatch.service.centre import Centre, at_desk
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home

__all__ = ["database", "desk", "home", "server", "shaped"]


@pytest.fixture
def centre(home: Home, desk: Desk) -> Centre:
    """A fresh centre whose recorder runs in this process."""
    return at_desk(home, desk)
