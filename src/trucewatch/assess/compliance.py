"""Findings counted by party, clause, zone, day and reading, each claimant by itself."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from trucewatch.assess.claimants import Reports
from trucewatch.data.counting import label
from trucewatch.data.registry import Registry
from trucewatch.data.zones import zone
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.compliance import (
    By,
    Claimant,
    Compliance,
    ComplianceRow,
    Known,
    Said,
    Silence,
)
from trucewatch.domain.errors import require
from trucewatch.domain.finding import Finding, Result
from trucewatch.domain.incident import Incident
from trucewatch.domain.time import TimeRange

Section = tuple[str | None, str, str]
"""Agreement, reading and claimant: what is never added up across."""
Keys = tuple[str | None, ...]
Days = tuple[dt.date, dt.date]
"""First and last day, both inside."""
NOBODY_REPORTED = "UTC"
"""The clock of findings without terms and of times without a zone."""


def counted(
    incidents: Iterable[Incident],
    findings: Iterable[Finding],
    *,
    by: Sequence[By],
    agreements: Mapping[str, Agreement],
    reports: Reports | None = None,
    silences: Sequence[Silence] = (),
    registry: Registry | None = None,
) -> Compliance:
    """Counts of results, every row of one claimant, one agreement and one reading.

    An incident that several claim counts once for each of them. With `day` among the keys, days
    between the first and the last of an agreement that a claimant tells nothing of have a row of
    their own: no data, unless a silence tells more.

    Args:
        by: what rows are keyed by, in that order; each once.
        agreements: for their clocks and their clauses' counting rules, by id.
        registry: names those who only kept silent; None takes the packaged one.
        reports: tell who within a report claims; without them only registered speakers add up.

    Raises:
        InvalidValue: a key is named twice, or a finding is about an incident that is not there.
    """
    require(len(set(by)) == len(by), "a key is named twice")
    known, at_hand = {one.id: one for one in incidents}, reports or Reports({})
    claimants: dict[str, Claimant] = {}
    cells: dict[Section, dict[Keys, Counter[Result]]] = {}
    rules: dict[Keys, str] = {}
    for finding in findings:
        require(finding.incident in known, f"no incident {finding.incident} is there")
        incident = known[finding.incident]
        terms = agreements.get(finding.agreement or "")
        keys = tuple(_key(one, finding, incident, terms) for one in by)
        if By.CLAUSE in by:
            rules[keys] = _rule(finding, terms)
        for claimant in at_hand.claimants(incident):
            claimants.setdefault(claimant.id, claimant)
            section = finding.agreement, finding.reading, claimant.id
            cells.setdefault(section, {}).setdefault(keys, Counter())[finding.result] += 1
    for one in silences:
        claimants.setdefault(one.claimant, _silent(one.claimant, registry or Registry.packaged()))
    rows = _Rows(tuple(by), cells, rules, tuple(silences))
    return Compliance(by=tuple(by), claimants=tuple(claimants.values()), rows=tuple(rows.all()))


def _silent(actor: str, registry: Registry) -> Claimant:
    known = registry.actors.get(actor)
    return Claimant(id=actor, name=known.name if known else actor)


def _key(by: By, finding: Finding, incident: Incident, terms: Agreement | None) -> str | None:
    match by:
        case By.PARTY:
            return "+".join(one.actor or one.name for one in incident.initiators) or None
        case By.CLAUSE:
            return finding.clause
        case By.ZONE:
            asked = (step.facts.get("zone_id") for step in finding.steps)
            return next(filter(None, asked), None)
        case By.DAY:
            return day_of(incident.time, terms.time_zone if terms else None)
        case By.READING:
            return finding.reading


def _rule(finding: Finding, terms: Agreement | None) -> str:
    clauses = terms.clauses if terms else ()
    return next((label(one.counting_rule) for one in clauses if one.id == finding.clause), "")


def day_of(time: TimeRange | None, clock: str | None) -> str | None:
    """The local day, or days, of a time; None where no time is told.

    Args:
        clock: IANA name; None takes the clock that the time was told in, else UTC.

    >>> night = dt.datetime(2016, 5, 3, 22, tzinfo=dt.UTC)
    >>> day_of(TimeRange(start=night, end=night + dt.timedelta(hours=1)), "Asia/Damascus")
    '2016-05-04'
    >>> day_of(TimeRange(start=night, end=None), "UTC"), day_of(None, None)
    ('2016-05-03/..', None)
    """
    if time is None or (time.start is None and time.end is None):
        return None
    there = zone(clock or time.zone or NOBODY_REPORTED)
    last = time.end - dt.timedelta(seconds=1) if time.end else None
    first_day, last_day = (one and one.astimezone(there).date() for one in (time.start, last))
    if first_day == last_day:
        return str(first_day)
    return f"{first_day or '..'}/{last_day or '..'}"


def days_in(told: str | None) -> Days | None:
    """First and last day of what `day_of` tells; None where a side is open or nothing is told.

    >>> days_in("2016-05-03") == (dt.date(2016, 5, 3),) * 2, days_in("2016-05-03/.."), days_in(None)
    (True, None, None)
    """
    first, _, last = (told or "..").partition("/")
    if ".." in {first, last}:
        return None
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)


@dataclass(frozen=True)
class _Rows:
    """Cells to rows, with what is known of the days that nothing is told of."""

    by: tuple[By, ...]
    cells: Mapping[Section, Mapping[Keys, Counter[Result]]]
    rules: Mapping[Keys, str]
    silences: tuple[Silence, ...]

    def all(self) -> Iterator[ComplianceRow]:
        """Every row, section by section."""
        for section in self._sections():
            told = self.cells.get(section, {})
            rows = [self._told(section, keys, counts) for keys, counts in told.items()]
            rows += self._untold(section, told)
            yield from sorted(rows, key=_by_day)

    def _sections(self) -> list[Section]:
        """By agreement and reading as first met; who only kept silent comes last in each."""
        terms = dict.fromkeys((agreement, reading) for agreement, reading, _ in self.cells)
        silent = dict.fromkeys(one.claimant for one in self.silences)
        return [
            (agreement, reading, claimant)
            for agreement, reading in terms
            for claimant in dict.fromkeys(
                (
                    *(c for a, r, c in self.cells if (a, r) == (agreement, reading)),
                    *(silent if agreement else ()),
                )
            )
        ]

    def _told(self, section: Section, keys: Keys, counts: Counter[Result]) -> ComplianceRow:
        rule = self.rules.get(keys, "")
        return self._row(section, keys, Known.COUNTED, counts, rule=rule)

    def _row(
        self,
        section: Section,
        keys: Keys,
        known: Known,
        counts: Mapping[Result, int] | None = None,
        *,
        rule: str = "",
    ) -> ComplianceRow:
        shown = {one.value: (counts or {}).get(one, 0) for one in Result}
        return ComplianceRow(
            agreement=section[0],
            reading=section[1],
            claimant=section[2],
            keys={one.value: key for one, key in zip(self.by, keys, strict=True)},
            known=known,
            counts=shown if known is Known.COUNTED else {},
            counting_rule=rule,
        )

    def _untold(
        self, section: Section, told: Mapping[Keys, Counter[Result]]
    ) -> Iterator[ComplianceRow]:
        mine = [one for one in self.silences if one.claimant == section[2]]
        if By.DAY not in self.by:
            if not told:
                for known in dict.fromkeys(map(_known_by, mine)):
                    yield self._row(section, (None,) * len(self.by), known)
            return
        at = self.by.index(By.DAY)
        covered = [days for days in (days_in(keys[at]) for keys in told) if days]
        for days, known in _stretches(self._period(section[0]), covered, mine):
            day = str(days[0]) if days[0] == days[1] else f"{days[0]}/{days[1]}"
            keys = tuple(day if one is By.DAY else None for one in self.by)
            yield self._row(section, keys, known)

    def _period(self, agreement: str | None) -> Days | None:
        """From the first to the last day that anybody tells of, or is known to be silent on."""
        at = self.by.index(By.DAY)
        found = [
            days_in(keys[at])
            for section, cells in self.cells.items()
            if section[0] == agreement
            for keys in cells
        ]
        days = [one for one in found if one]
        days += [(one.first, one.last) for one in self.silences if agreement]
        return (min(one[0] for one in days), max(one[1] for one in days)) if days else None


def _known_by(silence: Silence) -> Known:
    return Known.COUNTED if silence.said is Said.NONE else Known.REFUSED


def _stretches(
    period: Days | None, covered: Sequence[Days], silences: Sequence[Silence]
) -> Iterator[tuple[Days, Known]]:
    """Days that nothing is told of, those alike and next to one another together."""
    if period is None:
        return
    days = (period[0] + dt.timedelta(days=n) for n in range((period[1] - period[0]).days + 1))
    states = ((day, _state(day, covered, silences)) for day in days)
    for known, run in groupby(states, key=lambda pair: pair[1]):
        if known is not None:
            inside = [day for day, _ in run]
            yield (inside[0], inside[-1]), known


def _state(day: dt.date, covered: Sequence[Days], silences: Sequence[Silence]) -> Known | None:
    """None where the claimant tells something of that day."""
    if any(first <= day <= last for first, last in covered):
        return None
    said = (one for one in silences if one.first <= day <= one.last)
    return next(map(_known_by, said), Known.NO_DATA)


def _by_day(row: ComplianceRow) -> tuple[bool, str]:
    """Days in order, what is not dated last; the rest stays as it was met."""
    day = row.keys.get(By.DAY.value)
    return (By.DAY.value in row.keys and day is None, (day or "").removeprefix("../"))
