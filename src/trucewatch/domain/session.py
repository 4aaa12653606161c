"""A joint session: when it sits, who is there, and its cases in the order of hearing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.access import Side
from trucewatch.domain.errors import require
from trucewatch.domain.sentence import Sentence


class SessionState(StrEnum):
    """Where a session is in its course; an adjourned one opens again."""

    CALLED = "called"
    OPEN = "open"
    ADJOURNED = "adjourned"
    CLOSED = "closed"


class ItemState(StrEnum):
    """Where a session is with a case of its agenda."""

    WAITING = "waiting"
    UNDER_WAY = "under_way"
    DETERMINED = "determined"
    CARRIED_OVER = "carried_over"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A case of the agenda."""

    case: str
    state: ItemState = ItemState.WAITING


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who came to a session.

    Args:
        person: opaque id.
        side: a, b or neutral; what counts for the quorum.
        facilitates: whether they are the facilitator.
        since: when they came first.
    """

    person: str
    side: Side
    facilitates: bool
    since: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session as it stands.

    Args:
        number: of the centre's sessions, from 1.
        called_for: when it is to begin.
        agenda: each case once, in the order in which they are heard; at most one is under way.
        present: who came, the first one first.
        state: see `SessionState`.
        opened_at, closed_at: None until then.

    >>> Session(number=1, called_for=dt.datetime(2016, 5, 3, 9, tzinfo=dt.UTC), agenda=())
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: an agenda has at least one case; wait until one is ready
    """

    number: int
    called_for: dt.datetime
    agenda: tuple[AgendaItem, ...]
    present: tuple[Present, ...] = ()
    state: SessionState = SessionState.CALLED
    opened_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        require(self.number >= 1, "sessions are numbered from 1")
        cases = [one.case for one in self.agenda]
        remedy = Sentence("wait until one is ready")
        require(bool(cases), "an agenda has at least one case", remedy=remedy)
        require(len(set(cases)) == len(cases), "a case stands twice on the agenda")
        under_way = sum(one.state is ItemState.UNDER_WAY for one in self.agenda)
        require(under_way <= 1, "two cases are under way at once")
        people = [one.person for one in self.present]
        require(len(set(people)) == len(people), "somebody is present twice")

    @property
    def under_way(self) -> str:
        """The case that is heard now, "" where none is."""
        now = (one.case for one in self.agenda if one.state is ItemState.UNDER_WAY)
        return next(now, "")

    def item(self, case: str) -> AgendaItem | None:
        """The case's place on the agenda, None where it has none."""
        return next((one for one in self.agenda if one.case == case), None)
