"""Rules change by three signatures over one text, and for no case that is open."""

from __future__ import annotations

import pytest

from position_world import FACILITATOR, HEADS, sets_key
from review_world import OFFICER_A, case_now, key, opened
from trucewatch.data.centre_rules_files import packaged_text
from trucewatch.domain.access import Person, Side
from trucewatch.domain.errors import InvalidValue, UnreadableInput
from trucewatch.domain.rules_proposal import ProposalState
from trucewatch.ledger.keys import NOTE, Signer
from trucewatch.ledger.statement_note import key_name, sign_statement
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.service.review import rules_change
from trucewatch.service.review.rules_in_force import in_force

OTHER = packaged_text().replace("{amount: 2, unit: working_days", "{amount: 3, unit: working_days")
WHO: dict[str, Person] = {
    "a": HEADS[Side.A],
    "b": HEADS[Side.B],
    "facilitator": FACILITATOR,
}


def signer(side: str) -> Signer:
    """The key by which a side signs."""
    name = key_name("trucewatch/geneva/ledger-1", side)
    return Signer.from_seed(name, NOTE, side.encode().ljust(32, b"."))


@pytest.fixture
def keyed(centre: Centre) -> Centre:
    """A centre in which all three have set a key."""
    for side, person in WHO.items():
        sets_key(centre, person, signer(side), key=key())
    return centre


def proposed(centre: Centre, text: str = OTHER) -> str:
    """A proposal of delegation A; its id."""
    return rules_change.propose(centre, WHO["a"], text, "two days are too short", key=key())


def sign(centre: Centre, proposal: str, side: str) -> bool:
    """A side signs what is shown; whether the rules hold with it."""
    made = rules_change.get(WHO[side], proposal).proposal
    note = sign_statement(rules_change.statement(centre, made, side), signer(side)).decode()
    return rules_change.sign(centre, WHO[side], proposal, note, key=key())


def test_rules_hold_with_the_third_signature(keyed: Centre) -> None:
    """In any order, and not before; the case that was open keeps its own."""
    case = opened(keyed)
    proposal = proposed(keyed)
    assert [sign(keyed, proposal, side) for side in ("b", "facilitator")] == [False, False]
    assert in_force(keyed)[0] == 1
    assert sign(keyed, proposal, "a")
    version, rules = in_force(keyed)
    assert (version, rules.deadlines.request.amount) == (2, 3)
    assert case_now(case).rules == 1
    assert case_now(opened(keyed)).rules == 2
    assert rules_change.get(FACILITATOR, proposal).proposal.state is ProposalState.IN_FORCE


def test_a_signature_on_another_text_is_none(keyed: Centre) -> None:
    """Nobody signs what they were not shown."""
    proposal = proposed(keyed)
    other = proposed(
        keyed, OTHER.replace("quorum: {each_delegation: 1", "quorum: {each_delegation: 2")
    )
    made = rules_change.get(WHO["b"], other).proposal
    note = sign_statement(rules_change.statement(keyed, made, "b"), signer("b")).decode()
    with pytest.raises(InvalidValue):
        rules_change.sign(keyed, WHO["b"], proposal, note, key=key())


def test_nobody_signs_for_another(keyed: Centre) -> None:
    """The head of A holds a note of B: it is of no use to them."""
    proposal = proposed(keyed)
    made = rules_change.get(WHO["a"], proposal).proposal
    note = sign_statement(rules_change.statement(keyed, made, "b"), signer("b")).decode()
    with pytest.raises(InvalidValue):
        rules_change.sign(keyed, WHO["a"], proposal, note, key=key())


def test_nobody_signs_twice(keyed: Centre) -> None:
    """One signature a side."""
    proposal = proposed(keyed)
    sign(keyed, proposal, "a")
    with pytest.raises(NotLawful) as err:
        sign(keyed, proposal, "a")
    assert err.value.code == "signed_already"


def test_what_other_rules_overtook_is_signed_no_more(keyed: Centre) -> None:
    """It was written against a text that stands no longer."""
    late = proposed(keyed, OTHER.replace("publish_disputed: true", "publish_disputed: false"))
    first = proposed(keyed)
    for side in WHO:
        sign(keyed, first, side)
    with pytest.raises(NotLawful) as err:
        sign(keyed, late, "b")
    assert err.value.code == "proposal_overtaken"
    states = {one.id: one.proposal.state for one in rules_change.proposals(2)}
    assert states == {late: ProposalState.OVERTAKEN, first: ProposalState.IN_FORCE}


@pytest.mark.parametrize(
    "text", ["name: x", OTHER.replace("consensus\n", "by_dice\n"), "- [", "\n"]
)
def test_what_holds_no_rules_is_not_proposed(keyed: Centre, text: str) -> None:
    """With the first fault in it."""
    with pytest.raises(UnreadableInput):
        proposed(keyed, text)


def test_the_same_rules_are_no_proposal(keyed: Centre) -> None:
    """Blanks at the ends of lines change nothing."""
    with pytest.raises(NotLawful):
        proposed(keyed, packaged_text().replace("\n", " \n"))


def test_officers_neither_propose_nor_sign(keyed: Centre) -> None:
    """Heads do, and the facilitator."""
    with pytest.raises(Denied):
        rules_change.propose(keyed, OFFICER_A, OTHER, "why not", key=key())
