"""Measures on a case: set by a determination or after it, reported on by who owes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from trucewatch.domain.access import Person
from trucewatch.domain.determination import Determination, Signatory
from trucewatch.domain.measure import REPORTED, UNFINISHED, Measure, MeasureState, MeasureStep
from trucewatch.domain.wording import ProposedMeasure, Wording
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
    if measure.state not in UNFINISHED or state not in REPORTED:
        raise NotLawful("measure_ended", measure_state=measure.state.value)
    step = MeasureStep(now, person.id, state, words.strip())
    return replace(measure, state=state, steps=(*measure.steps, step))


def determined(
    made: Determination, wording: Wording, id_: str, *, person: Person, now: dt.datetime
) -> tuple[tuple[int, Measure], ...]:
    """The measures that a determination sets, each with its number in the text.

    Nobody comes to owe something by the signature of the other side alone: it takes that of who
    owes it, of both delegations, or of the facilitator.

    Args:
        id_: of the determination.
        wording: the version of the finding that was signed.
        person: who records it.
    """
    signed = set(made.signed)
    binds_all = Signatory.FACILITATOR in signed or {Signatory.A, Signatory.B} <= signed
    return tuple(
        (number, begun(_owed(made.case, id_, one), person, now))
        for number, one in enumerate(wording.measures, 1)
        if binds_all or one.owner.value in signed
    )


def ended(measure: Measure, state: MeasureState, person: Person, now: dt.datetime) -> Measure:
    """The measure that is owed no more, though nobody did it; one that has ended stays as it is.

    Args:
        state: superseded or withdrawn.
    """
    if measure.state not in UNFINISHED:
        return measure
    return replace(measure, state=state, steps=(*measure.steps, MeasureStep(now, person.id, state)))


def _owed(case: str, id_: str, one: ProposedMeasure) -> Measure:
    return Measure(
        case=case,
        kind=one.kind,
        what=one.what,
        owner=one.owner,
        due=one.due,
        clause=one.clause,
        determination=id_,
    )


def overdue(measure: Measure, today: dt.date) -> bool:
    """Whether it is still owed after its last day."""
    return measure.state in UNFINISHED and measure.due is not None and measure.due < today
