"""What people decide, sent by their programs: each is the verb of the page, done once a key."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from pydantic import Field, JsonValue, StringConstraints

from trucewatch.service import comments, incidents, statements
from trucewatch.service.centre import Centre
from trucewatch.service.tokens import Scope
from trucewatch.web.api.schemas import ID, WORDS, Asked, Key, Recorded, Subject
from trucewatch.web.api.seen import document_seen, incident_seen, statement_seen
from trucewatch.web.api.sending import done_once
from trucewatch.web.api.serving import permit, serves
from trucewatch.web.centre import centre
from trucewatch.web.person import person_of

Words = Annotated[str, StringConstraints(pattern=WORDS, max_length=comments.LONGEST)]
Reason = Annotated[str, StringConstraints(pattern=WORDS, max_length=1000)]
Id = Annotated[str, StringConstraints(pattern=ID)]
CHANGES: dict[str, Any] = {"answers": Recorded, "scope": Scope.TRIAGE}
MOST = 50


class NewComment(Asked):
    """What to say; `@name` mentions somebody."""

    words: Words


class Filed(Asked):
    """It is as it stands."""

    do: Literal["file"]


class Dismissed(Asked):
    """It is nothing for the centre."""

    do: Literal["dismiss"]
    reason: Reason


class Reopened(Asked):
    """Take filing or dismissal back."""

    do: Literal["reopen"]


Settled = Annotated[Filed | Dismissed | Reopened, Field(discriminator="do")]
ACTION = {"file": "incident.file", "dismiss": "incident.dismiss", "reopen": "incident.undo"}


class Rejected(Asked):
    """Why the report does not say so."""

    reason: Reason


class Corrected(Asked):
    """What the report says, as members of a statement and their values; and why."""

    changes: dict[Annotated[str, StringConstraints(pattern="^[a-z_]{1,64}$")], JsonValue] = Field(
        min_length=1
    )
    reason: Reason


class Merge(Asked):
    """Several incidents tell of one happening."""

    do: Literal["merge"]
    incidents: list[Id] = Field(min_length=2, max_length=MOST)
    reason: Reason


class Link(Asked):
    """A statement tells of an incident."""

    do: Literal["link"]
    statement: Id
    incident: Id


class Split(Asked):
    """Some statements of an incident tell of another happening."""

    do: Literal["split"]
    incident: Id
    statements: list[Id] = Field(min_length=1, max_length=MOST)
    reason: Reason


Decided = Annotated[Merge | Link | Split, Field(discriminator="do")]


@serves("POST", "/incidents/{subject}/comments", action="comment.write", status=201, **CHANGES)
def write_comment(request: HttpRequest, subject: Subject, key: Key, told: NewComment) -> Any:
    """Say something about an incident; those who are mentioned and who follow it hear of it."""
    person = person_of(request)
    incident_seen(person, subject)

    def verb(ours: str) -> object:
        return comments.write(centre(), person, subject, told.words, key=ours)

    return done_once(request, key, told, verb)


@serves("POST", "/incidents/{subject}/settle", action="incident.file", **CHANGES)
def settle_incident(request: HttpRequest, subject: Subject, key: Key, told: Settled) -> Any:
    """File an incident, dismiss it with a reason, or take either back."""
    person, action = permit(request, ACTION[told.do], Scope.TRIAGE), ACTION[told.do]
    incident_seen(person, subject)

    def verb(ours: str) -> object:
        if isinstance(told, Reopened):
            return incidents.reopen(centre(), person, subject, key=ours)
        reason = told.reason if isinstance(told, Dismissed) else ""
        return incidents.settle(centre(), person, action, subject, reason=reason, key=ours)

    return done_once(request, key, told, verb)


@serves("POST", "/statements/{subject}/accept", action="statement.accept", **CHANGES)
def accept_statement(request: HttpRequest, subject: Subject, key: Key) -> Any:
    """A person read it and agrees that the report says so."""
    person = person_of(request)
    statement_seen(person, subject)

    def verb(ours: str) -> None:
        statements.accept(centre(), person, subject, key=ours)

    return done_once(request, key, None, verb)


@serves("POST", "/statements/{subject}/correct", action="statement.correct", **CHANGES)
def correct_statement(request: HttpRequest, subject: Subject, key: Key, told: Corrected) -> Any:
    """The report says otherwise than the machine read; what it read stays in the history."""
    person = person_of(request)
    statement_seen(person, subject)

    def verb(ours: str) -> None:
        changes, reason = told.changes, told.reason
        statements.correct(centre(), person, subject, changes, reason=reason, key=ours)

    return done_once(request, key, told, verb)


@serves("POST", "/statements/{subject}/reject", action="statement.reject", **CHANGES)
def reject_statement(request: HttpRequest, subject: Subject, key: Key, told: Rejected) -> Any:
    """The report does not say so; it stays to be seen and takes part in nothing."""
    person = person_of(request)
    statement_seen(person, subject)

    def verb(ours: str) -> None:
        statements.reject(centre(), person, subject, told.reason, key=ours)

    return done_once(request, key, told, verb)


@serves("POST", "/decisions", action="incident.merge", status=201, **CHANGES)
def decide(request: HttpRequest, key: Key, told: Decided) -> Any:
    """Merge incidents, link a statement to one, or split one; the worker carries it out."""
    person = permit(request, f"incident.{told.do}", Scope.TRIAGE)
    for one in told.incidents if isinstance(told, Merge) else [told.incident]:
        incident_seen(person, one)
    if isinstance(told, Link):
        statement_seen(person, told.statement)

    def verb(ours: str) -> object:
        return _decide(centre(), person, told, ours)

    return done_once(request, key, told, verb)


@serves("POST", "/decisions/{subject}/undo", action="incident.undo", status=201, **CHANGES)
def undo_decision(request: HttpRequest, subject: Subject, key: Key) -> Any:
    """Take a decision back; the answer names the decision that does."""
    person = person_of(request)
    document_seen(person, "decision", subject)

    def verb(ours: str) -> object:
        return incidents.undo(centre(), person, subject, key=ours)

    return done_once(request, key, None, verb)


def _decide(at: Centre, person: Any, told: Merge | Link | Split, key: str) -> str:
    if isinstance(told, Merge):
        return incidents.merge(at, person, told.incidents, told.reason, key=key)
    if isinstance(told, Link):
        return incidents.link(at, person, told.statement, told.incident, key=key)
    named, reason = told.statements, told.reason
    return incidents.split(at, person, told.incident, named, reason=reason, key=key)
