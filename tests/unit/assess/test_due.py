"""Whether what a clause asks to be done had to be done already."""

from __future__ import annotations

import datetime as dt

import pytest

from truce_world import clause, during, each_reading, instant, judged, moment, shelling, truce
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import DutyKind, Modality
from trucewatch.domain.finding import Reason
from trucewatch.domain.moment import TimeFact, Window


def withdrawal(*deadlines: TimeFact, window: Window | None = None) -> Agreement:
    """Terms that ask everybody to withdraw by these deadlines."""
    duty = clause(
        "w",
        modality=Modality.SHALL,
        duty=DutyKind.WITHDRAW,
        acts=("failure_to_withdraw",),
        deadline=deadlines,
        window=window,
    )
    return truce(clauses=(duty,))


def failure(day: int, **more: object) -> dict[str, object]:
    """North has not withdrawn on a day of March."""
    return {
        "act": "failure_to_withdraw",
        "act_family": "posture",
        "time": during(instant(day), instant(day, 12)),
        **more,
    }


@pytest.mark.parametrize(
    ("day", "reason"), [(9, Reason.BEFORE_EFFECT), (10, Reason.ALL_CONDITIONS_MET)]
)
def test_a_duty_is_failed_only_after_its_deadline(day: int, reason: Reason) -> None:
    """Weapons that may still be moved are no breach of the duty to move them."""
    terms = withdrawal(moment(instant(10)))
    assert judged(shelling(**failure(day)), terms).reason is reason


def test_between_two_deadlines_it_is_open() -> None:
    """Two accounts of by when leave it open in between."""
    terms = withdrawal(moment(instant(5)), moment(instant(20)))
    assert judged(shelling(**failure(10)), terms).reason is Reason.UNSURE_TIME


def test_each_keeper_has_the_deadline_it_asserts() -> None:
    """East says the 5th, West the 20th; on the 10th they differ."""
    terms = withdrawal(moment(instant(5), "east"), moment(instant(20), "west"))
    found = each_reading(shelling(**failure(10)), terms)
    assert [one.reason for one in found] == [Reason.ALL_CONDITIONS_MET, Reason.BEFORE_EFFECT]


@pytest.mark.parametrize(
    ("known_at", "reason"),
    [(instant(9), Reason.ALL_CONDITIONS_MET), (instant(12), Reason.UNSURE_TIME)],
)
def test_a_later_deadline_counts_once_it_is_told(known_at: dt.datetime, reason: Reason) -> None:
    """Whoever judged before the extension was told had the old deadline alone."""
    terms = withdrawal(moment(instant(5)), moment(instant(20), known_from=instant(11)))
    assert judged(shelling(**failure(8)), terms, known_at=known_at).reason is reason


def test_an_unknown_deadline_leaves_it_open() -> None:
    """Unknown stays unknown."""
    assert judged(shelling(**failure(10)), withdrawal(moment(None))).reason is Reason.UNSURE_TIME


def test_a_window_of_its_own_says_when_a_clause_binds() -> None:
    """A duty of the days before a deadline can be failed on those days."""
    days = Window(starts=(moment(instant(5)),), ends=(moment(instant(20)),))
    terms = withdrawal(moment(instant(20)), window=days)
    assert judged(shelling(**failure(10)), terms).reason is Reason.ALL_CONDITIONS_MET
