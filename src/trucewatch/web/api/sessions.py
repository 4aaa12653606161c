"""Joint sessions: who came, what was heard in which order, and their minutes."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query

from trucewatch.domain.determination import minutes_id
from trucewatch.domain.session import SessionState
from trucewatch.service.sight import seen_of_kind
from trucewatch.web.api.cases import Several
from trucewatch.web.api.schemas import Subject
from trucewatch.web.api.seen import document_seen
from trucewatch.web.api.serving import serves
from trucewatch.web.api.standing import (
    Paged,
    Signed,
    Standing,
    StandingPage,
    page_of,
    signed,
    standing,
)
from trucewatch.web.person import person_of


class ListedSessions(Paged):
    """Which sessions; values of one filter are alternatives."""

    state: list[SessionState] = Several


@serves("GET", "/sessions", action="case.see", answers=StandingPage)
def list_sessions(request: HttpRequest, listed: Annotated[ListedSessions, Query()]) -> Any:
    """A page of the sessions; each as session.schema.json says."""
    return page_of(seen_of_kind(person_of(request), "session"), listed, "list_sessions")


@serves("GET", "/sessions/{subject}", action="case.see", answers=Standing)
def get_session(request: HttpRequest, subject: Subject) -> Any:
    """A session as it stands."""
    return standing(document_seen(person_of(request), "session", subject))


@serves("GET", "/sessions/{subject}/minutes", action="case.see", answers=Signed)
def get_minutes(request: HttpRequest, subject: Subject) -> Any:
    """Its minutes with their corrections, once it is closed; minutes.schema.json."""
    person = person_of(request)
    document_seen(person, "session", subject)
    return signed(document_seen(person, "minutes", minutes_id(subject)))
