"""Measures on a case: set once there is a determination, reported on by who owes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from trucewatch.domain.access import Person
from trucewatch.domain.measure import UNFINISHED, Measure, MeasureState, MeasureStep
from trucewatch.review.refusals import NotLawful

S = MeasureState


def begun(measure: Measure, person: Person, now: dt.datetime) -> Measure:
    """The measure as it is set."""
    return replace(measure, steps=(MeasureStep(now, person.id, S.SET),))


def report(
    measure: Measure, state: MeasureState, person: Person, now: dt.datetime, *, words: str
) -> Measure:
    """The measure after its owner said how far it is.

    Args:
        state: in hand, done or not done; what is not done needs its reason as well.
        words: what was done.

    Raises:
        NotLawful: `no_reason`; `measure_ended`, once it is done or not done.
    """
    if not words.strip():
        raise NotLawful("no_reason")
    if measure.state not in UNFINISHED or state is S.SET:
        raise NotLawful("measure_ended", measure_state=measure.state.value)
    step = MeasureStep(now, person.id, state, words.strip())
    return replace(measure, state=state, steps=(*measure.steps, step))


def overdue(measure: Measure, today: dt.date) -> bool:
    """Whether it is still owed after its last day."""
    return measure.state in UNFINISHED and measure.due is not None and measure.due < today
