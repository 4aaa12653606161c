"""Where a case may go from where it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from trucewatch.domain.case import Admissibility, Case, CaseState, Outcome
from trucewatch.domain.centre_rules import CentreRules
from trucewatch.review.clocks import due
from trucewatch.review.refusals import NotLawful

S = CaseState


class Step(StrEnum):
    """What can be done with a case; each leads to one state."""

    ADMIT = "admit"
    TURN_AWAY = "turn_away"
    ASK = "ask"
    INVITE = "invite"
    REVEAL = "reveal"
    SIT = "sit"
    RISE = "rise"
    DETERMINE = "determine"
    SET_MEASURES = "set_measures"
    WATCH = "watch"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    REFER = "refer"
    REOPEN = "reopen"
    LOOK_AGAIN = "look_again"


WAY: dict[Step, tuple[frozenset[CaseState], CaseState]] = {
    Step.ADMIT: (frozenset({S.OPENED}), S.ADMISSIBLE),
    Step.TURN_AWAY: (frozenset({S.OPENED}), S.INADMISSIBLE),
    Step.ASK: (frozenset({S.ADMISSIBLE, S.REOPENED}), S.INFORMATION_REQUESTED),
    Step.INVITE: (
        frozenset({S.ADMISSIBLE, S.REOPENED, S.INFORMATION_REQUESTED}),
        S.POSITIONS_OPEN,
    ),
    Step.REVEAL: (frozenset({S.POSITIONS_OPEN}), S.REVEALED),
    Step.SIT: (frozenset({S.REVEALED}), S.IN_SESSION),
    # An item that is adjourned waits as it did before it was taken up.
    Step.RISE: (frozenset({S.IN_SESSION}), S.REVEALED),
    Step.DETERMINE: (frozenset({S.IN_SESSION}), S.DETERMINED),
    Step.SET_MEASURES: (frozenset({S.DETERMINED, S.MEASURES}), S.MEASURES),
    Step.WATCH: (frozenset({S.MEASURES}), S.MONITORED),
    Step.CLOSE: (frozenset({S.DETERMINED, S.MONITORED}), S.CLOSED),
    # Once both positions are shown, nobody takes a case back to keep them from being dealt with.
    Step.WITHDRAW: (
        frozenset({S.OPENED, S.ADMISSIBLE, S.REOPENED, S.INFORMATION_REQUESTED, S.POSITIONS_OPEN}),
        S.CLOSED,
    ),
    Step.REFER: (
        frozenset({S.ADMISSIBLE, S.REOPENED, S.INFORMATION_REQUESTED, S.REVEALED, S.IN_SESSION}),
        S.CLOSED,
    ),
    Step.REOPEN: (frozenset({S.CLOSED}), S.REOPENED),
    Step.LOOK_AGAIN: (frozenset({S.INADMISSIBLE}), S.OPENED),
}
"""From which states, and to which one."""
ASKED_FROM = frozenset(
    {S.ADMISSIBLE, S.REOPENED, S.INFORMATION_REQUESTED, S.POSITIONS_OPEN, S.REVEALED, S.IN_SESSION}
)
"""States in which a delegation can be asked for more; only the first two move on by it."""
WORDED = frozenset({Step.TURN_AWAY, Step.WITHDRAW, Step.REFER, Step.REOPEN, Step.LOOK_AGAIN})
"""Steps that are never taken without a reason."""
AT_A_TABLE = frozenset({Outcome.JOINTLY_CONFIRMED, Outcome.JOINTLY_REJECTED, Outcome.DISPUTED,
                        Outcome.UNVERIFIABLE})  # fmt: skip
"""Outcomes of a session; the others are steps of their own."""


def possible(case: Case) -> tuple[Step, ...]:
    """Steps that a case can take from where it is, in the order of `Step`."""
    return tuple(step for step, (states, _) in WAY.items() if case.state in states)


def take(case: Case, step: Step, *, reason: str = "", **changes: Any) -> Case:
    """The case after one step.

    Args:
        reason: why; needed for the steps of `WORDED`.
        changes: fields that the step sets beside the state.

    Raises:
        NotLawful: `not_from_here`, `no_reason`.

    >>> from trucewatch.domain.access import Side
    >>> from trucewatch.domain.case import OpenedAs
    >>> case = Case(title="Shelling", incidents=("i-1",), opened_as=OpenedAs.MONITOR,
    ...             opened_side=Side.NEUTRAL, rules=1)
    >>> str(take(case, Step.ADMIT).state)
    'admissible'
    >>> take(case, Step.CLOSE).state
    Traceback (most recent call last):
    trucewatch.review.refusals.NotLawful: A case that is opened cannot take the step “close”; \
