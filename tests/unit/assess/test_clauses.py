"""Which acts a clause speaks of, who owes it, whom it protects."""

from __future__ import annotations

import pytest

from truce_world import REGISTRY, clause, each_reading, shelling, truce, who
from trucewatch.assess.answer import NOT, POSSIBLY, SURELY
from trucewatch.assess.clauses import is_duty, owes, protects, speaks_of
from trucewatch.assess.parties import Standing, standing
from trucewatch.assess.readings import TermsReading
from trucewatch.domain.clause import Modality
from trucewatch.domain.finding import Certainty
from trucewatch.domain.incident import Claim, ClaimKind
from trucewatch.domain.statement import Weapon

EAST = TermsReading("east", frozenset({"west"}))


def stands(name: str) -> Standing:
    """How somebody stands to the truce by East's list."""
    return standing(who(name), truce(), EAST, registry=REGISTRY)


@pytest.mark.parametrize(
    ("acts", "held"), [(("fire",), SURELY), (("shelling",), SURELY), (("detention",), NOT)]
)
def test_a_clause_names_acts_or_whole_families(acts: tuple[str, ...], held: Certainty) -> None:
    """Shelling is an act of the family of fire."""
    assert speaks_of(clause("a", acts=acts), shelling()).certainty is held


@pytest.mark.parametrize(
    ("used", "held"), [(("mortar",), SURELY), (("rifle",), NOT), ((), POSSIBLY)]
)
def test_a_clause_may_be_limited_to_weapons(used: tuple[str, ...], held: Certainty) -> None:
    """A weapon that nobody told may have been one of them."""
    incident = shelling(weapons=tuple(Weapon(one, one) for one in used))
    assert speaks_of(clause("a", weapons=("mortar",)), incident).certainty is held


def test_only_duties_can_be_failed() -> None:
    """A permission, an exemption or an excuse forbids nothing."""
    failing = [one for one in Modality if is_duty(clause("a", modality=one)).certainty is SURELY]
    assert failing == [Modality.SHALL, Modality.SHALL_NOT]


@pytest.mark.parametrize(
    ("bearer", "held"),
    [("northern", SURELY), ("southern", NOT), ("north", SURELY), ("parties", SURELY)],
)
def test_a_duty_is_owed_by_its_bearers_alone(bearer: str, held: Certainty) -> None:
    """A side, an actor with its organs, or every party."""
    assert owes(clause("a", bearers=(bearer,)), stands("army")).certainty is held


def test_who_did_it_may_owe_it_where_nobody_is_named() -> None:
    """Unknown is not innocent."""
    assert owes(clause("a"), None).certainty is POSSIBLY


def test_a_clause_for_everybody_asks_for_no_victim() -> None:
    """Hold fire, against whomever."""
    assert protects(clause("a"), []).certainty is SURELY


@pytest.mark.parametrize(
    ("sufferers", "held"),
    [
        (("south",), SURELY),
        (("north",), NOT),
        (("farland",), NOT),
        (("somebody else",), POSSIBLY),
        (("north", "south"), SURELY),
        ((), POSSIBLY),
    ],
)
def test_one_protected_sufferer_is_enough(sufferers: tuple[str, ...], held: Certainty) -> None:
    """Whoever else was hit does not take the protection away."""
    limited = clause("a", beneficiaries=("southern",))
    assert protects(limited, [stands(one) for one in sufferers]).certainty is held


def test_a_disputed_clause_binds_where_it_is_read_so() -> None:
    """East reads the text so and West denies it; each gets the result of its own reading."""
    disputed = clause("a", asserted_by=("east",), contested_by=("west",))
    found = each_reading(shelling(), truce(clauses=(disputed,)))
    assert [one.reason.value for one in found] == ["all_conditions_met", "not_a_duty"]


def test_a_denied_excuse_excuses_nothing() -> None:
    """An excuse that only East reads into the text leaves nothing open for West."""
    excuse = clause("b", modality=Modality.EXCUSE, asserted_by=("east",))
    claimed = shelling(claims=(Claim(ClaimKind.SELF_DEFENCE, "north"),))
    found = each_reading(claimed, truce(clauses=(clause("a"), excuse)))
    assert [one.reason.value for one in found] == ["excuse_claimed", "all_conditions_met"]
