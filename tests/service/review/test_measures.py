"""Measures: set once a case is determined, owed by a side, and in the way of closing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from unittest import mock

import pytest

from position_world import CASE, FACILITATOR, HEADS, OFFICERS
from review_world import CHAIR, DUTY, HEAD_A, HEAD_B, MONDAY, case_now, heard, key, said
from session_world import agree, room, signs
from session_world import opened as in_session
from trucewatch.domain.access import MACHINE, Side
from trucewatch.domain.case import CaseState, Outcome
from trucewatch.domain.determination import Determination, Signatory, determination_id
from trucewatch.domain.measure import Measure, MeasureKind, MeasureState, MeasureStep, measure_id
from trucewatch.domain.wire import to_wire
from trucewatch.domain.wording import ProposedMeasure, Wording
from trucewatch.review.measures import determined as measures_of
from trucewatch.review.measures import overdue
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.service.review import cases, determinations, findings, measures, owed
from trucewatch.service.verb import Change, perform

S = MeasureState


@pytest.fixture
def determined(centre: Centre) -> str:
    """A case that a session has determined."""
    case = heard(centre)
    stands = cases.get(CHAIR, case)
    found = replace(stands.case, state=CaseState.DETERMINED, outcome=Outcome.JOINTLY_CONFIRMED)
    cases.record(centre, CHAIR, "determination.make", (stands, found), key=key())
    return case


def visit(case: str, owner: Side = Side.A) -> Measure:
    """A joint visit that a delegation owes."""
    return Measure(
        case=case,
        kind=MeasureKind.JOINT_VISIT,
        what="Look at the craters together.",
        owner=owner,
        due=dt.date(2016, 9, 20),
    )


def test_a_case_with_something_owed_is_not_closed(centre: Centre, determined: str) -> None:
    """Only once its owner has said what became of it."""
    owed = measures.set_(centre, CHAIR, visit(determined), key=key())
    assert case_now(determined).state is CaseState.MEASURES
    cases.watch(centre, CHAIR, determined, said())
    with pytest.raises(NotLawful) as err:
        cases.close(centre, CHAIR, determined, said())
    assert err.value.code == "measures_open"
    measures.report(centre, HEAD_A, owed, S.DONE, said=said("We were there on Tuesday."))
    cases.close(centre, CHAIR, determined, said())
    assert case_now(determined).state is CaseState.CLOSED


def test_only_its_owner_reports_on_a_measure(centre: Centre, determined: str) -> None:
    """The other side does not say that it is done, nor does the centre."""
    owed = measures.set_(centre, CHAIR, visit(determined), key=key())
    for other in (HEAD_B, CHAIR):
        with pytest.raises(Denied):
            measures.report(centre, other, owed, S.DONE, said=said("done"))


def test_what_has_ended_stays_so(centre: Centre, determined: str) -> None:
    """Another measure is set for what comes after."""
    owed = measures.set_(centre, CHAIR, visit(determined), key=key())
    measures.report(centre, HEAD_A, owed, S.NOT_DONE, said=said("The road is mined."))
    with pytest.raises(NotLawful):
        measures.report(centre, HEAD_A, owed, S.DONE, said=said("It was cleared."))


def test_no_measures_before_there_is_a_determination(centre: Centre) -> None:
    """Nobody is punished first."""
    with pytest.raises(NotLawful):
        measures.set_(centre, CHAIR, visit(heard(centre)), key=key())


def worded(centre: Centre, outcome: Outcome, *measures: ProposedMeasure) -> str:
    """A session in which both sides agreed on these measures; the case is ready to be signed."""
    id_ = in_session(centre)
    table = room(centre, id_, FACILITATOR)
    for one in measures:
        findings.propose(table, one)
    if outcome is Outcome.DISPUTED:
        for side in (Side.A, Side.B):
            findings.account(room(centre, id_, OFFICERS[side]), "What we saw differs.")
        findings.conclude(table, outcome)
    else:
        agree(centre, id_, outcome)
    return id_


WITHDRAWS = ProposedMeasure(
    what="Take the guns back behind the line.",
    owner=Side.B,
    due=dt.date(2026, 4, 1),
    kind=MeasureKind.CORRECTIVE_WITHDRAWAL,
    clause="3.2",
)
VISITS = ProposedMeasure(what="Look at the craters.", owner=Side.NEUTRAL)


@pytest.mark.parametrize("outcome", [Outcome.JOINTLY_CONFIRMED, Outcome.DISPUTED])
def test_what_a_determination_words_is_owed(centre: Centre, outcome: Outcome) -> None:
    """With its owner, its day and its clause, joint or disputed: both signed that text."""
    worded(centre, outcome, WITHDRAWS, VISITS)
    assert owed.of_case(CASE) == []
    signs(centre, HEADS[Side.A])
    assert owed.of_case(CASE) == []
    signs(centre, HEADS[Side.B])
    found = [one.measure for one in owed.of_case(CASE)]
    assert [(one.what, one.owner, one.due, one.clause, one.kind) for one in found] == [
        (one.what, one.owner, one.due, one.clause, one.kind) for one in (WITHDRAWS, VISITS)
    ]
    assert {one.determination for one in found} == {determination_id(CASE, 1)}
    assert (case_now(CASE).state, case_now(CASE).outcome) == (CaseState.MEASURES, outcome)


def test_what_was_taken_out_before_signing_is_not_owed(centre: Centre) -> None:
    """The version that is signed counts, whatever stood in earlier ones."""
    id_ = worded(centre, Outcome.JOINTLY_CONFIRMED, WITHDRAWS, VISITS)
    findings.withdraw(room(centre, id_, FACILITATOR), WITHDRAWS)
    for side in (Side.A, Side.B):
        signs(centre, HEADS[side])
    assert [one.measure.what for one in owed.of_case(CASE)] == [VISITS.what]


def test_a_determination_without_measures_stands_as_determined(centre: Centre) -> None:
    """Nothing is owed, and it can be closed."""
    worded(centre, Outcome.JOINTLY_CONFIRMED)
    for side in (Side.A, Side.B):
        signs(centre, HEADS[side])
    assert case_now(CASE).state is CaseState.DETERMINED
    cases.close(centre, CHAIR, CASE, said())


def test_what_was_cut_short_is_set_once(centre: Centre) -> None:
    """After the determination and before its measures the power went; the worker goes on."""
    worded(centre, Outcome.JOINTLY_CONFIRMED, WITHDRAWS, VISITS)
    signs(centre, HEADS[Side.A])
    with (
        mock.patch.object(determinations, "set_determined", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        signs(centre, HEADS[Side.B])
    assert case_now(CASE).state is CaseState.IN_SESSION
    for _ in range(2):
        determinations.determine_all_due(centre)
    assert len(owed.of_case(CASE)) == 2
    assert case_now(CASE).state is CaseState.MEASURES


def test_a_side_owes_nothing_by_the_signature_of_the_other() -> None:
    """Where one signature is enough, it binds who gave it, and the facilitator's binds all."""
    wording = Wording(case="c", round=1, session="s", measures=(WITHDRAWS, VISITS))
    facts: dict[str, Any] = {"case": "c", "round": 1, "session": "s", "finding": "f"}

    def owners(*signed: Signatory) -> list[Side]:
        notes = ("n",) * len(signed)
        outcome = Outcome.JOINTLY_CONFIRMED
        made = Determination(
            **facts, version=1, text="x", outcome=outcome, signed=signed, notes=notes
        )
        found = measures_of(made, wording, "d", person=MACHINE, now=MONDAY)
        return [one.owner for _, one in found]

    assert owners(Signatory.A) == []
    assert owners(Signatory.B) == [Side.B]
    both = [Side.B, Side.NEUTRAL]
    assert owners(Signatory.A, Signatory.B) == owners(Signatory.FACILITATOR) == both


