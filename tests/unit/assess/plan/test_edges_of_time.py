"""A table compares times as the rules do: from a start on, and until just before an end."""

from __future__ import annotations

import datetime as dt

import pytest

from truce_world import REGISTRY, FakePlaces, clause, during, instant, moment, shelling, truce
from trucewatch.assess.plan.compile import Plan
from trucewatch.assess.plan.engine import Assessor
from trucewatch.assess.plan.incidents import table_of
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import Modality
from trucewatch.domain.finding import Reason
from trucewatch.domain.moment import Window

ONE = dt.timedelta(seconds=1)
FROM, UNTIL = instant(5), instant(20)
HELD = Window(starts=(moment(FROM),), ends=(moment(UNTIL),))
MET = Reason.ALL_CONDITIONS_MET


def reason(terms: Agreement, start: dt.datetime, end: dt.datetime) -> Reason:
    """What a table says of a shelling at some time."""
    plan = Plan([terms], registry=REGISTRY, places=FakePlaces())
    rows = table_of([shelling(time=during(start, end))])
    return Assessor(plan, rows).block(0, 1).reason(0, 0)


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (FROM, FROM + ONE, MET),
        (FROM - ONE, FROM + ONE, Reason.UNSURE_TIME),
        (FROM - ONE, FROM, Reason.BEFORE_EFFECT),
        (UNTIL - ONE, UNTIL, MET),
        (UNTIL - ONE, UNTIL + ONE, Reason.UNSURE_TIME),
        (UNTIL, UNTIL + ONE, Reason.AFTER_END),
        (FROM, UNTIL, MET),
        (FROM - ONE, UNTIL, Reason.UNSURE_TIME),
        (FROM, UNTIL + ONE, Reason.UNSURE_TIME),
    ],
)
def test_the_first_instant_belongs_to_terms_and_the_last_does_not(
    start: dt.datetime, end: dt.datetime, told: Reason
) -> None:
    """An instant decides whether terms were in force for all of a time, part of it or none."""
    assert reason(truce(window=HELD, co_chairs=()), start, end) is told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (instant(10), instant(10) + ONE, MET),
        (instant(10) - ONE, instant(10), Reason.BEFORE_EFFECT),
        (instant(10) - ONE, instant(10) + ONE, Reason.UNSURE_TIME),
    ],
)
def test_a_duty_is_broken_from_its_deadline_on(
    start: dt.datetime, end: dt.datetime, told: Reason
) -> None:
    """Before the instant of a deadline nobody has failed it."""
    owed = clause("duty", modality=Modality.SHALL, deadline=(moment(instant(10)),))
    assert reason(truce(clauses=(owed,), co_chairs=()), start, end) is told
