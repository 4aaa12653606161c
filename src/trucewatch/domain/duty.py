"""Duties that have to be done by a deadline, and how each stands by what is reported of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.domain.clause import DutyKind
from trucewatch.domain.errors import require
from trucewatch.domain.finding import Certainty
from trucewatch.domain.moment import TimeFact


class DutyStatus(StrEnum):
    """How a duty stands; reported, not verified."""

    DUE = "due"
    MET = "met"
    PARTLY = "partly"
    LATE = "late"
    EXCUSED = "excused"
    DISPUTED = "disputed"
    OVERDUE = "overdue"


class Told(StrEnum):
    """What a report says of a duty."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    EXCUSE = "excuse"
    EXCUSE_DENIED = "excuse_denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """Somebody reports of a duty that one bearer did it, or did not, or why.

    Args:
        bearer: as the clause names it: a side or a registry id.
        by: registry id of whoever reports.
        at: when that was reported, UTC.
        done: when it was done; None where that is not told, or where it was not.
        share: percent done, 1 to 99, for `partly`; None where not told.
        excuse: why it was not done, in our own words, for `excuse`.
        where: file and line, "" where it was made in memory.

    Raises:
        InvalidValue: a part that another kind of report has, or done after it was reported.
    """

    agreement: str
    clause: str
    bearer: str
    by: str
    at: dt.datetime
    told: Told
    done: dt.datetime | None = None
    share: int | None = None
    excuse: str = ""
    where: str = ""

    def __post_init__(self) -> None:
        fulfils = self.told in {Told.DONE, Told.PARTLY}
        require(fulfils or self.done is None, f"{self.told} has no moment when it was done")
        early = self.done is None or self.done <= self.at
        require(early, "it cannot be reported before it is done")
        partly = self.share is None or (self.told is Told.PARTLY and 0 < self.share < 100)
        require(partly, "a share is 1 to 99 percent and stands with partly")
        claimed = self.told is Told.EXCUSE
        require(claimed == bool(self.excuse), "an excuse says why, no other report does")


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyState:
    """How one duty of one bearer stands at an instant, under one reading of the terms.

    Args:
        deadlines: every assertion of the deadline that this reading counts; () is none on file.
        by_deadline: the status by each of them, the deadline as on the clock of the terms;
            several that differ make it `disputed`.
        binding: whether the terms held at the deadline, at the instant asked where none is on
            file: a duty of terms that had ended is told, and binds no more.
        reports: what is reported of it up to that instant, as given.
        because: the reason in English, made from `code` and `facts`.
    """

    agreement: str
    clause: str
    number: str
    summary: str
    duty: DutyKind | None
    bearer: str
    reading: str
    at: dt.datetime
    status: DutyStatus
    deadlines: tuple[TimeFact, ...]
    by_deadline: Mapping[str, DutyStatus]
    binding: Certainty
    conditions: tuple[str, ...]
    reports: tuple[Performance, ...]
    because: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def contested(self) -> bool:
        """Whether more than one moment is asserted as the deadline."""
        return len(self.by_deadline) > 1
