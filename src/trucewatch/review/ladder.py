"""The escalation ladder: who deals with a case next, and from when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from trucewatch.domain.case import OPEN, Case, Rung, ThreatLevel
from trucewatch.domain.centre_rules import CentreRules, LadderRung
from trucewatch.review.clocks import due
from trucewatch.review.refusals import NotLawful

WEIGHT = {level: rank for rank, level in enumerate(ThreatLevel)}


def rung_above(case: Case, rules: CentreRules) -> LadderRung | None:
    """The next rung of the ladder; None at its top."""
    order = list(Rung)
    higher = [one for one in rules.ladder if order.index(one.rung) > order.index(case.rung)]
    return higher[0] if higher else None


def may_rise_at(case: Case, rules: CentreRules, since: dt.datetime) -> dt.datetime | None:
    """From when a case may go up; None at the top of the ladder.

    Args:
        since: when it came to the rung where it is.
    """
    above = rung_above(case, rules)
    if above is None:
        return None
    at_once = above.after is None or WEIGHT[case.threat.level] >= WEIGHT[above.at_once_from]
    return since if at_once or above.after is None else due(above.after, rules, since)


def escalate(
    case: Case, rules: CentreRules, *, since: dt.datetime, now: dt.datetime, reason: str
) -> Case:
    """The case one rung up.

    Raises:
        NotLawful: `not_open`, `top_of_ladder`, `clock_runs`, `no_reason`.
    """
    if case.state not in OPEN:
        raise NotLawful("not_open", state=case.state.value)
    if not reason.strip():
        raise NotLawful("no_reason")
    above, from_when = rung_above(case, rules), may_rise_at(case, rules, since)
    if above is None or from_when is None:
        raise NotLawful("top_of_ladder")
    if now < from_when:
        raise NotLawful("clock_runs", due=f"{from_when:%Y-%m-%d %H:%M} UTC")
    return replace(case, rung=above.rung, reason=reason.strip())
