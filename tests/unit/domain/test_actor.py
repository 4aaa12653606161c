"""An actor is what a register says it is, on the days it says so."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from trucewatch.domain.actor import Actor, ActorKind, ActorName, Validity
from trucewatch.domain.errors import InvalidValue

DAY = dt.date(2016, 5, 3)


def actor(**more: Any) -> Actor:
    """An armed group, with what `more` says."""
    values: dict[str, Any] = {
        "id": "river-front",
        "kind": ActorKind.ARMED_GROUP,
        "names": (ActorName("Front", "en"),),
        "source": "test",
    }
    return Actor(**{**values, **more})


def test_an_actor_has_a_name() -> None:
    """Nobody could speak of it otherwise."""
    with pytest.raises(InvalidValue, match="no name"):
        actor(names=())


def test_an_actor_is_never_its_own_parent() -> None:
    """A chain of command that bites its tail has no head."""
    with pytest.raises(InvalidValue, match="own parent"):
        actor(parent="river-front")


@pytest.mark.parametrize("wrong", ["", "фронт"])
def test_an_actor_id_is_an_ascii_slug(wrong: str) -> None:
    """Identifiers travel through file names and addresses."""
    with pytest.raises(InvalidValue, match="ASCII"):
        actor(id=wrong)


def test_a_validity_ends_before_its_last_day() -> None:
    """Half-open: the day something ended it no longer held."""
    assert not Validity(None, DAY).holds(DAY)


def test_an_empty_validity_is_refused() -> None:
    """From a day until the same day is never."""
    with pytest.raises(InvalidValue, match="empty"):
        Validity(DAY, DAY)
