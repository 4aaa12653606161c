"""Leaving and returning, which are a delegation's own; being put out, which is the rules'."""

from __future__ import annotations

from dataclasses import replace

from trucewatch.domain.access import Side
from trucewatch.domain.case import OPEN, Case
from trucewatch.domain.centre_rules import CentreRules
from trucewatch.domain.standing import Standing, StandingState
from trucewatch.review.refusals import NotLawful

S = StandingState


def leave(stands: Standing, reason: str) -> Standing:
    """The delegation gone by its own will.

    Raises:
        NotLawful: `standing_not_from_here`, `no_reason`.
    """
    return _own(stands, S.TAKES_PART, S.LEFT, reason)


def come_back(stands: Standing, reason: str) -> Standing:
    """The delegation back by its own will; who was put out does not come back by it.

    Raises:
        NotLawful: `standing_not_from_here`, `no_reason`.
    """
    return _own(stands, S.LEFT, S.TAKES_PART, reason)


def put_out(
    stands: Standing, state: StandingState, on: tuple[str, Case, CentreRules], reason: str
) -> Standing:
    """The delegation suspended or excluded on a case that stands high enough on the ladder.

    Args:
        state: suspended or excluded.
        on: id of the case, the case, and the rules under which it stands.

    Raises:
        NotLawful: `no_reason`; `not_open`; `not_its_case` where the delegation does not answer for
            the suspected party; `rung_too_low`; `standing_not_from_here`.
    """
    name, case, rules = on
    told = _worded(reason)
    if case.state not in OPEN:
        raise NotLawful("not_open", state=case.state.value)
    if case.answers is not stands.side:
        raise NotLawful("not_its_case", side=stands.side.value)
    if not _allowed(case, rules, state):
        raise NotLawful("rung_too_low", rung=case.rung.value, standing=state.value)
    if stands.state is state or (stands.state, state) == (S.EXCLUDED, S.SUSPENDED):
        raise NotLawful("standing_not_from_here", standing=stands.state.value)
    return Standing(side=stands.side, state=state, reason=told, case=name, rules=case.rules)


def let_in(stands: Standing, reason: str) -> Standing:
    """The delegation in again after it was suspended; an exclusion is for good.

    Raises:
        NotLawful: `standing_not_from_here`, `no_reason`.
    """
    return _own(stands, S.SUSPENDED, S.TAKES_PART, reason)


def _allowed(case: Case, rules: CentreRules, state: StandingState) -> bool:
    here = [one for one in rules.ladder if one.rung is case.rung]
    excludes = any(one.may_exclude for one in here)
    suspends = any(one.may_suspend for one in here)
    return excludes if state is S.EXCLUDED else state is S.SUSPENDED and suspends


def _own(stands: Standing, was: StandingState, now: StandingState, reason: str) -> Standing:
    told = _worded(reason)
    if stands.state is not was:
        raise NotLawful("standing_not_from_here", standing=stands.state.value)
    return replace(stands, state=now, reason=told, case="", rules=0)


def _worded(reason: str) -> str:
    if not reason.strip():
        raise NotLawful("no_reason")
    return reason.strip()


def of_nobody_yet(side: Side) -> Standing:
    """Where a delegation stands until anything else is on record."""
    return Standing(side=side)
