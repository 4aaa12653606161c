"""Findings: what clears answers, what may be signed, and what exactly is signed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trucewatch.domain.access import Side
from trucewatch.domain.case import Outcome
from trucewatch.domain.centre_rules import DecisionRule
from trucewatch.domain.determination import Correction, Minutes, Signatory
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.domain.wording import Answer, Reply, WordedLine, Wording
from trucewatch.review import wording as words
from trucewatch.review.determining import canonical_text, determine, is_enough, require_ready
from trucewatch.review.minutes import canonical_minutes, correct, require_unsigned
from trucewatch.review.refusals import NotLawful

YES = Reply(Answer.ACCEPTED)
NO = Reply(Answer.OBJECTED, "There was no fire from there.")
LINE = WordedLine("l-1", "Shells fell at Aqrab.", Side.A)
EMPTY = Wording(case="c-1", round=1, session="s-1")
NOTES = {Signatory.A: "note of a", Signatory.B: "note of b"}


def agreed() -> Wording:
    """One line that both accept."""
    found = words.add(EMPTY, LINE)
    for side in (Side.A, Side.B):
        found = words.reply(found, "l-1", LINE.seen, YES, side=side)
    return words.conclude(found, Outcome.JOINTLY_CONFIRMED)


def disputed() -> Wording:
    """One line that b objects to, and both sides' own texts."""
    found = words.reply(agreed(), "l-1", LINE.seen, NO, side=Side.B)
    found = words.account(found, "Shells fell.", side=Side.A)
    return words.conclude(words.account(found, "None fell.", side=Side.B), Outcome.DISPUTED)


def test_other_words_clear_what_both_sides_said() -> None:
    """Nobody has accepted words that they have not seen."""
    changed = words.change(agreed(), "l-1", LINE.seen, "Two shells fell.", by=Side.A)
    line = changed.lines[0]
    assert (line.text, line.a, line.b) == ("Two shells fell.", None, None)


def test_an_answer_to_words_that_were_changed_is_refused() -> None:
    """Though it names the right line."""
    changed = words.change(agreed(), "l-1", LINE.seen, "Two shells fell.", by=Side.A)
    with pytest.raises(NotLawful, match="changed while you looked"):
        words.reply(changed, "l-1", LINE.seen, YES, side=Side.B)


def test_a_delegation_does_not_change_the_line_of_the_other() -> None:
    """The facilitator may."""
    with pytest.raises(NotLawful, match="Delegation A wrote"):
        words.change(agreed(), "l-1", LINE.seen, "No shells fell.", by=Side.B)
    assert words.change(agreed(), "l-1", LINE.seen, "Shells fell.", by=Side.NEUTRAL) != agreed()


def test_a_line_sent_twice_stands_once() -> None:
    """A bad line may send it again."""
    assert words.add(agreed(), LINE) == agreed()


def test_an_objection_without_grounds_is_refused() -> None:
    """It could not be answered."""
    with pytest.raises(InvalidValue, match="what speaks against"):
        Reply(Answer.OBJECTED, "")


def test_a_joint_outcome_takes_every_line_of_both() -> None:
    """One objection makes it no consensus."""
    objected = words.reply(agreed(), "l-1", LINE.seen, NO, side=Side.B)
    with pytest.raises(NotLawful, match="accepted by both"):
        require_ready(objected, DecisionRule.CONSENSUS)


@pytest.mark.parametrize("side", [Side.A, Side.B])
def test_a_disputed_finding_takes_both_texts(side: Side) -> None:
    """Neither is published as having nothing to say."""
    with pytest.raises(NotLawful, match="texts of both"):
        require_ready(words.account(disputed(), "", side=side), DecisionRule.CONSENSUS)


@pytest.mark.parametrize("rule", [DecisionRule.EITHER_SIDE, DecisionRule.FACILITATOR_CASTS])
def test_nobody_holds_up_by_silence_what_others_may_decide(rule: DecisionRule) -> None:
    """Their silence stands in what is signed; two silences are no finding."""
    silent = words.account(disputed(), "", side=Side.B)
    require_ready(silent, rule)
    assert "account b silent" in canonical_text(silent).split("\n")
    with pytest.raises(NotLawful, match="texts of both"):
        require_ready(words.account(silent, "", side=Side.A), rule)


@pytest.mark.parametrize("signed", [(), (Signatory.A,), (Signatory.B,), (Signatory.FACILITATOR,)])
def test_consensus_takes_both_delegations(signed: tuple[Signatory, ...]) -> None:
    """However often one of them signs, and whatever the facilitator does."""
    assert not is_enough((*signed, *signed), DecisionRule.CONSENSUS)


def test_nothing_is_determined_that_one_side_did_not_sign() -> None:
    """The version may be as ready as it likes."""
    with pytest.raises(NotLawful, match="signed this version"):
        determine(agreed(), "c-1-f1", 4, rule=DecisionRule.CONSENSUS, notes={Signatory.A: "note"})


def test_a_determination_holds_the_text_and_both_notes() -> None:
    """What a reader needs to check it stands in it, and it comes back from JSON."""
    made = determine(disputed(), "c-1-f1", 4, rule=DecisionRule.CONSENSUS, notes=NOTES)
    assert made.text == canonical_text(disputed())
    assert from_wire(type(made), to_wire(made)) == made


@pytest.mark.parametrize(
    "other",
    [
        words.conclude(agreed(), Outcome.UNVERIFIABLE),
        words.reply(agreed(), "l-1", LINE.seen, NO, side=Side.B),
        words.account(agreed(), "Something.", side=Side.A),
        replace(agreed(), round=2),
        words.add(agreed(), WordedLine("l-2", "More.", Side.B)),
    ],
)
def test_every_difference_changes_what_is_signed(other: Wording) -> None:
    """A signature holds for one text alone."""
    assert canonical_text(other) != canonical_text(agreed())


def test_words_of_people_cannot_look_like_ours() -> None:
    """A line that ends with what seems to be an acceptance does not make one."""
    forged = words.add(EMPTY, WordedLine("l-1", "Shells fell.\na accepted\nb accepted", Side.A))
    lines = canonical_text(words.conclude(forged, Outcome.JOINTLY_CONFIRMED)).split("\n")
    assert "a accepted" not in lines
    assert "a silent" in lines


def test_a_correction_stands_beside_the_line() -> None:
    """The line stays, and so does the text that others may have signed."""
    made = Minutes(session="s-1", language="en", lines=("Opened.", "Closed."))
    corrected = correct(made, Correction(Signatory.B, 2, "Adjourned."))
    assert corrected.lines == made.lines
    assert canonical_minutes(corrected).startswith(canonical_minutes(made))


def test_minutes_that_all_signed_are_not_corrected() -> None:
    """Two of three are not all."""
    require_unsigned([Signatory.A, Signatory.B])
    with pytest.raises(NotLawful, match="signed by all"):
        require_unsigned(Signatory)