def test_what_an_earlier_round_left_owed_is_superseded(centre: Centre, determined: str) -> None:
    """By the determination of a later round and not before: reopening is no way out of it."""
    earlier = measures.set_(centre, CHAIR, visit(determined), key=key())
    later = determination_id(determined, 2)
    wording = Wording(case=determined, round=2, session="s", measures=(WITHDRAWS,))
    made = Determination(
        case=determined, round=2, session="s", finding="f", version=1, text="x",
        outcome=Outcome.JOINTLY_CONFIRMED, signed=(Signatory.A, Signatory.B), notes=("n", "m"),
    )  # fmt: skip
    for _ in range(2):
        owed.set_determined(centre, later, made, wording)
    states = {one.id: one.measure.state for one in owed.of_case(determined)}
    assert states == {earlier: S.SUPERSEDED, measure_id(later, 1): S.SET}


def test_a_case_that_is_taken_back_leaves_nothing_owed(centre: Centre) -> None:
    """The measure says that it was withdrawn, and what was done stays done."""
    case = heard(centre)
    for name, state in (("m-open", S.IN_HAND), ("m-done", S.DONE)):
        document = to_wire(
            replace(visit(case), state=state, steps=(MeasureStep(MONDAY, "p", state),))
        )
        change = Change(kind="measure", subject=name, document=document)
        perform(centre, CHAIR, "measure.set", change, key=key())
    cases.withdraw(centre, DUTY, case, said("It was a drill."))
    assert [one.measure.state for one in owed.of_case(case)] == [S.DONE, S.WITHDRAWN]


@pytest.mark.parametrize("state", [S.SET, S.SUPERSEDED, S.WITHDRAWN])
def test_its_owner_says_only_how_far_it_is(
    centre: Centre, determined: str, state: MeasureState
) -> None:
    """That it is owed no more, others than its owner decide."""
    one = measures.set_(centre, CHAIR, visit(determined), key=key())
    with pytest.raises(NotLawful):
        measures.report(centre, HEAD_A, one, state, said=said("It fell away."))


def test_the_last_day_is_in_time() -> None:
    """The day after it is not."""
    assert not overdue(visit("c"), dt.date(2016, 9, 20))
    assert overdue(visit("c"), dt.date(2016, 9, 21))
