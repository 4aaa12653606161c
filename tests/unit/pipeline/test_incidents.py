"""Who accuses makes an incident; who hopes, denies or demands does not."""

from __future__ import annotations

import dataclasses

import pytest

import examples
from trucewatch.domain.statement import Factuality, Polarity
from trucewatch.pipeline.incidents import accuses, breach_acts, incident_id, incidents_of

ACCUSING = ("alleged", "happened", "ongoing")


def test_an_accusation_makes_one_incident() -> None:
    """The shelling and the killing accuse; the denial and the pledge do not."""
    made = incidents_of([examples.reading()])
    assert [one.act for one in made] == ["shelling", "killing"]


@pytest.mark.parametrize("held", Factuality)
def test_only_what_is_held_to_be_real_accuses(held: Factuality) -> None:
    """Every other way to hold an act accuses nobody."""
    said = dataclasses.replace(examples.SHELLING, factuality=held)
    assert accuses(said) == (held in ACCUSING)


def test_a_negated_act_accuses_nobody() -> None:
    """That somebody did not shell is no accusation."""
    assert not accuses(dataclasses.replace(examples.SHELLING, polarity=Polarity.NEGATED))


def test_an_act_may_differ_from_its_family() -> None:
    """Withdrawing troops is about territory and breaks no truce."""
    assert "advance" in breach_acts()
    assert "troop_withdrawal" not in breach_acts()


def test_an_incident_keeps_what_was_said() -> None:
    """Who, whom, where, when and in which words."""
    made, _ = incidents_of([examples.reading()])
    said = examples.SHELLING
    assert (made.initiators, made.places, made.time, made.words, made.accusers) == (
        said.agents,
        said.places,
        said.time,
        said.words,
        said.speakers,
    )


def test_an_incident_id_depends_on_its_statements_alone() -> None:
    """So that the same reports give the same incidents, in any order."""
    assert incident_id(["a", "b"]) == incident_id(["b", "a"]) != incident_id(["a"])
