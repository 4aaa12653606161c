"""One incident: as it is known now or was known at a time, its history, findings and comments."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.time import UTC, write_instant
from trucewatch.service.comments import comments_on
from trucewatch.service.history import history, known_on
from trucewatch.service.refusals import NotThere
from trucewatch.service.showing import show
from trucewatch.service.sight import visible
from trucewatch.storage.documents import table
from trucewatch.storage.models.documents import Version
from trucewatch.web.api.incident_query import Time
from trucewatch.web.api.schemas import Document, Subject, Told
from trucewatch.web.api.seen import incident_seen
from trucewatch.web.api.serving import serves
from trucewatch.web.centre import centre
from trucewatch.web.person import person_of

DAY_LETTERS = len("2016-09-12")


class Incident(Told):
    """A version of an incident."""

    id: str
    version: int
    recorded_at: str
    actor: str = Field(description="Opaque id of who made this version.")
    document: Document = Field(description="All that it says; docs/reference/json.md.")


class Difference(Told):
    """A member that a version changed; null where it was or is absent."""

    member: str
    was: Any
    now: Any


class Chapter(Told):
    """What was done to make a version, by whom and why."""

    version: int
    seq: int = Field(description="Place of its entry in the ledger.")
    at: str
    actor: str
    verb: str = Field(description="As incident.dismiss; empty where it was recorded without one.")
    reason: str
    differences: list[Difference]


class History(Told):
    """Every version, the first one first."""

    items: list[Chapter]


class Assessments(Told):
    """What the newest run found for each agreement and reading, with its steps."""

    version: int | None = Field(description="Of the assessment; null where nobody assessed.")
    items: list[Document]


class Comment(Told):
    """A comment as it stands."""

    id: str
    version: int
    by: str
    at: str
    words: str


class Comments(Told):
    """The first one first."""

    items: list[Comment]


@serves("GET", "/incidents/{subject}", action="incident.list", answers=Incident)
def get_incident(
    request: HttpRequest,
    subject: Subject,
    at: Annotated[
        Time | None, Query(description="As known then; a day is meant to its end.")
    ] = None,
) -> Any:
    """An incident; that a delegation was shown it first by this is recorded."""
    person = person_of(request)
    stands = incident_seen(person, subject)
    show(centre(), person, subject)
    if at is not None:
        stands = known_on(person, subject, _until(at))
        if not stands.body:
            raise NotThere("it was erased")
    return {
        "id": stands.subject,
        "version": stands.version,
        "recorded_at": write_instant(stands.recorded_at),
        "actor": stands.actor,
        "document": stands.body,
    }


@serves("GET", "/incidents/{subject}/history", action="history.see", answers=History)
def get_history(request: HttpRequest, subject: Subject) -> Any:
    """Who made which version of it, when, why, and what it changed."""
    person = person_of(request)
    incident_seen(person, subject)
    return {"items": [_chapter(one) for one in history(person, subject)]}


@serves("GET", "/incidents/{subject}/assessments", action="incident.list", answers=Assessments)
def get_assessments(request: HttpRequest, subject: Subject) -> Any:
    """What each agreement comes to under each reading, with the steps to it."""
    incident_seen(person_of(request), subject)
    found = table("assessment").filter(body__incident=subject).order_by("-version").first()
    if found is None:
        return {"version": None, "items": []}
    return {"version": found.version, "items": found.body["findings"]}


@serves("GET", "/incidents/{subject}/comments", action="incident.list", answers=Comments)
def get_comments(request: HttpRequest, subject: Subject) -> Any:
    """What people said about it."""
    person = person_of(request)
    incident_seen(person, subject)
    found = [one for one in comments_on(subject) if visible(person, one)]
    return {"items": [_comment(one) for one in found]}


def _until(at: str) -> dt.datetime:
    try:
        told = dt.datetime.fromisoformat(at)
        days = 1 if len(at) == DAY_LETTERS else 0
        return told.replace(tzinfo=told.tzinfo or UTC) + dt.timedelta(days=days)
    except (ValueError, OverflowError) as err:
        remedy = "write it as 2016-09-12 or 2016-09-12T03:40Z"
        raise InvalidValue(f"{at} is no time", where="at", remedy=remedy) from err


def _chapter(one: Any) -> dict[str, Any]:
    told = [{"member": each.member, "was": each.was, "now": each.now} for each in one.differences]
    names = ("version", "seq", "actor", "verb", "reason")
    facts = {name: getattr(one, name) for name in names}
    return {**facts, "at": write_instant(one.at), "differences": told}


def _comment(one: Version) -> dict[str, Any]:
    body = one.body or {}
    facts = {name: body[name] for name in ("by", "at", "words")}
    return {"id": one.subject, "version": one.version, **facts}
