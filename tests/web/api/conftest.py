"""A world that is made once a module: its tests only read it, or add what others do not look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api_world import World, a_world


@pytest.fixture(scope="module")
def world(shaped_file: Path) -> Iterator[World]:
    """A centre with three incidents and people of every role."""
    with a_world(shaped_file) as made:
        yield made
