"""A centre under a clock that tests set, with a case that hears positions."""

from __future__ import annotations

import pytest

from position_world import Clock, at_clock, open_case
from trucewatch.service.centre import Centre


@pytest.fixture
def clock() -> Clock:
    """It stands at noon until the test moves it."""
    return Clock()


@pytest.fixture
def timed(centre: Centre, clock: Clock) -> Centre:
    """A centre under the clock of the test."""
    return at_clock(centre, clock)


@pytest.fixture
def hearing(timed: Centre) -> Centre:
    """It has one case that hears positions."""
    open_case(timed)
    return timed
