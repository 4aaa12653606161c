"""The machine's run: all readings and all that people decided, to incidents, to findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.decision import Decision
from trucewatch.domain.fusion import Fused, Fusion
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Statement
from trucewatch.domain.wire import from_wire
from trucewatch.pipeline.fuse import fuse
from trucewatch.pipeline.known import Background
from trucewatch.service.assessing import assessed, record
from trucewatch.service.centre import Centre
from trucewatch.service.incident_body import GONE, body_of, identity_of, incident_of
from trucewatch.service.registers.sources import judgements, known
from trucewatch.service.registers.terms import binding
from trucewatch.service.standing_alone import REJECTED, REVIEW, told_alone
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest
from trucewatch.storage.models.documents import Version


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
        [*readings(), *told_alone()],
        beside=Background(judgements=judgements(), sources=known()),
        decisions=decisions(),
        previous=[identity_of(one.body) for one in standing.values() if _has_name(one.body)],
    )
    run = _Run(centre, person, standing, tuple(binding()))
    fates = [(one.incident.id, run.keep(one)) for one in found.incidents]
    return Gathered(
        made=tuple(name for name, fate in fates if fate == "made"),
        changed=tuple(name for name, fate in fates if fate == "changed"),
        gone=tuple(run.retire(found)),
    )


def readings() -> Iterator[Reading]:
    """Every reading as people left it: corrected statements in place, rejected ones out."""
    corrected = {
        one.subject: one.body for one in newest("statement").filter(version__gt=1) if one.body
    }
    for one in newest("reading").order_by("seq"):
        if one.body is None:
            continue
        told = plain_reading(one.body)
        said = [corrected.get(each["id"], each) for each in told["statements"]]
        told["statements"] = [_plain(each) for each in said if not rejected(each)]
        yield from_wire(Reading, told)


def plain_reading(body: Mapping[str, Any]) -> dict[str, Any]:
    """A reading without what the centre keeps beside it."""
    return {name: value for name, value in body.items() if name != "report"}


def rejected(statement: Mapping[str, Any]) -> bool:
    """Whether a person said that the report does not say so."""
    return bool(statement.get(REVIEW, {}).get("state") == REJECTED)


def statement_of(body: Mapping[str, Any]) -> Statement:
    """The statement without what was thought of it."""
    return from_wire(Statement, _plain(body))


def decisions() -> list[Decision]:
    """What people decided about incidents, the first one first."""
    found = newest("decision").order_by("seq")
    return [from_wire(Decision, one.body) for one in found if one.body]


def _plain(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != REVIEW}


def _of_reports(body: Mapping[str, Any]) -> bool:
    """Whether runs made it; an incident that was filed from a call alone has no lineage."""
    return "lineage" in body


def _has_name(body: Mapping[str, Any]) -> bool:
    """Whether it goes by its own id; one that became part of another is an alias of that one."""
    return not body.get("merged_into")


def _says(body: Mapping[str, Any] | None) -> dict[str, Any]:
    """All but what follows from the rest."""
    return {name: value for name, value in (body or {}).items() if name != "result"}


@dataclass(frozen=True)
class _Run:
    """Puts what a run found on record, where it is something else than what stands."""

    centre: Centre
    person: Person
    standing: Mapping[str, Version]
    terms: tuple[Agreement, ...]

    def keep(self, one: Fused) -> str:
        """`made`, `changed` or `same`."""
        before = self.standing.get(one.incident.id)
        body = body_of(one, before=before.body if before else None)
        if before is not None and _says(before.body) == _says(body):
            return "same"
        findings = assessed(incident_of(body), self.terms)
        self._perform({**body, "result": findings.summary}, before)
        record(self.centre, self.person, findings, (before.version if before else 0) + 1)
        return "changed" if before else "made"

    def retire(self, found: Fusion) -> Iterator[str]:
        """Incidents that became part of another, or of which nothing is told any more."""
        into = {alias.id: one.incident.id for one in found.incidents for alias in one.aliases}
        alive = {one.incident.id for one in found.incidents}
        for subject, stands in self.standing.items():
            body = stands.body or {}
            if subject in alive or not _of_reports(body) or body["status"] == GONE:
                continue
            self._perform({**body, "status": GONE, "merged_into": into.get(subject, "")}, stands)
            yield subject

    def _perform(self, body: dict[str, Any], before: Version | None) -> None:
        change = Change(
            kind="incident",
            subject=body["id"],
            document=body,
            follows=before.version if before else None,
        )
        perform(self.centre, self.person, "incident.gather", change, key=new_id())
