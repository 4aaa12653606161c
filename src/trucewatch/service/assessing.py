"""Holding an incident against the terms of then and there, as a document of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from trucewatch.domain.access import Person
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import Finding
from trucewatch.domain.incident import Incident
from trucewatch.domain.wire import to_wire
from trucewatch.pipeline.assess import assess
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.registers.terms import binding
from trucewatch.service.verb import Change, perform
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest


@dataclass(frozen=True)
class Assessed:
    """What the terms say of one incident, under each reading."""

    incident: str
    findings: tuple[Finding, ...]

    @property
    def summary(self) -> list[dict[str, Any]]:
        """What each agreement and reading comes to, in the order of the findings."""
        return [
            {
                "agreement": one.agreement,
                "reading": one.reading,
                "result": one.result.value,
                "reason": one.reason.value,
            }
            for one in self.findings
        ]


def assessed(incident: Incident, among: Iterable[Agreement] | None = None) -> Assessed:
    """Hold an incident against terms.

    Args:
        among: a run over many reads them once; None reads all: packaged, and published here.
    """
    terms = binding() if among is None else among
    return Assessed(incident.id, assess([incident], among=terms).findings)


def record(centre: Centre, person: Person, made: Assessed, version: int) -> None:
    """Put findings on record beside the version of the incident that they judge.

    Findings on earlier versions are kept as earlier versions of the same document.
    """
    subject = subject_of("assessment", made.incident)
    stands = newest("assessment").filter(subject=subject).first()
    document = {
        "incident": made.incident,
        "incident_version": version,
        "findings": to_wire(made.findings),
    }
    follows = stands.version if stands else None
    change = Change(kind="assessment", subject=subject, document=document, follows=follows)
    perform(centre, person, "incident.assess", change, key=new_id())
