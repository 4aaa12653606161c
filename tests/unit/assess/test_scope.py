"""Where an event lay: a line that is not known never gives certainty."""

from __future__ import annotations

import pytest

from truce_world import FakePlaces, at, zone
from trucewatch.assess.answer import NOT, POSSIBLY, SURELY
from trucewatch.assess.scope import There, in_zone
from trucewatch.domain.finding import Certainty
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.zone import Zone

NORTH = zone("t:north")


def certainty(area: Zone, *places: PlaceMention) -> Certainty | None:
    """How surely what happened at these places was in the zone."""
    return in_zone(places, area, There(FakePlaces())).certainty


@pytest.mark.parametrize(
    ("place", "held"),
    [("t:ford", SURELY), ("t:north", SURELY), ("t:mill", NOT), ("t:island", NOT)],
)
def test_a_place_lies_in_the_zone_by_its_holders(place: str, held: Certainty) -> None:
    """The chain of holders decides, not the likeness of names."""
    assert certainty(NORTH, at(place)) is held


def test_a_place_around_the_zone_leaves_it_open() -> None:
    """What happened in the land may have happened in its north."""
    assert certainty(NORTH, at("t:land")) is POSSIBLY


def test_no_place_is_no_answer() -> None:
    """Unknown is neither inside nor outside."""
    assert certainty(NORTH) is None
    assert certainty(NORTH, at(None)) is None


def test_candidates_that_differ_leave_it_open() -> None:
    """An ambiguous name counts only where all its places agree."""
    assert certainty(NORTH, at(None, "t:ford", "t:mill")) is POSSIBLY
    assert certainty(NORTH, at(None, "t:ford", "t:north")) is SURELY


def test_a_wider_place_adds_nothing() -> None:
    """The ford, in the land: the ford says where."""
    assert certainty(NORTH, at("t:land"), at("t:ford")) is SURELY


def test_places_apart_leave_it_open() -> None:
    """One of them is in the zone, and which one it was is not told."""
    assert certainty(NORTH, at("t:ford"), at("t:mill")) is POSSIBLY


def test_a_zone_of_unknown_line_never_gives_surely() -> None:
    """Nobody drew it, so nobody can say."""
    unknown = Zone(id="all", name="?", places=(), known=False, citation=NORTH.citation)
    assert certainty(unknown, at("t:ford")) is POSSIBLY


def test_an_unknown_line_within_a_known_frame_rules_out_the_rest() -> None:
    """It lies somewhere in the land, so the island is outside."""
    framed = zone(outer=("t:land",))
    assert certainty(framed, at("t:ford")) is POSSIBLY
    assert certainty(framed, at("t:island")) is NOT


def test_a_zone_may_reach_beyond_its_core() -> None:
    """The north surely, the rest of the land possibly."""
    wide = zone("t:north", outer=("t:land",))
    assert certainty(wide, at("t:ford")) is SURELY
    assert certainty(wide, at("t:mill")) is POSSIBLY
    assert certainty(wide, at("t:island")) is NOT


def test_territory_cut_out_without_a_line_never_gives_surely() -> None:
    """The place may be in what the excluded held."""
    cut = zone("t:land", except_held_by=("wolves",))
    assert certainty(cut, at("t:ford")) is POSSIBLY
    assert certainty(cut, at("t:island")) is NOT


def test_a_place_near_an_unsure_line_leaves_it_open() -> None:
    """The ford lies about 1,100 m from the line."""
    assert certainty(zone("t:north", uncertainty_m=500), at("t:ford")) is SURELY
    assert certainty(zone("t:north", uncertainty_m=1500), at("t:ford")) is POSSIBLY


def test_an_unsure_line_without_an_outline_leaves_it_open() -> None:
    """Where distances cannot be taken, nothing is ruled out."""
    assert certainty(zone("t:mill", uncertainty_m=1), at("t:mill")) is POSSIBLY
