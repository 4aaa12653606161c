"""What somebody may see: the one question that pages and the API ask before they show a thing."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from trucewatch.domain.access import Audience, Person, Resource, Side
from trucewatch.service.policy import audiences, decide
from trucewatch.service.refusals import NotThere
from trucewatch.storage.documents import newest, newest_of
from trucewatch.storage.models.documents import Version


def about(document: Version) -> Resource:
    """What the policy has to know of a document.

    Kinds with a table of their own have no audience: all who work with the record share them.
    """
    audience = Audience(getattr(document, "audience", Audience.SHARED))
    private = audience in (Audience.A, Audience.B)
    return Resource(
        kind=getattr(document, "kind", ""),
        audience=audience,
        owner=document.actor,
        side=Side(audience.value) if private else Side.NEUTRAL,
    )


def visible(person: Person, document: Version) -> bool:
    """Whether the person may see this version of this document."""
    return decide(person, "record.see", about(document)).allow


def seen(person: Person, subject: str) -> Version:
    """The newest version of a document that the person may see.

    Raises:
        NotThere: there is none, or none that they may know of; nothing tells which.
    """
    found = newest_of(subject)
    if found is None or not visible(person, found):
        raise NotThere("no such thing")
    return found


def seen_of_kind(person: Person, kind: str) -> QuerySet[Any]:
    """The newest version of each document of a kind that the person may see; the last one first."""
    return newest(kind, audiences(person))
