"""Each part of two accounts speaks for or against their telling of one happening."""

from __future__ import annotations

from typing import Any

import pytest

from trucewatch.fusion.compare import TOGETHER, compared
from unit.fusion.accounts import HOUR, NIGHT, Villages, account


def codes(**more: Any) -> dict[str, str]:
    """How a second account that differs in these parts stands to the first."""
    link = compared(account("a"), account("b", **more), Villages())
    return {one.part: one.code for one in link.likenesses}


def weight(**more: Any) -> int:
    """What that comes to."""
    return compared(account("a"), account("b", **more), Villages()).weight


def test_the_same_told_twice_is_one_happening() -> None:
    """Place, hour, act, sides and figures agree."""
    assert weight() >= TOGETHER


def test_comparing_has_no_direction() -> None:
    """Which of the two is named first changes nothing."""
    one, other = account("a"), account("b", place="t:valley", point=None)
    assert compared(one, other, Villages()) == compared(other, one, Villages())


@pytest.mark.parametrize(
    ("more", "part", "code"),
    [
        ({"place": "t:valley", "point": None}, "place", "one_holds_the_other"),
        ({"place": "t:mill", "point": (36.01, 34.0)}, "place", "near"),
        ({"place": "t:mill", "point": (37.0, 34.0)}, "place", "apart"),
        ({"place": None, "point": None}, "place", "not_told"),
        ({"start": NIGHT + 20 * HOUR, "end": NIGHT + 21 * HOUR}, "time", "a_day_off"),
        ({"start": NIGHT + 90 * HOUR, "end": NIGHT + 91 * HOUR}, "time", "apart"),
        ({"start": None, "end": None}, "time", "not_told"),
        ({"act": "clash"}, "act", "one_is_general"),
        ({"act": "abduction", "family": "persons"}, "act", "other_family"),
        ({"initiators": frozenset()}, "initiator", "not_told"),
        ({"initiators": frozenset({"wolves"})}, "initiator", "other"),
        ({"figures": (("killed", 6),)}, "killed", "close"),
        ({"figures": (("killed", 50),)}, "killed", "other"),
        ({"figures": ()}, "figures", "one_tells_none"),
        ({"text": account("a").text}, "text", "copied"),
        ({"text": account("a").text, "report": "a.txt"}, "text", "same_report"),
    ],
)
def test_each_difference_has_its_name(more: dict[str, Any], part: str, code: str) -> None:
    """A link shows what it rests on."""
    assert codes(**more)[part] == code


def test_rival_accounts_of_who_did_it_stay_one_happening() -> None:
    """Two sides that blame each other for one night speak of one night."""
    assert weight(initiators=frozenset({"south"})) >= TOGETHER


def test_places_apart_are_never_one_happening() -> None:
    """However alike the rest is."""
    assert weight(place="t:mill", point=(37.0, 34.0)) < 0
