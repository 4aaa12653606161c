"""Requests for information: who may reply how and when, and silence as what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trucewatch.domain.access import Person, Side
from trucewatch.domain.centre_rules import CentreRules
from trucewatch.domain.request import WAITING, Request, RequestState, RequestStep
from trucewatch.review.clocks import due
from trucewatch.review.refusals import NotLawful

R = RequestState
FROM: dict[RequestState, frozenset[RequestState]] = {
    R.ACKNOWLEDGED: frozenset({R.SENT, R.OVERDUE}),
    R.ANSWERED: frozenset({R.SENT, R.ACKNOWLEDGED, R.PARTLY, R.REFUSED, R.OVERDUE}),
    R.PARTLY: frozenset({R.SENT, R.ACKNOWLEDGED, R.PARTLY, R.REFUSED, R.OVERDUE}),
    R.REFUSED: frozenset({R.SENT, R.ACKNOWLEDGED, R.PARTLY, R.OVERDUE}),
    R.OVERDUE: WAITING,
}
"""From which states each may follow; a late reply is a reply, and the silence before it stays."""
WORDED = frozenset({R.ANSWERED, R.PARTLY, R.REFUSED})
"""Replies that say something: even a refusal gives its reason."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know of a delegation."""

    case: str
    to: Side
    asks: str
    confidential: bool = False


def send(asked: Asked, person: Person, rules: CentreRules, now: dt.datetime) -> Request:
    """A request whose clock begins now.

    Raises:
        NotLawful: `asks_itself`, a delegation that asks itself.
    """
    if asked.to is person.side:
        raise NotLawful("asks_itself")
    clock = rules.deadlines.request
    return Request(
        case=asked.case,
        to=asked.to,
        asks=asked.asks.strip(),
        sent_at=now,
        due_at=due(clock, rules, now),
        calendar=clock.calendar,
        steps=(RequestStep(now, person.id, R.SENT),),
        confidential=asked.confidential,
    )


def reply(
    request: Request,
    step: RequestState,
    person: Person,
    now: dt.datetime,
    *,
    words: str = "",
    evidence: Sequence[str] = (),
) -> Request:
    """The request after the delegation that is asked said something.

    Args:
        step: acknowledged, answered, partly or refused.
        words: needed for all but the first.
        evidence: ids of what is handed in with it.

    Raises:
        NotLawful: `request_not_from_here`, `no_reason`.
    """
    told = words.strip()
    if step in WORDED and not told:
        raise NotLawful("no_reason")
    return _next(request, RequestStep(now, person.id, step, told, tuple(evidence)))


def lapse(request: Request, machine: Person, now: dt.datetime) -> Request:
    """The request when its clock ran out in silence.

    Raises:
        NotLawful: `request_not_from_here`; `clock_runs` before its end.
    """
    if now < request.due_at:
        raise NotLawful("clock_runs", due=f"{request.due_at:%Y-%m-%d %H:%M} UTC")
    return _next(request, RequestStep(now, machine.id, R.OVERDUE))


def lapsed(request: Request, now: dt.datetime) -> bool:
    """Whether silence has to be recorded: the clock ended, and no reply came."""
    return request.state in WAITING and request.due_at <= now


def late(request: Request) -> bool:
    """Whether the first reply came after the clock had ended, or none came until then."""
    return any(one.step is R.OVERDUE for one in request.steps)


def _next(request: Request, step: RequestStep) -> Request:
    if request.state not in FROM.get(step.step, frozenset()):
        raise NotLawful(
            "request_not_from_here", request_step=step.step.value, request_state=request.state.value
        )
    silent = step.step is R.ACKNOWLEDGED and request.state is R.OVERDUE
    # To say that one heard of it is no reply: silence stays what the request shows.
    state = R.OVERDUE if silent else step.step
    return replace(request, state=state, steps=(*request.steps, step))
