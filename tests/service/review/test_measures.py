"""Measures: set once a case is determined, owed by a side, and in the way of closing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from review_world import CHAIR, HEAD_A, HEAD_B, case_now, heard, key, said
from trucewatch.domain.access import Side
from trucewatch.domain.case import CaseState, Outcome
from trucewatch.domain.measure import Measure, MeasureKind, MeasureState
from trucewatch.review.measures import overdue
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.service.review import cases, measures

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


def test_the_last_day_is_in_time() -> None:
    """The day after it is not."""
    assert not overdue(visit("c"), dt.date(2016, 9, 20))
    assert overdue(visit("c"), dt.date(2016, 9, 21))