see on the page of the case what comes next
    """
    states, then = WAY[step]
    if case.state not in states:
        raise NotLawful("not_from_here", step=step.value, state=case.state.value)
    return replace(case, state=then, reason=_reason(step, reason), **changes)


def judge(
    case: Case, lacking: Iterable[str], needed: Iterable[str], *, admissible: bool, words: str
) -> Case:
    """The case heard, or not heard, with the reasons.

    Args:
        lacking: what the rules ask for and the case has not, of `needed`.
        words: what the facilitator says; needed where the reasons alone would say otherwise.

    Raises:
        NotLawful: `not_from_here`; `no_reason` where it goes against the reasons without a word.
    """
    lacks, asked, told = tuple(lacking), tuple(needed), words.strip()
    if not told and admissible is bool(lacks):
        raise NotLawful("no_reason")
    found = Admissibility(admissible, reasons=lacks or asked, words=told)
    step = Step.ADMIT if admissible else Step.TURN_AWAY
    if step in WORDED and not told:
        # The rules speak for themselves: what it lacks is the reason.
        return replace(take(case, step, reason=step.value, admissibility=found), reason="")
    return take(case, step, reason=told, admissibility=found)


def asked(case: Case) -> Case:
    """The case after a delegation was asked for information.

    Raises:
        NotLawful: `not_from_here`.
    """
    if case.state not in ASKED_FROM:
        raise NotLawful("not_from_here", step=Step.ASK.value, state=case.state.value)
    return take(case, Step.ASK) if case.state in WAY[Step.ASK][0] else case


def invite(case: Case, rules: CentreRules, now: dt.datetime) -> Case:
    """The case with its clock for positions running."""
    return take(case, Step.INVITE, positions_due=due(rules.deadlines.position, rules, now))


def determine(case: Case, outcome: Outcome, *, owed: bool = False) -> Case:
    """The case with what the session found.

    Args:
        owed: whether the determination sets measures; then the case is at these at once.

    Raises:
        NotLawful: `not_from_here`; `no_outcome` for one that no session gives.
    """
    if outcome not in AT_A_TABLE:
        raise NotLawful("no_outcome", outcome=outcome.value)
    made = take(case, Step.DETERMINE, outcome=outcome)
    return take(made, Step.SET_MEASURES) if owed else made


def close(case: Case, open_measures: int) -> Case:
    """The case closed, once nothing of it is open.

    Raises:
        NotLawful: `not_from_here`, `measures_open`.
    """
    if open_measures:
        raise NotLawful("measures_open", number=open_measures)
    return take(case, Step.CLOSE)


def withdraw(case: Case, reason: str) -> Case:
    """The case taken back by those who opened it."""
    return take(case, Step.WITHDRAW, reason=reason, outcome=Outcome.WITHDRAWN)


def refer(case: Case, reason: str) -> Case:
    """The case handed to another body than this centre."""
    return take(case, Step.REFER, reason=reason, outcome=Outcome.REFERRED)


def reopen(case: Case, reason: str) -> Case:
    """The case for another round; one that was not heard is looked at anew, in the same round."""
    if case.state is CaseState.INADMISSIBLE:
        return take(case, Step.LOOK_AGAIN, reason=reason, admissibility=None)
    again = {"round": case.round + 1, "outcome": None, "positions_due": None}
    return take(case, Step.REOPEN, reason=reason, **again)


def _reason(step: Step, given: str) -> str:
    reason = given.strip()
    if step in WORDED and not reason:
        raise NotLawful("no_reason")
    return reason
