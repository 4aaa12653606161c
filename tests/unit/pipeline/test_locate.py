"""A place is taken by a stated rule, or not at all."""

from __future__ import annotations

import pytest

from trucewatch.domain.errors import AmbiguousName, UnknownName
from trucewatch.domain.place import LonLat
from trucewatch.pipeline.locate import BY_ID, BY_POINT, locate, locate_point


def test_a_bare_name_says_which_place_it_took() -> None:
    """And what else it could have been."""
    taken = locate("Aleppo")
    assert (taken.place.id, taken.rule) == ("ocha:C1007", "preferred_in_family")
    assert "ocha:SY02" in {place.id for place in taken.others}


def test_an_id_is_taken_as_it_stands() -> None:
    """Whoever gives one has chosen."""
    assert (locate("ocha:SY02").place.id, locate("ocha:SY02").rule) == ("ocha:SY02", BY_ID)


def test_names_of_equal_standing_are_listed() -> None:
    """None is taken."""
    with pytest.raises(AmbiguousName, match="geonames:2210247"):
        locate("Tripoli")


@pytest.mark.parametrize("wrong", ["Nowhere-at-All", "ocha:NONE"])
def test_an_unknown_name_is_refused(wrong: str) -> None:
    """No place is made up."""
    with pytest.raises(UnknownName):
        locate(wrong)


def test_a_corrupted_name_is_asked_back() -> None:
    """It is offered, not taken."""
    with pytest.raises(UnknownName, match="did you mean"):
        locate("Harbnafsahh")


def test_a_point_takes_the_deepest_unit() -> None:
    """The units that hold it are named as well."""
    taken = locate_point(LonLat.of(37.16, 36.2))
    assert (taken.rule, taken.others[-1].id) == (BY_POINT, "ocha:SY")


def test_a_point_in_the_sea_is_refused() -> None:
    """Swapped coordinates often end there."""
    with pytest.raises(UnknownName, match="longitude comes first"):
        locate_point(LonLat.of(0, 0))
