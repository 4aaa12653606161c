"""Readings and incidents to findings: what reports allege, held against the packaged terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from trucewatch.assess import engine
from trucewatch.assess.contradiction import conflicts
from trucewatch.assess.explain import Names
from trucewatch.assess.readings import readings_of
from trucewatch.data.agreement_files import Agreements
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.finding import DesignationConflict, Finding
from trucewatch.domain.incident import Incident
from trucewatch.domain.reading import Reading
from trucewatch.domain.time import UTC
from trucewatch.pipeline.incidents import incidents_of

_LAST_PLACE = dt.timedelta(hours=12)
"""How long after Greenwich a day ends where it ends last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What was assessed, what came of it, and what contradicts a register.

    Args:
        incidents: each once, in the order given.
        findings: by incident, then agreement, then reading of its terms.
        contradictions: statements that say of a list what the register does not hold.
    """

    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]
    contradictions: tuple[DesignationConflict, ...]


def assess(
    items: Iterable[Reading | Incident],
    *,
    agreements: Collection[str] | None = None,
    views: Collection[str] | None = None,
    known_at: dt.datetime | None = None,
    among: Iterable[Agreement] | None = None,
) -> Assessment:
    """Hold every incident, and all that readings allege, against the terms of then and there.

    Args:
        agreements: ids; those named answer also where they surely did not hold, with that as the
            reason. None takes all that may have held.
        views: registry ids of those whose reading of the terms is asked for; None takes all.
        known_at: judge by terms as they could have been known then; None knows everything.
        among: all agreements that there are; None takes the packaged ones.

    Raises:
        UnknownName: no such agreement, or nobody named keeps a reading of these terms.

    >>> from trucewatch.pipeline.read import read
    >>> report = read(b"Army shelled Hama on 3 May 2016.")
    >>> made = assess([report], agreements=["syria-2016-02-22"])
    >>> [(one.reading, one.result.value) for one in made.findings]
    [('united-states', 'possible_violation'), ('russia', 'possible_violation')]
    """
    terms = chosen(agreements, among)
    check_views(views, terms)
    given = tuple(items)
    incidents, reported = gathered(given)
    contradictions: dict[str, DesignationConflict] = {}
    names = Names(Registry.packaged(), Gazetteer.packaged(), {one.id: one for one in terms})
    for item in given:
        if isinstance(item, Reading):
            found = conflicts(item.statements, names, published=item.document.published)
            contradictions.update((f"{one.statement} {one.target}", one) for one in found)
    findings = [
        finding
        for one in incidents.values()
        for finding in engine.assess(
            one,
            terms,
            readings=tuple(views) if views else None,
            reported_at=reported[one.id],
            known_at=known_at,
            explicit=agreements is not None,
        )
    ]
    return Assessment(
        incidents=tuple(incidents.values()),
        findings=tuple(findings),
        contradictions=tuple(contradictions.values()),
    )


def chosen(
    agreements: Collection[str] | None, among: Iterable[Agreement] | None = None
) -> tuple[Agreement, ...]:
    """The agreements of these ids, in their own order; None is all.

    Args:
        among: all that there are; None takes the packaged ones.
    """
    every = Agreements.packaged() if among is None else Agreements(among)
    named = {every.get(one).id for one in agreements or ()}
    return tuple(one for one in every if agreements is None or one.id in named)


def gathered(
    items: Iterable[Reading | Incident],
) -> tuple[dict[str, Incident], dict[str, dt.datetime | None]]:
    """Every incident once by its id, in order, and when the first report of each was out."""
    incidents: dict[str, Incident] = {}
    reported: dict[str, dt.datetime | None] = {}
    for item in items:
        alleged = incidents_of([item]) if isinstance(item, Reading) else (item,)
        published = item.document.published if isinstance(item, Reading) else None
        for one in alleged:
            incidents.setdefault(one.id, one)
            reported.setdefault(one.id, _day_over(published))
    return incidents, reported


def check_views(views: Collection[str] | None, terms: Iterable[Agreement]) -> None:
    """Refuse a reading that none of the terms has.

    Raises:
        UnknownName: nobody of that name keeps a reading of these terms.
    """
    keepers = dict.fromkeys(one.name for terms_ in terms for one in readings_of(terms_))
    for view in views or ():
        if view not in keepers:
            remedy = f"there are {', '.join(keepers)}"
            raise UnknownName(f"no terms have a reading of {view!r}", remedy=remedy)


def _day_over(published: dt.date | None) -> dt.datetime | None:
    """When the day of publication was over everywhere on earth."""
    if published is None:
        return None
    return dt.datetime.combine(published, dt.time(), UTC) + dt.timedelta(days=1) + _LAST_PLACE
