"""Which terms an incident is held against when nobody tells where it was."""

from __future__ import annotations

from typing import Any

import pytest

from truce_world import REGISTRY, each_reading, shelling, truce, who
from trucewatch.assess.concern import concerns
from trucewatch.domain.finding import Reason, Result
from trucewatch.domain.statement import Speaker

NOBODY: dict[str, Any] = {"places": (), "initiators": (), "targets": (), "accusers": ()}


@pytest.mark.parametrize("name", ["north", "army", "militia", "wolves", "band", "ravens", "east"])
def test_whoever_the_terms_know_ties_them(name: str) -> None:
    """A member, its organ, its proxy, whoever is excluded or listed, and a keeper of the terms."""
    assert concerns(truce(), shelling(**{**NOBODY, "initiators": (who(name),)}), REGISTRY)


@pytest.mark.parametrize("name", ["farland", "navy", "stranger", "not on file"])
def test_others_do_not_tie_them(name: str) -> None:
    """A truce does not answer for what befell people it never heard of."""
    assert not concerns(truce(), shelling(**{**NOBODY, "initiators": (who(name),)}), REGISTRY)


def test_the_accuser_ties_them_too() -> None:
    """A keeper that reports a breach reports it to its own centre."""
    said = (Speaker("East", "east", "report"),)
    assert concerns(truce(), shelling(**{**NOBODY, "accusers": said}), REGISTRY)


def test_without_place_or_known_name_one_finding_is_left() -> None:
    """Not one for each truce of the world; and not that no terms were in force."""
    [found] = each_reading(shelling(**NOBODY), truce(), truce(id="other"))
    assert (found.agreement, found.reason) == (None, Reason.PLACE_UNKNOWN)
    assert found.result is Result.INCONCLUSIVE
    assert found.steps[0].facts == {"number": "2"}


def test_without_place_a_known_name_is_held_against_its_terms() -> None:
    """Where it was is the one thing that is missing."""
    found = each_reading(shelling(places=()), truce(), truce(id="other", memberships=()))
    assert {(one.agreement, one.reason) for one in found} == {("truce", Reason.PLACE_UNKNOWN)}


def test_terms_asked_for_by_name_answer_all_the_same() -> None:
    """Whoever asks for a truce is told what is missing under it."""
    found = each_reading(shelling(**NOBODY), explicit=True)
    assert {(one.agreement, one.reason) for one in found} == {("truce", Reason.PLACE_UNKNOWN)}
