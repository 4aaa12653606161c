"""A place is found as it is heard: in any script, with a letter or two wrong."""

from __future__ import annotations

import random
from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.data.bearings import bearing_in
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.place_search import PlaceSearch, Why
from trucewatch.domain.place import PlaceKind

LEAST_LETTERS = 7
"""With two letters wrong, a shorter name is half another one."""
DRAWN = 200
IN_SYRIA = frozenset({"SY"})
LETTERS = "abdfghiklmnorstuz"


def communities() -> list[tuple[str, str]]:
    """Names of some villages, drawn the same way each time, with the ids that have them."""
    places = [one for one in Gazetteer.packaged() if one.kind is PlaceKind.COMMUNITY]
    long = [(one.name, one.id) for one in places if sum(map(str.isalpha, one.name)) > LEAST_LETTERS]
    return random.Random(7).sample(long, DRAWN)


def misheard(name: str, wrong: int, draw: random.Random) -> str:
    """The name with some letters replaced, left out or put in."""
    letters = list(name)
    for _ in range(wrong):
        at = draw.randrange(1, len(letters))
        how = draw.randrange(3)
        letters[at : at + (how != 2)] = [] if how == 1 else [draw.choice(LETTERS)]
    return "".join(letters)


@pytest.mark.parametrize(("wrong", "least"), [(0, 1.0), (1, 0.95), (2, 0.85)])
def test_a_misheard_village_is_among_the_candidates(wrong: int, least: float) -> None:
    """Of the twelve that are listed it is one, nearly always."""
    search, draw = PlaceSearch.packaged(), random.Random(wrong)
    found = 0
    for name, place in communities():
        hits = search.find(misheard(name, wrong, draw), near=IN_SYRIA)
        found += place in {hit.place for hit in hits}
    assert found / DRAWN >= least


@pytest.mark.parametrize(
    "words",
    ["Harbnafsah", "Hirbnafsah", "Harb Nafsa", "حربنفسه", "حربنفسة", "Харбнафсах", "NARB-Nafs"],
)
def test_every_spelling_of_one_village_lists_it_first(words: str) -> None:
    """Three scripts, and what an officer without the language wrote down."""
    assert PlaceSearch.packaged().find(words)[0].place == "ocha:C3040"


def test_several_places_of_one_name_are_all_listed() -> None:
    """Nobody chooses between Tripoli and Tripoli but the officer."""
    named = [hit for hit in PlaceSearch.packaged().find("Tripoli") if hit.why is Why.NAME]
    assert len({hit.place for hit in named}) >= 2


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(words: str) -> None:
    """Each place once, at most twelve, the strongest reason first."""
    hits = PlaceSearch.packaged().find(words)
    assert len({hit.place for hit in hits}) == len(hits) <= 12
    assert [hit.why for hit in hits] == sorted(hit.why for hit in hits)


@given(st.floats(0.1, 40), st.sampled_from(("NNE", "SSE", "WSW", "W", "юго-западу", "شمال شرق")))
def test_a_bearing_is_so_far_from_where_it_begins(kilometres: float, point: str) -> None:
    """To a metre in ten kilometres, on a sphere."""
    told = bearing_in(f"{kilometres:.1f} km {point} of Aqrab")
    assert told is not None
    start = Gazetteer.packaged().get("geonames:170063").centre
    assert start is not None
    end = told.from_(start)
    lat, lat2 = radians(start.lat), radians(end.lat)
    half = sin((lat2 - lat) / 2) ** 2
    half += cos(lat) * cos(lat2) * sin(radians(end.lon - start.lon) / 2) ** 2
    assert abs(2 * 6_371_008.8 * asin(sqrt(half)) - told.metres) <= 1 + told.metres / 10_000
