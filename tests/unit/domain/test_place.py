"""A place lies on the globe and says how far it reaches."""

from __future__ import annotations

from typing import Any

import pytest

from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.place import LonLat, Place, PlaceKind, PlaceName

POINT = LonLat.of(37.16, 36.2)


def place(**more: Any) -> Place:
    """A city, with what `more` says of its extent."""
    values: dict[str, Any] = {
        "id": "ocha:C1007",
        "names": (PlaceName("Aleppo", "en"), PlaceName("حلب", "ar")),
        "kind": PlaceKind.CITY,
        "country": "SY",
        "source": "test",
    }
    return Place(**{**values, **more})


@pytest.mark.parametrize(("lon", "lat"), [(180.1, 0), (0, -90.1)])
def test_a_point_off_the_globe_is_refused(lon: float, lat: float) -> None:
    """Swapped or mistyped coordinates often show that way."""
    with pytest.raises(InvalidValue, match="off the globe"):
        LonLat.of(lon, lat)


def test_decimal_degrees_come_back_exactly() -> None:
    """Seven decimals are what a whole number of 1e-7 degree holds."""
    assert LonLat.of(37.1612345, 0).lon == pytest.approx(37.1612345, abs=1e-12)


def test_a_place_has_an_area_or_a_radius() -> None:
    """A name without extent could not be held against a zone."""
    with pytest.raises(InvalidValue, match="neither an outline nor a radius"):
        place()


def test_a_point_needs_its_radius() -> None:
    """A point alone would pretend to be exact."""
    with pytest.raises(InvalidValue, match="point needs radius"):
        place(centre=POINT)


def test_a_radius_is_positive() -> None:
    """A place of no extent would be in no zone."""
    with pytest.raises(InvalidValue, match="positive"):
        place(centre=POINT, radius_m=0)


def test_a_place_id_names_its_scheme() -> None:
    """Two gazetteers may use the same code."""
    with pytest.raises(InvalidValue, match="scheme:code"):
        place(id="C1007", outline_id="x")


def test_a_name_falls_back_to_the_preferred_one() -> None:
    """No language is left without a name."""
    one = place(outline_id="ocha:C1007")
    assert (one.name_in("ar"), one.name_in("ru")) == ("حلب", "Aleppo")
