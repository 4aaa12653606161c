"""One incident is taken out of a fusion by the start of its id."""

from __future__ import annotations

import dataclasses

import pytest

import incident_examples as made
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.fusion import Fusion
from trucewatch.domain.identity import Alias


def several() -> Fusion:
    """Two incidents whose ids begin alike."""
    one = made.fused()
    other = dataclasses.replace(one.incident, id="0129", statements=("z",))
    return Fusion(incidents=(one, made.fused(incident=other, denials=())), near_misses=(made.MISS,))


def test_the_start_of_an_id_is_enough() -> None:
    """People read the first few letters to one another."""
    found = several().only("01234")
    assert [one.incident.id for one in found.incidents] == ["0123456789abcdef"]
    assert found.near_misses == (made.MISS,)


def test_near_misses_of_others_are_left_out() -> None:
    """They have nothing to do with the one that is asked for."""
    assert several().only("0129").near_misses == ()


def test_a_name_it_had_before_is_enough() -> None:
    """Notes of the shift before may have it."""
    one = made.fused(aliases=(Alias(id="f00d", statements=(made.A,)),))
    assert Fusion(incidents=(one,), near_misses=()).only("f00").incidents == (one,)


@pytest.mark.parametrize(("name", "told"), [("01", "2 incidents"), ("9", "no incidents")])
def test_an_id_that_names_none_or_several_is_refused(name: str, told: str) -> None:
    """With where the ids are."""
    with pytest.raises(UnknownName, match=told):
        several().only(name)
