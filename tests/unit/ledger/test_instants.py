"""An instant is written in one way."""

from __future__ import annotations

import datetime as dt

import pytest

from trucewatch.ledger.instants import milliseconds, spelled
from trucewatch.ledger.refusals import Malformed

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def test_an_instant_of_another_zone_is_written_in_utc() -> None:
    """The same instant, the same text."""
    east = NOON.astimezone(dt.timezone(dt.timedelta(hours=3)))
    assert spelled(east) == spelled(NOON) == "2026-03-01T12:00:00Z"


def test_an_instant_without_a_zone_is_refused() -> None:
    """Nobody knows when it was."""
    with pytest.raises(Malformed, match="zone"):
        spelled(NOON.replace(tzinfo=None))


@pytest.mark.parametrize("microseconds", [0, 999, 1000, 789_999, 999_999])
def test_what_is_written_is_read_to_the_millisecond(microseconds: int) -> None:
    """Cut, never rounded up into the future."""
    moment = NOON + dt.timedelta(microseconds=microseconds)
    assert milliseconds(spelled(moment)) == int(NOON.timestamp()) * 1000 + microseconds // 1000


def test_milliseconds_count_from_1970() -> None:
    """Before it they are negative, so that order holds everywhere."""
    assert milliseconds("1970-01-01T00:00:00Z") == 0
    assert milliseconds("1969-12-31T23:59:59.999Z") == -1
