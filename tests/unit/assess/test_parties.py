"""Who is a party, by whose list, on which side."""

from __future__ import annotations

from typing import Any

import pytest

from truce_world import ACTORS, REGISTRY, actor, instant, member, relation, truce, who
from trucewatch.assess.answer import NOT, POSSIBLY, SURELY
from trucewatch.assess.parties import Standing, standing
from trucewatch.assess.readings import TermsReading
from trucewatch.data.registry import Registry
from trucewatch.domain.actor import ActorKind, RelationKind
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import Certainty
from trucewatch.domain.membership import MembershipStatus
from trucewatch.domain.statement import Mention

EAST = TermsReading("east", frozenset({"west"}))
WEST = TermsReading("west", frozenset({"east"}))


def stands(
    name: str, terms: Agreement | None = None, reading: TermsReading = EAST, **more: Any
) -> Standing:
    """How somebody stands to the truce."""
    more = {"registry": REGISTRY, **more}
    return standing(who(name), terms or truce(), reading, **more)


@pytest.mark.parametrize(
    ("name", "held", "sides"),
    [
        ("north", SURELY, ("northern",)),
        ("army", SURELY, ("northern",)),
        ("guard", SURELY, ("southern",)),
        ("general", SURELY, ("northern",)),
        ("militia", SURELY, ("northern",)),
        ("band", SURELY, ("southern",)),
        ("farland", NOT, ()),
        ("navy", NOT, ()),
        ("somebody else", POSSIBLY, ()),
    ],
)
def test_membership_reaches_organs_and_named_relations(
    name: str, held: Certainty, sides: tuple[str, ...]
) -> None:
    """An army is bound by its state, a militia by whom it supports where the terms say so."""
    found = stands(name)
    assert (found.answer.certainty, found.sides) == (held, sides)


def test_a_relation_binds_only_where_the_terms_say_so() -> None:
    """Support alone makes nobody a party."""
    terms = truce(memberships=(member("north", "northern"),))
    assert stands("militia", terms).answer.certainty is NOT


def test_a_list_counts_for_its_keeper_alone() -> None:
    """East lists the Front, West does not: each reading keeps to its own list."""
    assert stands("front", reading=EAST).answer.certainty is SURELY
    assert stands("front", reading=WEST).answer.code == "is_party.other_list"


def test_an_umbrella_on_one_list_covers_nobody_on_the_other() -> None:
    """What reaches the Band is East's entry of the Front."""
    assert stands("band", reading=WEST).answer.certainty is NOT


def test_who_never_declared_is_told_to_whom_it_could_have() -> None:
    """Acceptance could be declared to either co-chair."""
    answer = stands("farland").answer
    assert (answer.code, answer.facts["channels_any"]) == ("is_party.no_declaration", "east west")


def test_terms_without_declarations_name_no_channel() -> None:
    """There was nobody to declare to."""
    assert stands("farland", truce(opt_in=False)).answer.code == "is_party.not_named"


def test_an_unpublished_list_leaves_groups_open_and_states_out() -> None:
    """A state's declaration would be known, a group's may not be."""
    terms = truce(unlisted_kinds=(ActorKind.ARMED_GROUP,))
    assert stands("stranger", terms).answer.certainty is POSSIBLY
    assert stands("farland", terms).answer.certainty is NOT
    assert stands("stranger").answer.certainty is NOT


def test_a_population_may_belong_to_any_side() -> None:
    """Villagers declare nothing, and somebody on an unpublished list may be theirs."""
    terms = truce(unlisted_kinds=(ActorKind.ARMED_GROUP,))
    assert stands("villagers", terms).answer.code == "is_party.no_force"


@pytest.mark.parametrize("status", ["refused", "withdrawn", "not_declared"])
def test_a_record_of_no_membership_settles_it(status: str) -> None:
    """What is known to be absent is not merely unknown."""
    terms = truce(
        memberships=(member("stranger", "none", MembershipStatus(status)),),
        unlisted_kinds=(ActorKind.ARMED_GROUP,),
    )
    assert stands("stranger", terms).answer.certainty is NOT


def test_an_entry_of_its_own_outranks_that_of_its_holder() -> None:
    """An army that refused is not bound through its state."""
    terms = truce(
        memberships=(member("north", "northern"), member("army", "x", MembershipStatus.REFUSED))
    )
    assert stands("army", terms).answer.certainty is NOT


def test_a_declaration_counts_from_its_day() -> None:
    """Before it nobody was bound; an event across it is open."""
    terms = truce(memberships=(member("north", "northern", start=instant(10)),))
    assert stands("north", terms, span=(instant(9), instant(10))).answer.certainty is NOT
    assert stands("north", terms, span=(instant(9), instant(11))).answer.certainty is POSSIBLY
    assert stands("north", terms, span=(instant(10), instant(11))).answer.certainty is SURELY


def test_a_withdrawal_ends_a_membership() -> None:
    """From its day on the actor is outside of the terms."""
    left = member("north", "none", MembershipStatus.WITHDRAWN, start=instant(10))
    terms = truce(memberships=(member("north", "northern"), left))
    assert stands("north", terms, span=(instant(8), instant(9))).answer.certainty is SURELY
    assert stands("north", terms, span=(instant(10), instant(11))).answer.certainty is NOT


@pytest.mark.parametrize(
    ("by", "east", "west"),
    [("east", SURELY, NOT), ("west", NOT, SURELY), ("common", POSSIBLY, POSSIBLY)],
)
def test_a_contested_relation_counts_for_who_asserts_it(
    by: str, east: Certainty, west: Certainty
) -> None:
    """One keeper's claim that somebody acts for a party binds by that keeper's reading."""
    tie = relation(RelationKind.PROXY_OF, "north", by, contested=True)
    registry = Registry((*ACTORS, actor("Shadow", relations=(tie,))))
    reach = (RelationKind.PROXY_OF,)
    terms = truce(memberships=(member("north", "northern", through=reach),))
    shadow = Mention("shadow", "shadow", "shadow")
    for reading, held in ((EAST, east), (WEST, west)):
        found = standing(shadow, terms, reading, registry=registry)
        assert found.answer.certainty is held
