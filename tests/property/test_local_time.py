"""Local clocks and UTC: no instant is moved, no hour guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from strategies import instants
from trucewatch.data.agreement_times import read_moment
from trucewatch.data.zones import zone
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.time import UTC

CLOCKS = (
    "Asia/Damascus", "Europe/Kyiv", "Asia/Aden", "Africa/Juba", "Asia/Gaza", "Africa/Khartoum",
    "Asia/Kathmandu", "America/Bogota", "Pacific/Apia", "UTC",
)  # fmt: skip
DAY = dt.timedelta(days=1)
clocks = st.sampled_from(CLOCKS)
walls = instants.map(lambda at: at.replace(tzinfo=None))
jumps = st.sampled_from(
    "2016-03-25T00 2016-10-27T23 2022-10-27T23 2021-01-31T23 2017-10-31T23 2022-03-27T03 "
    "2015-10-23T00 2025-04-12T02 2025-10-25T01 2011-12-30T00".split()
).map(dt.datetime.fromisoformat)
near_jumps = st.tuples(jumps, st.integers(-7200, 7200)).map(
    lambda drawn: drawn[0] + dt.timedelta(seconds=drawn[1])
)
days = st.dates(dt.date(1990, 1, 1), dt.date(2034, 1, 1)) | jumps.map(dt.datetime.date)
laws = settings(max_examples=300, deadline=None)


def instants_of(wall: dt.datetime, clock: str) -> set[dt.datetime]:
    """Every instant at which a clock showed this, by asking each instant around what it showed."""
    quarter = dt.timedelta(minutes=15)
    around = (wall.replace(tzinfo=UTC) + n * quarter for n in range(-100, 101))
    return {at for at in around if at.astimezone(zone(clock)).replace(tzinfo=None) == wall}


@laws
@given(wall=walls | near_jumps, clock=clocks)
@example(wall=dt.datetime.fromisoformat("2016-03-25T00:30"), clock="Asia/Damascus")
@example(wall=dt.datetime.fromisoformat("2011-12-30T12:00"), clock="Pacific/Apia")
def test_a_wall_clock_is_read_iff_it_showed_that_once(wall: dt.datetime, clock: str) -> None:
    """Shown once it is that instant, shown never or twice it is refused."""
    shown = instants_of(wall, clock)
    words = f"{wall.isoformat()} {clock}"
    if len(shown) == 1:
        assert read_moment(words) == (*shown, None, clock)
        return
    with pytest.raises(InvalidValue, match="twice" if shown else "skips"):
        read_moment(words)


@laws
@given(day=days, clock=clocks)
def test_days_follow_one_another_without_a_gap(day: dt.date, clock: str) -> None:
    """Each ends when the next begins, and with its 24:00; a day that was skipped is refused."""
    try:
        _, ended, _ = read_moment(f"{day} {clock}")
        begun, _, _ = read_moment(f"{day + DAY} {clock}")
    except InvalidValue:
        assert clock == "Pacific/Apia"
        return
    midnight, _, _ = read_moment(f"{day}T24:00 {clock}")
    assert ended == begun == midnight


@laws
@given(wall=walls | near_jumps, clock=clocks)
def test_an_hour_lies_in_its_day(wall: dt.datetime, clock: str) -> None:
    """The moment of an hour lies in the half-open range of its day."""
    try:
        at, _, _ = read_moment(f"{wall.isoformat()} {clock}")
    except InvalidValue:
        return
    start, end, _ = read_moment(f"{wall.date()} {clock}")
    assert end is not None
    assert start <= at < end
