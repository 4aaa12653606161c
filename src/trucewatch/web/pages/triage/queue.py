"""What waits for a person, in order, with who works on it and who looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from trucewatch.domain.access import Person
from trucewatch.domain.time import TimeRange
from trucewatch.domain.wire import from_wire
from trucewatch.export.incident_wording import Wording
from trucewatch.service import triage
from trucewatch.service.arrivals import FAILED, QUARANTINED, TABLE
from trucewatch.service.policy import audiences
from trucewatch.storage.documents import newest
from trucewatch.storage.incidents.cursors import Cursor, write_cursor
from trucewatch.storage.incidents.pages import MOST_ROWS, Count, key_of
from trucewatch.storage.incidents.query import IncidentQuery, Order
from trucewatch.storage.models import IncidentRow
from trucewatch.storage.models.documents import Version
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.incidents.asking import index
from trucewatch.web.pages.incidents.listing import row
from trucewatch.web.pages.triage.asking import address, filtered, waiting

STUCK = (FAILED, QUARANTINED, TABLE)
"""Reports of which nothing is in any incident until somebody looks at them."""
MOST_REPORTS = 50


@dataclass(frozen=True)
class Row:
    """One thing that waits.

    Args:
        told: what the row shows, as the list of incidents has it; of a report its body.
        after: cursor of what stands behind it, "" for a report.
        holder: name of who claims it, "" for nobody; `mine` where that is who looks.
        others: names of further people who look at it now.
    """

    subject: str
    kind: str
    told: dict[str, Any]
    after: str
    holder: str
    mine: bool
    others: tuple[str, ...]

    @property
    def skipped(self) -> bool:
        """Whether going to the next passes it by."""
        return bool(self.holder) and not self.mine


@dataclass(frozen=True)
class Queue:
    """A page of what waits.

    Args:
        previous, next: addresses of the pages beside it, "" where there is none.
    """

    reports: tuple[Row, ...]
    rows: tuple[Row, ...]
    total: Count
    previous: str
    next: str

    @property
    def everything(self) -> tuple[Row, ...]:
        """Reports, then incidents, as they are gone through."""
        return self.reports + self.rows


def queue_of(person: Person, query: IncidentQuery, lang: str) -> Queue:
    """The page at the query's cursor; reports stand on the first page of what is not filtered."""
    asks = waiting(query)
    found = index().page(asks) if asks else None
    reports = stuck(person) if not query.cursor and not filtered(query) else []
    incidents = found.rows if found else ()
    subjects = [*(one.subject for one in reports), *(one.subject for one in incidents)]
    desk = _Desk.of(person, subjects)
    before, behind = (found.previous, found.next) if found else (None, None)
    return Queue(
        reports=tuple(desk.row(one.subject, "report", one.body or {}) for one in reports),
        rows=tuple(
            desk.row(one.subject, "incident", told, behind_row(one, query.order))
            for one, told in zip(incidents, rows_of(incidents, lang), strict=True)
        ),
        total=found.total if found else Count(0),
        previous=address(query, cursor=before) if before else "",
        next=address(query, cursor=behind) if behind else "",
    )


def rows_of(found: Iterable[IncidentRow], lang: str) -> list[dict[str, Any]]:
    """Each incident as one row, with its time as its own words and clock tell it."""
    listed, say = list(found), Wording.packaged(lang)
    bodies = newest("incident").filter(subject__in=[one.subject for one in listed])
    times = {one.subject: (one.body or {}).get("time") for one in bodies}
    return [
        {**row(one, lang), "when": say.when(from_wire(TimeRange, time)) if time else ""}
        for one in listed
        for time in [times.get(one.subject)]
    ]


def stuck(person: Person) -> list[Version]:
    """Reports that wait for somebody's word on them, the longest waiting first."""
    seen = newest("report", audiences(person)).filter(body__state__in=STUCK)
    return list(seen.order_by("seq")[:MOST_REPORTS])


def behind_row(one: IncidentRow, order: Order) -> str:
    """The cursor of what stands behind an incident."""
    return write_cursor(Cursor(order, True, key_of(order, one), one.id))


def next_of(person: Person, query: IncidentQuery, subject: str) -> str | None:
    """What to do next: nothing that somebody else claims; None at the end of the queue.

    Args:
        query: its cursor stands behind the incident that was looked at, "" before all.
        subject: what was looked at; it is not its own next.
    """
    if not query.cursor and not filtered(query):
        ids = [one.subject for one in stuck(person)]
        at = ids.index(subject) + 1 if subject in ids else 0
        if found := _free(person, ids[at:]):
            return found
    asks = waiting(query)
    while asks:
        page = index().page(asks, rows=MOST_ROWS)
        found = _free(person, [one.subject for one in page.rows if one.subject != subject])
        if found or page.next is None:
            return found
        asks = replace(asks, cursor=page.next)
    return None


def _free(person: Person, subjects: Sequence[str]) -> str | None:
    held = triage.claims(centre(), subjects)
    return next((one for one in subjects if held.get(one, person.id) == person.id), None)


@dataclass(frozen=True)
class _Desk:
    """Who is at what, with names."""

    person: Person
    held: dict[str, str]
    seen: dict[str, tuple[str, ...]]
    names: dict[str, str]

    @classmethod
    def of(cls, person: Person, subjects: Iterable[str]) -> _Desk:
        listed = list(subjects)
        held = triage.claims(centre(), listed)
        seen = dict(triage.others_at(centre(), person, listed))
        people = {*held.values(), *(one for some in seen.values() for one in some)}
        return cls(person, held, seen, names_of(people))

    def row(self, subject: str, kind: str, told: dict[str, Any], after: str = "") -> Row:
        holder = self.held.get(subject, "")
        return Row(
            subject=subject,
            kind=kind,
            told=told,
            after=after,
            holder=self.names.get(holder, ""),
            mine=holder == self.person.id,
            others=tuple(self.names[one] for one in self.seen.get(subject, ()) if one != holder),
        )


def desk_of(person: Person, subject: str) -> Row:
    """Who is at one thing."""
    return _Desk.of(person, [subject]).row(subject, "", {})
