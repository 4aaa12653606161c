"""A request for information to a delegation, and each step it took."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.access import Side
from trucewatch.domain.errors import require


class RequestState(StrEnum):
    """Where a request is; `overdue` is silence beyond its clock, which is on record as such."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    PARTLY = "partly"
    REFUSED = "refused"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class RequestStep:
    """One step, as `sent` or `answered`.

    Args:
        at: when; a UTC instant.
        by: opaque id of the person, or the machine where the clock ran out.
        step: the state it led to.
        words: what they said; "" where they said nothing.
        evidence: ids of objects handed in with it.
    """

    at: dt.datetime
    by: str
    step: RequestState
    words: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a delegation is asked about a case.

    Args:
        case: its id.
        to: the delegation that is asked.
        asks: what is wanted to know.
        sent_at, due_at: UTC instants; the second by the calendar of the rules.
        calendar: name of that calendar in the rules.
        confidential: the reply is for those who review the case, and for no bulletin.
    """

    case: str
    to: Side
    asks: str
    sent_at: dt.datetime
    due_at: dt.datetime
    calendar: str
    state: RequestState = RequestState.SENT
    steps: tuple[RequestStep, ...] = ()
    confidential: bool = False

    def __post_init__(self) -> None:
        require(self.to is not Side.NEUTRAL, "a delegation is asked", remedy="name side a or b")
        require(bool(self.asks.strip()), "the request asks nothing", remedy="say what is wanted")
        require(self.sent_at < self.due_at, "due before it was sent")


WAITING = frozenset({RequestState.SENT, RequestState.ACKNOWLEDGED})
"""States in which the clock runs and no reply came yet."""
