"""The rules that both sides gave a centre: how it decides, its clocks, who answers for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.access import Side
from trucewatch.domain.case import Rung, ThreatLevel
from trucewatch.domain.errors import require
from trucewatch.domain.sentence import Sentence

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class DecisionRule(StrEnum):
    """When a finding becomes the determination of a case."""

    CONSENSUS = "consensus"
    EITHER_SIDE = "either_side"
    FACILITATOR_CASTS = "facilitator_casts"


class PositionMode(StrEnum):
    """Where a position waits until both are shown: sealed at the centre, or with its side."""

    SEALED_HERE = "sealed_here"
    KEPT_BY_SIDE = "kept_by_side"


class ClockUnit(StrEnum):
    """What a clock counts; working units run only while its calendar is open."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a centre is at work.

    Args:
        zone: IANA name of its clock.
        days: of `WEEK`, those that are worked.
        opens, closes: hours of that clock as `09:00`; opens < closes.
        holidays: days that are not worked, whatever day of the week.
    """

    zone: str
    days: tuple[str, ...]
    opens: str
    closes: str
    holidays: tuple[dt.date, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.days), "a calendar without a day never goes on", remedy="name a day")
        odd = [day for day in self.days if day not in WEEK]
        require(
            not odd,
            "{odd} is no day",
            remedy=Sentence("use {week}", week=", ".join(WEEK)),
            odd=", ".join(odd),
        )
        try:
            opens, closes = (dt.time.fromisoformat(one) for one in (self.opens, self.closes))
        except ValueError:
            require(False, "opens and closes are hours", remedy="write them as in 09:00")
        else:
            require(opens < closes, "closes before it opens", remedy="write 09:00 and 17:00")


@dataclass(frozen=True, slots=True)
class Deadline:
    """How long somebody has.

    Args:
        amount: 1 or more of `unit`.
        calendar: name of the calendar whose clock counts.
    """

    amount: int
    unit: ClockUnit
    calendar: str

    def __post_init__(self) -> None:
        require(self.amount >= 1, "a deadline is at least 1 long")


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The clocks of a case: for a reply, for positions, for the session after the reveal."""

    request: Deadline
    position: Deadline
    session: Deadline


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who has to be there for a session to open: people a delegation, and the facilitator."""

    each_delegation: int
    facilitator: bool


@dataclass(frozen=True, slots=True)
class AnswersFor:
    """Parties that each delegation answers for, as ids of actors."""

    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Persistence:
    """From when non-compliance of a party counts as persistent.

    Args:
        cases: of one party that ended jointly confirmed, 2 or more.
        days: within which they were opened.
    """

    cases: int
    days: int

    def __post_init__(self) -> None:
        require(self.cases >= 2, "one case is nothing persistent", remedy="write 2 or more")
        require(self.days >= 1, "the days in which they are counted are 1 or more")


@dataclass(frozen=True, slots=True)
class LadderRung:
    """A rung of the escalation ladder.

    Args:
        after: how long a case stands on the rung below before it comes here; None for at once.
        at_once_from: a threat to the ceasefire from which on nobody waits.
        may_suspend, may_exclude: whether a party may be suspended or excluded from there.
    """

    rung: Rung
    after: Deadline | None = None
    at_once_from: ThreatLevel = ThreatLevel.WHOLE
    may_suspend: bool = False
    may_exclude: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreRules:
    """All of them.

    Args:
        calendars: by the names that deadlines use.
        admissible_if: codes of what a case needs to be heard, in the order in which they are told.
        ladder: rungs from the lowest; each of them once.
    """

    name: str
    decision: DecisionRule
    quorum: Quorum
    calendars: Mapping[str, Calendar]
    deadlines: Deadlines
    admissible_if: tuple[str, ...]
    publish_disputed: bool
    position_mode: PositionMode
    persistence: Persistence
    ladder: tuple[LadderRung, ...]
    answers_for: AnswersFor = AnswersFor()

    def __post_init__(self) -> None:
        clocks = (self.deadlines.request, self.deadlines.position, self.deadlines.session)
        every = (*clocks, *(one.after for one in self.ladder if one.after))
        for one in every:
            require(
                one.calendar in self.calendars,
                "no calendar is called {calendar!r}",
                remedy=Sentence("use one of {calendars}", calendars=", ".join(self.calendars)),
                calendar=one.calendar,
            )
        rungs = [one.rung for one in self.ladder]
        require(
            rungs == [one for one in Rung if one in rungs] and bool(rungs),
            "the ladder goes up rung by rung, each once",
            remedy=Sentence("write them in the order {rung}", rung=", ".join(Rung)),
        )
        both = set(self.answers_for.a) & set(self.answers_for.b)
        require(not both, "both delegations answer for {both}", both=", ".join(sorted(both)))

    def side_for(self, party: str) -> Side | None:
        """The delegation that answers for a party; None where no rule says so."""
        if party in self.answers_for.a:
            return Side.A
        return Side.B if party in self.answers_for.b else None
