"""Things of one kind that somebody may see: what is of another kind is not there either."""

from __future__ import annotations

from trucewatch.domain.access import Person
from trucewatch.service.refusals import NotThere
from trucewatch.service.sight import seen
from trucewatch.storage.models import Document, Incident, Statement
from trucewatch.storage.models.documents import Version


def incident_seen(person: Person, subject: str) -> Version:
    """The incident as it stands.

    Raises:
        NotThere: none that this person may see; nothing tells why.
    """
    return _of(person, subject, Incident)


def statement_seen(person: Person, subject: str) -> Version:
    """The statement as it stands; raises as `incident_seen`."""
    return _of(person, subject, Statement)


def document_seen(person: Person, kind: str, subject: str) -> Version:
    """The document of that kind as it stands; raises as `incident_seen`."""
    found = _of(person, subject, Document)
    if getattr(found, "kind", "") != kind:
        raise NotThere("no such thing")
    return found


def _of(person: Person, subject: str, model: type[Version]) -> Version:
    found = seen(person, subject)
    if not isinstance(found, model) or not found.body:
        raise NotThere("no such thing")
    return found
