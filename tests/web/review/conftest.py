"""A served centre with a case in it."""

from __future__ import annotations

import pytest

from review_world import DUTY, heard
from trucewatch.service.centre import Centre


@pytest.fixture
def case(centre: Centre) -> str:
    """A case that was admitted; its id."""
    return heard(centre, DUTY, title="Shelling of Harbanifse")
