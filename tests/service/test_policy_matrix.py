"""Every cell of the matrix: who x what x whose thing x in which state x owned by whom."""

from __future__ import annotations

import itertools
from importlib.resources import files
from typing import Any

import pytest
import yaml

import make_roles_table
from access_world import people
from trucewatch.data.access_files import packaged_policy, read_policy
from trucewatch.domain.access import Audience, Person, Resource, Role, Side
from trucewatch.service.policy import audiences, decide

ACTIONS = [*sorted(packaged_policy().actions), "record.burn"]
STATES = ("", "open", "closed")
TABLE: dict[str, Any] = yaml.safe_load(
    (files("trucewatch.data") / "access" / "policy.yaml").read_text("utf-8")
)
REASONS = {"not_signed_in", "role", "audience", "state", "owner", "step_up"}


def cells(person: Person) -> list[Resource]:
    """Things of each audience, in each state, owned by the person, by another, by nobody."""
    owners = (person.id, "another", "")
    every = itertools.product(Audience, STATES, owners, Side)
    return [Resource("thing", *cell) for cell in every]


def expected(person: Person, action: str, thing: Resource) -> bool:
    """What the table says, read with nothing but sets: a rule fits, or it does not."""
    for rule in TABLE["rules"]:
        owned = {
            None: True,
            "self": thing.owner == person.id and person.id != "",
            "side": thing.side == person.side,
        }[rule.get("owner")]
        if (
            action in rule["actions"]
            and person.role in rule["roles"]
            and thing.audience in rule.get("audiences", list(Audience))
            and (
                thing.audience.value not in ("a", "b") or thing.audience.value == person.side.value
            )
            and thing.state in rule.get("states", STATES)
            and owned
            and (person.stepped_up or not rule.get("step_up"))
        ):
            return True
    return False


@pytest.mark.parametrize("action", ACTIONS)
def test_every_cell_is_as_the_table_says(action: str) -> None:
    """And every refusal has one of the reasons that pages know how to word."""
    for person in people():
        for thing in cells(person):
            decision = decide(person, action, thing)
            assert decision.allow == expected(person, action, thing), (person, action, thing)
            assert decision.allow or decision.reason in REASONS


@pytest.mark.parametrize("person", people(), ids=lambda one: f"{one.id}-{one.stepped_up}")
def test_what_one_sees_is_what_the_database_shows(person: Person) -> None:
    """The set for row-level security and the rules for reading are two tables that agree."""
    for audience in Audience:
        private = audience in (Audience.A, Audience.B)
        side = Side(audience.value) if private else Side.NEUTRAL
        thing = Resource("thing", audience, side=side)
        assert decide(person, "record.see", thing).allow == (audience in audiences(person))


def test_the_page_of_roles_is_the_policy() -> None:
    """Reviewed as a page, asked as a table."""
    assert make_roles_table.PAGE.read_text("utf-8") == make_roles_table.page(packaged_policy())


def test_a_role_that_is_forgotten_sees_nothing() -> None:
    """Default deny holds for the table itself."""
    empty = read_policy(b"sees: {}\nrules: []\n", "empty.yaml")
    person = Person("p", Role.DUTY_OFFICER)
    assert audiences(person, empty) == frozenset()
    assert not decide(person, "record.see", Resource(), empty).allow
