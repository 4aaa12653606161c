"""The policy as a function: what no rule allows is refused, and both sides stand alike."""

from __future__ import annotations

import itertools

import pytest

from access_world import DELEGATES, people
from trucewatch.data.access_files import packaged_policy
from trucewatch.domain.access import PUBLIC, Audience, Person, Resource, Role, Side
from trucewatch.service.policy import audiences, decide

OTHER = {Side.A: Side.B, Side.B: Side.A, Side.NEUTRAL: Side.NEUTRAL}
OTHER_AUDIENCE = {Audience.A: Audience.B, Audience.B: Audience.A}
ACTIONS = sorted(packaged_policy().actions)


def test_what_no_rule_names_is_refused() -> None:
    """An action that the table does not know is nobody's."""
    assert not any(decide(one, "record.burn", Resource()).allow for one in people())


@pytest.mark.parametrize("action", ACTIONS)
def test_swapping_the_sides_swaps_nothing_else(action: str) -> None:
    """For every person, audience and side, the mirrored question has the same answer."""
    for person, audience, side in itertools.product(people(), Audience, Side):
        thing = Resource("note", audience, side=side)
        mirrored = Resource("note", OTHER_AUDIENCE.get(audience, audience), side=OTHER[side])
        swapped = Person(person.id, person.role, OTHER[person.side], person.stepped_up)
        assert decide(person, action, thing) == decide(swapped, action, mirrored)


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_acts_on_what_belongs_to_the_other_side(action: str) -> None:
    """A thing of one delegation alone is out of reach of everybody who is not of that side."""
    for person, (side, audience) in itertools.product(
        people(), ((Side.A, Audience.A), (Side.B, Audience.B))
    ):
        if person.side is not side:
            assert not decide(person, action, Resource("note", audience, side=side)).allow


def test_the_operator_sees_nothing_of_the_record() -> None:
    """Who keeps the machines running reads what everybody may read, no more."""
    assert audiences(Person("p", Role.OPERATOR)) == {Audience.PUBLIC}
    assert not decide(Person("p", Role.OPERATOR), "record.see", Resource("report")).allow


@pytest.mark.parametrize("role", DELEGATES)
def test_both_delegations_see_the_same_shared_record(role: Role) -> None:
    """What each side sees beyond its own is the same."""
    seen = {side: audiences(Person("p", role, side)) for side in (Side.A, Side.B)}
    assert seen[Side.A] - {Audience.A} == seen[Side.B] - {Audience.B} == {"public", "shared"}


def test_the_first_thing_that_is_missing_is_the_reason() -> None:
    """Reasons come in a fixed order, so that a refusal can be mended step by step."""
    analyst = Person("p", Role.ANALYST)
    export = Resource("incident")
    assert decide(PUBLIC, "export.make", export).reason == "not_signed_in"
    assert decide(Person("p", Role.DUTY_OFFICER), "export.make", export).reason == "role"
    assert decide(analyst, "export.make", Resource("incident", Audience.A)).reason == "audience"
    assert decide(analyst, "export.make", export).reason == "step_up"
    assert decide(Person("p", Role.ANALYST, stepped_up=True), "export.make", export).allow


def test_others_comments_cannot_be_corrected() -> None:
    """Owner: self means the id of the person, and nobody's comment is nobody's."""
    officer = Person("p-1", Role.DUTY_OFFICER)
    assert decide(officer, "comment.correct", Resource("comment", owner="p-1")).allow
    for owner in ("p-2", ""):
        assert decide(officer, "comment.correct", Resource("comment", owner=owner)).reason == (
            "owner"
        )
