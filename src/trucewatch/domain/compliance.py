"""How findings count up, each claimant by itself: rival figures stand side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require


class By(StrEnum):
    """By what findings are counted; the reading of the terms and the claimant always part them."""

    PARTY = "party"
    CLAUSE = "clause"
    ZONE = "zone"
    DAY = "day"
    READING = "reading"


class Known(StrEnum):
    """What a row of counts rests on: reports, none at all, or a refusal to give any."""

    COUNTED = "counted"
    NO_DATA = "no_data"
    REFUSED = "refused"


class Said(StrEnum):
    """What a claimant said of days of which it tells no incident."""

    NONE = "none"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Days of which a claimant said that there was nothing, or refused to give figures.

    Args:
        claimant: registry id.
        first, last: both days belong to it.
        source: where that was read.
    """

    claimant: str
    first: dt.date
    last: dt.date
    said: Said
    source: str

    def __post_init__(self) -> None:
        require(self.first <= self.last, "a silence cannot end before it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Who claims: a registered actor, several jointly, or somebody within one report.

    Args:
        id: the registry id, several parted by "+"; "report:…" with the number of the report, in the
            order they were given, where it is somebody within one; "incident:…" where the report
            is not at hand, so that nothing is added up.
        name: as the report has it.
        report: name of the report that it speaks in, None where a register knows it.
    """

    id: str
    name: str
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceRow:
    """How often each result came out in what one claimant tells, under one reading.

    Args:
        agreement: None where no terms were in force.
        claimant: id of one of the claimants.
        keys: by what it is counted; None is not told. A day is of the agreement's clock; several
            days or an open side are written as ISO 8601 has intervals, as in
            `2016-05-03/2016-05-05` and `2016-05-03/..`.
        counting_rule: that of the clause, as in `each_shot@1`, "" where none is named.
        counts: findings by result, every result, 0 where none; empty unless counted.
    """

    agreement: str | None
    reading: str
    claimant: str
    keys: Mapping[str, str | None]
    known: Known
    counts: Mapping[str, int]
    counting_rule: str = ""

    def __post_init__(self) -> None:
        counted = self.known is Known.COUNTED
        require(counted == bool(self.counts), "counts stand where something was counted")

    @property
    def total(self) -> int:
        """Findings in this row."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """Counts of findings; one finding is one, whatever its incident is made of.

    No row has more than one claimant or reading, and rows of different claimants are not to be
    added: they may tell of the same happening.

    Args:
        by: what the rows are keyed by, in that order.
        claimants: in the order they are first met.
        rows: by agreement, reading and claimant, each as first met; then by day, then by the
            other keys as first met.
    """

    by: tuple[By, ...]
    claimants: tuple[Claimant, ...]
    rows: tuple[ComplianceRow, ...]
