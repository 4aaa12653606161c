"""The agenda of a session: open cases in one fixed order, which knows no side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.domain.case import Case, CaseState, Severity, ThreatLevel
from trucewatch.domain.session import AgendaItem
from trucewatch.review.refusals import NotLawful

READY = frozenset({CaseState.REVEALED, CaseState.IN_SESSION})
"""Cases whose positions were shown; one that an earlier session carried over is in session."""
_THREAT = tuple(ThreatLevel)
_SEVERITY = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that may be heard.

    Args:
        id: of the case.
        opened_at: when it came on record.
    """

    id: str
    case: Case
    opened_at: dt.datetime


def agenda(cases: Iterable[Waiting]) -> tuple[AgendaItem, ...]:
    """The cases that are ready, what threatens the ceasefire most first.

    Then what is gravest, then what has waited longest; ids, which are random, decide what is still
    even. Not weighed counts as less than anything that was weighed.

    Args:
        cases: in any order; the agenda is the same.

    Raises:
        NotLawful: `nothing_to_hear`, where no case is ready.
    """
    ready = sorted((one for one in cases if one.case.state in READY), key=_place)
    if not ready:
        raise NotLawful("nothing_to_hear")
    return tuple(AgendaItem(one.id) for one in ready)


def _place(one: Waiting) -> tuple[int, int, dt.datetime, str]:
    threat = _THREAT.index(one.case.threat.level)
    return -threat, -_SEVERITY.index(one.case.severity), one.opened_at, one.id
