"""A case: incidents that both sides review together, and where that stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.access import Side
from trucewatch.domain.errors import require
from trucewatch.domain.sentence import Sentence


class CaseState(StrEnum):
    """Where a case is in its course, in the order in which most cases go."""

    OPENED = "opened"
    INADMISSIBLE = "inadmissible"
    ADMISSIBLE = "admissible"
    INFORMATION_REQUESTED = "information_requested"
    POSITIONS_OPEN = "positions_open"
    REVEALED = "revealed"
    IN_SESSION = "in_session"
    DETERMINED = "determined"
    MEASURES = "measures"
    MONITORED = "monitored"
    CLOSED = "closed"
    REOPENED = "reopened"


class Outcome(StrEnum):
    """What became of a case."""

    JOINTLY_CONFIRMED = "jointly_confirmed"
    JOINTLY_REJECTED = "jointly_rejected"
    DISPUTED = "disputed"
    UNVERIFIABLE = "unverifiable"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"


class OpenedAs(StrEnum):
    """On whose word a case was opened."""

    PARTY = "party"
    MONITOR = "monitor"
    PUBLIC = "public"


class Severity(StrEnum):
    """How grave what is told would be; each agreement may say what belongs where."""

    UNKNOWN = "unknown"
    TECHNICAL = "technical"
    MINOR = "minor"
    SERIOUS = "serious"
    GRAVE = "grave"


class ThreatLevel(StrEnum):
    """How far it threatens the ceasefire, which is another question than how grave it is.

    `unknown` is not yet weighed; `none` was weighed.
    """

    UNKNOWN = "unknown"
    NONE = "none"
    LOCAL = "local"
    SERIOUS = "serious"
    WHOLE = "whole"


class Rung(StrEnum):
    """Who deals with a case, the lowest first."""

    BILATERAL = "bilateral"
    WORKING_GROUP = "working_group"
    TASK_FORCE = "task_force"
    MINISTERS = "ministers"


@dataclass(frozen=True, slots=True)
class Threat:
    """A threat to the ceasefire as somebody weighed it, with their reason."""

    level: ThreatLevel = ThreatLevel.UNKNOWN
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Admissibility:
    """Whether a case is heard.

    Args:
        reasons: codes of the rules that it keeps or lacks, in the order of the rules.
        words: what the facilitator says of it.
    """

    admissible: bool
    reasons: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Incidents under joint review.

    Args:
        title: one line, as the agenda shows it.
        incidents: ids, at least one, each once.
        opened_as, opened_side: on whose word; a party's case has side a or b, others are neutral.
        complaint: what is complained of, in the words of who opened it.
        suspected: ids of actors; () where nobody is named.
        answers: the delegation that answers for them under the rules; None where none or both do.
        agreement, clauses: under which terms; "" and () where none is named.
        related: ids of other cases.
        admissibility: None until the facilitator has looked.
        rules: version of the centre's rules when it was opened; never another later.
        round: 1, and one more after each reopening.
        positions_due: when the clock for positions ends; None where it does not run.
        outcome: None until there is one.
        rung: who deals with it.
        reason: why the last step was taken, as whoever took it said; "" where none was asked.

    >>> Case(title="Shelling", incidents=("i-1",), opened_as=OpenedAs.PARTY,
    ...      opened_side=Side.NEUTRAL, rules=1)
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: a party's case belongs to a delegation; name side a or b
    """

    title: str
    incidents: tuple[str, ...]
    opened_as: OpenedAs
    opened_side: Side
    rules: int
    complaint: str = ""
    suspected: tuple[str, ...] = ()
    answers: Side | None = None
    agreement: str = ""
    clauses: tuple[str, ...] = ()
    severity: Severity = Severity.UNKNOWN
    threat: Threat = Threat()
    related: tuple[str, ...] = ()
    admissibility: Admissibility | None = None
    state: CaseState = CaseState.OPENED
    round: int = 1
    positions_due: dt.datetime | None = None
    outcome: Outcome | None = None
    rung: Rung = Rung.BILATERAL
    reason: str = ""

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "a case has a title", remedy="say in a line what it is")
        require(bool(self.incidents), "a case has no incident", remedy="choose at least one")
        for name in ("incidents", "suspected", "clauses", "related"):
            listed = getattr(self, name)
            require(len(set(listed)) == len(listed), "{name}: one stands twice", name=name)
        party = self.opened_as is OpenedAs.PARTY
        require(
            party != (self.opened_side is Side.NEUTRAL),
            Sentence("a party's case belongs to a delegation")
            if party
            else Sentence("only a party's case has a side"),
            remedy=Sentence("name side a or b") if party else Sentence("leave it neutral"),
        )
        require(self.answers is not Side.NEUTRAL, "the centre answers for no party")
        require(self.round >= 1, "rounds are counted from 1")
        require(self.rules >= 1, "a case stands under a version of the rules, 1 or later")


OPEN = frozenset(CaseState) - {CaseState.INADMISSIBLE, CaseState.CLOSED}
"""States in which something is still to be done."""
