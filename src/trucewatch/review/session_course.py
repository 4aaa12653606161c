"""How a session goes on: called, joined, opened, its cases taken up, adjourned, closed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

from trucewatch.domain.access import Side
from trucewatch.domain.centre_rules import Quorum
from trucewatch.domain.session import ItemState, Present, Session, SessionState
from trucewatch.review.refusals import NotLawful

MAY_OPEN = (SessionState.CALLED, SessionState.ADJOURNED)
HEARD = (ItemState.DETERMINED, ItemState.CARRIED_OVER)


def join(session: Session, who: Present) -> Session:
    """Somebody comes; whoever was there already is there once.

    Raises:
        NotLawful: `session_not`, once it is closed.
    """
    _require(session, "join", *MAY_OPEN, SessionState.OPEN)
    if any(one.person == who.person for one in session.present):
        return session
    return replace(session, present=(*session.present, who))


def missing(session: Session, quorum: Quorum) -> tuple[str, ...]:
    """Who has to come before it may open: `a`, `b`, `facilitator`, in this order."""
    there = Counter(one.side for one in session.present)
    sides = [one.value for one in (Side.A, Side.B) if there[one] < quorum.each_delegation]
    facilitated = any(one.facilitates for one in session.present)
    return (*sides, *(["facilitator"] if quorum.facilitator and not facilitated else []))


def open_(session: Session, quorum: Quorum, now: dt.datetime) -> Session:
    """It begins, or goes on after it was adjourned.

    Raises:
        NotLawful: `session_not`; `no_quorum`, with who is missing.
    """
    _require(session, "open", *MAY_OPEN)
    lacks = missing(session, quorum)
    if lacks:
        raise NotLawful("no_quorum", signer=lacks[0])
    opened_at = session.opened_at or now
    return replace(session, state=SessionState.OPEN, opened_at=opened_at)


def take_up(session: Session, case: str) -> Session:
    """The session turns to a case; the one before it waits, unless it was settled.

    Raises:
        NotLawful: `session_not`; `not_on_agenda`; `already_determined`.
    """
    _require(session, "take_up", SessionState.OPEN)
    _require_item(session, case)
    return _with(session, case, ItemState.UNDER_WAY, rest=ItemState.WAITING)


def determined(session: Session, case: str) -> Session:
    """The case was determined here.

    Raises:
        NotLawful: `not_on_agenda`.
    """
    if session.item(case) is None:
        raise NotLawful("not_on_agenda")
    return _with(session, case, ItemState.DETERMINED)


def carry_over(session: Session, case: str) -> Session:
    """The case is left for another session.

    Raises:
        NotLawful: `session_not`; `not_on_agenda`; `already_determined`.
    """
    _require(session, "carry_over", SessionState.OPEN)
    _require_item(session, case)
    return _with(session, case, ItemState.CARRIED_OVER)


def adjourn(session: Session) -> Session:
    """It is interrupted, and opens again later with those who then come.

    Raises:
        NotLawful: `session_not`.
    """
    _require(session, "adjourn", SessionState.OPEN)
    return replace(session, state=SessionState.ADJOURNED, present=())


def close(session: Session, now: dt.datetime) -> Session:
    """It ends; what was not determined is carried over. One that never opened ends too.

    Raises:
        NotLawful: `session_not`, where it is closed.
    """
    _require(session, "close", *MAY_OPEN, SessionState.OPEN)
    left = tuple(
        one if one.state in HEARD else replace(one, state=ItemState.CARRIED_OVER)
        for one in session.agenda
    )
    return replace(session, agenda=left, state=SessionState.CLOSED, closed_at=now)


def require_open(session: Session, case: str) -> None:
    """Go on where the session sits and hears this case.

    Raises:
        NotLawful: `session_not`; `not_under_way`.
    """
    _require(session, "word", SessionState.OPEN)
    if session.under_way != case:
        raise NotLawful("not_under_way")


def _require(session: Session, step: str, *states: SessionState) -> None:
    if session.state not in states:
        raise NotLawful("session_not", session_step=step, session_state=session.state.value)


def _require_item(session: Session, case: str) -> None:
    item = session.item(case)
    if item is None:
        raise NotLawful("not_on_agenda")
    if item.state is ItemState.DETERMINED:
        raise NotLawful("already_determined")


def _with(session: Session, case: str, state: ItemState, rest: ItemState | None = None) -> Session:
    agenda = []
    for one in session.agenda:
        turns = rest is not None and one.state is ItemState.UNDER_WAY
        was = replace(one, state=rest) if turns and rest is not None else one
        agenda.append(replace(one, state=state) if one.case == case else was)
    return replace(session, agenda=tuple(agenda))
