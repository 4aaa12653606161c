"""The machine's run: all readings and all that people decided, to incidents, to findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.decision import Decision
from trucewatch.domain.fusion import Fusion
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Statement
from trucewatch.domain.wire import from_wire
from trucewatch.pipeline.fuse import fuse
from trucewatch.service.assessing import assessment_of, summary
from trucewatch.service.centre import Centre
from trucewatch.service.incident_body import GONE, body_of, identity_of, incident_of
from trucewatch.service.keys import subject_of
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest
from trucewatch.storage.models.documents import Version

REJECTED = "rejected"
OWN = "review"
"""Member of a statement's body that says what a person thought of it."""


@dataclass(frozen=True)
class Gathered:
    """What a run changed.

    Args:
        made, changed, gone: ids of incidents that are new, say something else now, or became part
            of another.
    """

    made: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def gather(centre: Centre, person: Person) -> Gathered:
    """Fuse all that is on record and assess what is new in it.

    What did not change gets no new version. The same record gives the same incidents, whatever
    the order in which reports came.
    """
    permit(person, "incident.gather", Resource("incident"))
    standing = {one.subject: one for one in newest("incident") if one.body}
    found = fuse(
        readings(),
        decisions=decisions(),
        previous=[identity_of(one.body) for one in standing.values() if _of_reports(one.body)],
    )
    made: list[str] = []
    changed: list[str] = []
    for subject, body in _bodies(found, standing):
        before = standing.get(subject)
        if before is not None and _says(before.body) == _says(body):
            continue
        _record(centre, person, subject, body, before)
        (changed if before else made).append(subject)
    gone = tuple(_retire(centre, person, found, standing))
    return Gathered(tuple(made), tuple(changed), gone)


def readings() -> Iterator[Reading]:
    """Every reading as people left it: corrected statements in place, rejected ones out."""
    corrected = {
        one.subject: one.body for one in newest("statement").filter(version__gt=1) if one.body
    }
    for one in newest("reading").order_by("seq"):
        if one.body is None:
            continue
        told = {name: value for name, value in one.body.items() if name != "report"}
        said = [corrected.get(each["id"], each) for each in told["statements"]]
        told["statements"] = [_plain(each) for each in said if not rejected(each)]
        yield from_wire(Reading, told)


def rejected(statement: Mapping[str, Any]) -> bool:
    """Whether a person said that the report does not say so."""
    return bool(statement.get(OWN, {}).get("state") == REJECTED)


def statement_of(body: Mapping[str, Any]) -> Statement:
    """The statement without what was thought of it."""
    return from_wire(Statement, _plain(body))


def decisions() -> list[Decision]:
    """What people decided about incidents, the first one first."""
    found = newest("decision").order_by("seq")
    return [from_wire(Decision, one.body) for one in found if one.body]


def _plain(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != OWN}


def _of_reports(body: Mapping[str, Any]) -> bool:
    """Whether runs made it; an incident that was filed from a call alone has no lineage."""
    return "lineage" in body


def _bodies(found: Fusion, standing: Mapping[str, Version]) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in found.incidents:
        before = standing.get(one.incident.id)
        yield one.incident.id, body_of(one, before=before.body if before else None)


def _says(body: Mapping[str, Any]) -> dict[str, Any]:
    """All but what follows from the rest."""
    return {name: value for name, value in body.items() if name != "result"}


def _record(
    centre: Centre, person: Person, subject: str, body: dict[str, Any], before: Version | None
) -> None:
    """The incident, then what the terms say of it."""
    findings = assessment_of(incident_of(body))
    change = Change(
        kind="incident",
        subject=subject,
        document={**body, "result": summary(findings["findings"])},
        follows=before.version if before else None,
    )
    version = (before.version if before else 0) + 1
    perform(centre, person, "incident.gather", change, key=new_id())
    record_assessment(centre, person, subject, version, findings)


def record_assessment(
    centre: Centre, person: Person, incident: str, version: int, findings: dict[str, Any]
) -> None:
    """The findings on one version of an incident; those on earlier versions are kept."""
    subject = subject_of("assessment", incident)
    stands = newest("assessment").filter(subject=subject).first()
    change = Change(
        kind="assessment",
        subject=subject,
        document={"incident": incident, "incident_version": version, **findings},
        follows=stands.version if stands else None,
    )
    perform(centre, person, "incident.assess", change, key=new_id())


def _retire(
    centre: Centre, person: Person, found: Fusion, standing: Mapping[str, Version]
) -> Iterable[str]:
    """Incidents that became part of another, or of which nothing is told any more."""
    into = {alias.id: one.incident.id for one in found.incidents for alias in one.aliases}
    alive = {one.incident.id for one in found.incidents}
    for subject, stands in standing.items():
        body = stands.body or {}
        if subject in alive or not _of_reports(body) or body["status"] == GONE:
            continue
        told = {**body, "status": GONE, "merged_into": into.get(subject, "")}
        change = Change(kind="incident", subject=subject, document=told, follows=stands.version)
        perform(centre, person, "incident.gather", change, key=new_id())
        yield subject
