"""Terms as they stood at one time."""

from __future__ import annotations

from typing import Any

import pytest

from truce_nest import changed
from truce_world import CITED, clause, instant, member, moment, truce, zone
from trucewatch.assess.stood import as_stood
from trucewatch.domain.amendment import AmendmentKind
from trucewatch.domain.membership import Exclusion
from trucewatch.domain.zone import ControlArea, Zone


@pytest.mark.parametrize(("day", "there"), [(4, False), (5, True), (9, True), (10, False)])
def test_entries_stand_from_their_start_until_before_their_end(day: int, there: object) -> None:
    """Of members, exclusions and territory alike."""
    between: dict[str, Any] = {"start": instant(5), "end": instant(10)}
    terms = truce(
        memberships=(member("north", "northern", **between),),
        exclusions=(Exclusion(citation=CITED, actor="wolves", **between),),
        controls=(ControlArea(holder="wolves", citation=CITED, places=("t:ford",), **between),),
    )
    stood = as_stood(terms, instant(day))
    assert [bool(part) for part in (stood.members, stood.exclusions, stood.controls)] == [there] * 3


def test_a_zone_yet_to_be_added_does_not_stand() -> None:
    """Nor do the clauses bound to it, unless some account has it added by then."""
    added = Zone(id="more", name="more land", places=("t:south",), citation=CITED)
    accounts = moment(instant(15), "east"), moment(instant(20), "west")
    more = changed("more", AmendmentKind.ADD_ZONE, *accounts, zone="more")
    terms = truce(
        zones=(zone("t:north"), added),
        clauses=(clause("a"), clause("b", zone="more")),
        amendments=(more,),
    )
    assert [one.id for one in as_stood(terms, instant(14)).clauses] == ["a"]
    assert as_stood(terms, instant(15)) == terms


def test_a_party_yet_to_join_does_not_stand() -> None:
    """The amendment that brings it is left out with it."""
    joined = changed(
        "joined",
        AmendmentKind.ADD_PARTY,
        moment(instant(15)),
        memberships=(member("farland", "southern"),),
    )
    terms = truce(amendments=(joined,))
    assert "farland" not in [one.actor for one in as_stood(terms, instant(14)).members]
    assert as_stood(terms, instant(15)) == terms


def test_an_amendment_of_one_that_is_gone_stands_by_itself() -> None:
    """Nothing points at what is not there."""
    members = (member("farland", "southern", end=instant(8)),)
    first = changed("first", AmendmentKind.ADD_PARTY, moment(instant(5)), memberships=members)
    second = changed("second", AmendmentKind.CLARIFY, moment(instant(6)), amends="first")
    stood = as_stood(truce(amendments=(first, second)), instant(9))
    assert [(one.id, one.amends) for one in stood.amendments] == [("second", None)]
