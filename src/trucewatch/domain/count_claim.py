"""What somebody says that something numbers: a claim on many happenings, and no incident."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.amount import Amount
from trucewatch.domain.errors import require
from trucewatch.domain.time import TimeRange


class Cadence(StrEnum):
    """What the window of a figure is: a period by itself, or a running total.

    `daily` is one period, most often a day; `since` runs from a moment that is told, `cumulative`
    from one that is not.
    """

    DAILY = "daily"
    CUMULATIVE = "cumulative"
    SINCE = "since"


class PartKind(StrEnum):
    """By what a total is broken down."""

    PLACE = "place"
    WEAPON = "weapon"
    PARTY = "party"
    ACT = "act"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPart:
    """One part of a total.

    Args:
        key: registry id, or the name where no register holds it.
        words: the words it was read from, "" where it was a cell of a table.
    """

    key: str
    name: str
    amount: Amount
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """Parts of a total by one property.

    Args:
        whole: the parts are meant to make up the total; False where the words say "including".
    """

    by: PartKind
    parts: tuple[CountPart, ...]
    whole: bool = True

    def __post_init__(self) -> None:
        require(bool(self.parts), "a breakdown has at least one part")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountClaim:
    """One aggregate figure of one claimant, as told; nothing in it is ever repaired.

    Args:
        claimant: registry id; where no register holds it, an id that stands for it in this run.
        accused: registry ids, or names that no register holds; () where nobody is named.
        unit: what one of the count is, as in `violations`.
        total: how many, or why there is no number.
        window: the half-open stretch that the figure is about, or within which its stretch lies;
            None where none is told.
        hours: the length that is told, where it is: "the last 24 hours" of a day without a clock
            lies somewhere within a `window` of two days. None where none is told by itself.
        rule: label of the counting rule, as in `case_of_fire@1`; "" where none is told.
        cadence: None where it is not told.
        previous: the figure that the claim itself gives for the period before, None where none.
        change: by how much it says that it differs from the period before, None where none.
        confirms: id of the claimant whose figure this one confirms so many of; None for a figure
            of its own.
        statements: ids of the statements it rests on.
        row: where it stands in a file, as in `counts.csv, line 3`; "" for statements.
        source: where it was read.

    Raises:
        InvalidValue: it rests on nothing, or its length is longer than its window.
    """

    id: str
    claimant: str
    claimant_name: str
    unit: str
    total: Amount
    accused: tuple[str, ...] = ()
    window: TimeRange | None = None
    hours: int | None = None
    rule: str = ""
    cadence: Cadence | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    previous: Amount | None = None
    change: int | None = None
    confirms: str | None = None
    statements: tuple[str, ...] = ()
    row: str = ""
    source: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        require(bool(self.statements or self.row), "count {id} rests on nothing", id=self.id)
        require(self.hours is None or self.hours > 0, "a stretch has at least one hour")
        length = self.window.hours() if self.window else None
        too_long = self.hours is not None and length is not None and self.hours > length
        require(
            not too_long,
            "{hours} hours do not fit into a window of {length:g}",
            hours=self.hours,
            length=length or 0,
        )

    @property
    def length_h(self) -> float | None:
        """Hours that it is about, None where that is not told."""
        if self.hours is not None:
            return float(self.hours)
        return self.window.hours() if self.window else None

    @property
    def stretch(self) -> tuple[dt.datetime, dt.datetime] | None:
        """Start and end where both are known to the second; None where it lies within them."""
        if self.window is None or self.length_h != self.window.hours():
            return None
        return self.window.closed

    @property
    def running(self) -> bool:
        """Whether it is a running total."""
        return self.cadence in {Cadence.CUMULATIVE, Cadence.SINCE}
