"""Clocks of the world."""

import datetime as dt

import pytest

from trucewatch.data.zones import zone
from trucewatch.domain.errors import UnknownName


def offset_h(name: str, year: int, month: int) -> float:
    """Hours ahead of UTC at noon on the first of a month."""
    offset = dt.datetime(year, month, 1, 12, tzinfo=zone(name)).utcoffset()
    assert offset is not None
    return offset.total_seconds() / 3600


@pytest.mark.parametrize(
    ("name", "year", "month", "hours"),
    [
        ("Asia/Damascus", 2016, 7, 3),
        ("Asia/Damascus", 2016, 1, 2),
        ("Asia/Damascus", 2024, 1, 3),
        ("Europe/Kyiv", 2020, 7, 3),
        ("Europe/Kyiv", 2020, 1, 2),
        ("Asia/Aden", 2019, 7, 3),
        ("Africa/Juba", 2018, 7, 3),
        ("Africa/Juba", 2022, 7, 2),
        ("Asia/Gaza", 2016, 7, 3),
        ("Asia/Gaza", 2016, 1, 2),
        ("Asia/Gaza", 2025, 7, 3),
        ("Asia/Gaza", 2025, 2, 2),
        ("Asia/Damascus", 2022, 11, 3),
        ("Europe/Kyiv", 2024, 7, 3),
        ("Africa/Khartoum", 2017, 10, 3),
        ("Africa/Khartoum", 2017, 12, 2),
        ("Africa/Khartoum", 2023, 7, 2),
        ("Africa/Juba", 2021, 1, 3),
        ("Africa/Juba", 2021, 3, 2),
    ],
)
def test_offsets_are_those_of_the_day(name: str, year: int, month: int, hours: float) -> None:
    """A zone keeps the history of its offsets."""
    assert offset_h(name, year, month) == hours


def test_a_link_is_a_zone_too() -> None:
    """Europe/Kiev is still understood."""
    assert offset_h("Europe/Kiev", 2020, 7) == 3


@pytest.mark.parametrize(
    "name", ["", "Asia/Atlantis", "../zone.tab", "zone.tab", "Asia", "tzdata.zi"]
)
def test_what_is_no_zone_is_refused(name: str) -> None:
    """A name outside the pinned release never falls back to another clock."""
    with pytest.raises(UnknownName, match="no zone is called"):
        zone(name)


def test_a_zone_is_made_once() -> None:
    """The same name gives the same clock."""
    assert zone("Asia/Damascus") is zone("Asia/Damascus")
