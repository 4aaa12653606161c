"""Pointing at a place of the case that is heard: who may, at what, and that no trace stays."""

from __future__ import annotations

import pytest

from position_world import CASE, FACILITATOR, HEADS, OFFICERS
from review_world import incident
from session_world import A, B, opened
from trucewatch.domain.access import Person, Role, Side
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.review import sessions
from trucewatch.service.review.pointing import point, pointed, pointings, spots_of
from trucewatch.service.review.standing import leave
from trucewatch.storage.models import Entry, Pointing

TWO = [
    {"name": "Harbanifse", "lon": 36.7, "lat": 34.9, "precision": "<=25km", "place": None},
    {"name": "the bridge", "place": None, "words": "the bridge"},
]
WHO = (OFFICERS[A], OFFICERS[B], HEADS[A], FACILITATOR)


@pytest.fixture
def session(centre: Centre) -> str:
    """A session that hears a case with two places."""
    shelled = incident(centre, places=TWO)
    return opened(centre, incidents=(shelled,))


@pytest.mark.parametrize("person", WHO, ids=lambda one: one.id)
def test_both_sides_and_the_facilitator_point(centre: Centre, session: str, person: Person) -> None:
    """The last one who did so is whom all see; each change has a number of its own."""
    first, second = spots_of(CASE)
    point(centre, FACILITATOR, session, first.id)
    point(centre, person, session, second.id)
    now = pointed(session)
    assert now is not None
    assert (now.incident, now.place, now.person) == (second.incident, 1, person.id)
    assert pointings([session, "session-9"]) == {session: 2}


def test_nobody_points_any_more(centre: Centre, session: str) -> None:
    """It is a change too, which everybody is told of."""
    point(centre, FACILITATOR, session, spots_of(CASE)[0].id)
    point(centre, OFFICERS[B], session, "")
    assert pointed(session) is None
    assert pointings([session]) == {session: 2}


def test_a_place_is_known_as_exactly_as_it_was_told(session: str) -> None:
    """With its radius, or not at all; nothing is invented for the map."""
    del session
    known, unknown = (one.where for one in spots_of(CASE))
    assert (known.lon, known.lat, known.radius_m) == (367_000_000, 349_000_000, 25_000)
    assert unknown.west is None


def test_it_is_no_part_of_the_record(centre: Centre, session: str) -> None:
    """No entry is made of it."""
    before = Entry.objects.count()
    point(centre, FACILITATOR, session, spots_of(CASE)[0].id)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("spot", ["x", "x.0", "..", "0"])
def test_a_place_of_another_case_is_none(centre: Centre, session: str, spot: str) -> None:
    """Nor is one that does not exist."""
    with pytest.raises(NotThere):
        point(centre, FACILITATOR, session, spot)
    assert not Pointing.objects.exists()


def test_whoever_did_not_join_does_not_point(centre: Centre, session: str) -> None:
    """They watch."""
    late = Person("p-late", Role.DELEGATION_OFFICER, Side.A)
    with pytest.raises(NotLawful) as caught:
        point(centre, late, session, spots_of(CASE)[0].id)
    assert caught.value.code == "not_joined"


def test_a_duty_officer_does_not_point(centre: Centre, session: str) -> None:
    """It is a matter of the sides and the facilitator."""
    with pytest.raises(Denied):
        point(centre, Person("p-d", Role.DUTY_OFFICER), session, spots_of(CASE)[0].id)


def test_a_delegation_that_left_does_not_point(centre: Centre, session: str) -> None:
    """It reads; the others go on."""
    leave(centre, HEADS[B], "Our convoy was struck.", key="leave")
    with pytest.raises(NotLawful) as caught:
        point(centre, OFFICERS[B], session, spots_of(CASE)[0].id)
    assert caught.value.code == "delegation_left"
    point(centre, OFFICERS[A], session, spots_of(CASE)[0].id)


def test_nobody_points_while_the_session_is_adjourned(centre: Centre, session: str) -> None:
    """There is no case on the table then."""
    sessions.adjourn(centre, FACILITATOR, session)
    with pytest.raises(NotLawful):
        point(centre, FACILITATOR, session, spots_of(CASE)[0].id)
