"""Who claims an incident: the speaker nearest to the words, never the paper that passes it on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucewatch.domain.compliance import Claimant
from trucewatch.domain.document import Document
from trucewatch.domain.incident import Incident
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Speaker

Spoken = tuple[Speaker | None, Document, int]
"""The nearest speaker of a statement, None for the report itself; the report and its number."""


@dataclass(frozen=True)
class Reports:
    """The reports at hand, by the statements that they hold."""

    spoken: Mapping[str, Spoken]

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Reports:
        """All statements of these readings."""
        return cls(
            {
                said.id: (said.speakers[0] if said.speakers else None, reading.document, number)
                for number, reading in enumerate(readings, 1)
                for said in reading.statements
            }
        )

    def claimants(self, incident: Incident) -> tuple[Claimant, ...]:
        """Everybody who claims it, each once, in the order of its statements.

        Where its reports are not at hand, a registered speaker still stands for itself; anybody
        else is kept apart by the incident, since two papers' "residents" are not the same people.
        """
        known = [self.spoken[one] for one in incident.statements if one in self.spoken]
        found = [_within(*one) for one in known]
        found = found or [_without_report(incident)]
        return tuple({one.id: one for one in found}.values())


def _within(speaker: Speaker | None, document: Document, number: int) -> Claimant:
    if speaker is None:
        name = document.source or document.name
        return Claimant(id=f"report:{number}", name=name, report=document.name)
    registered = _registered(speaker)
    if registered is not None:
        return registered
    key = f"report:{number}:{'+'.join((speaker.name, *speaker.with_))}"
    return Claimant(id=key, name=_name(speaker), report=document.name)


def _without_report(incident: Incident) -> Claimant:
    nearest = incident.accusers[0] if incident.accusers else None
    registered = _registered(nearest) if nearest else None
    name = _name(nearest) if nearest else ""
    return registered or Claimant(id=f"incident:{incident.id}", name=name)


def _registered(speaker: Speaker) -> Claimant | None:
    """A speaker on file; a joint claim is a claimant of its own."""
    if speaker.actor is None:
        return None
    joint = "+".join((speaker.actor, *speaker.with_))
    return Claimant(id=joint, name=_name(speaker))


def _name(speaker: Speaker) -> str:
    return " and ".join((speaker.name, *speaker.with_))
