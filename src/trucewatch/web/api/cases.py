"""Cases of the joint review: listed, read, opened, and taken away with their proofs."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from trucewatch.domain.access import Side
from trucewatch.domain.case import CaseState, OpenedAs, Outcome, Severity
from trucewatch.domain.measure import MeasureState
from trucewatch.review.opening import Opening
from trucewatch.service.review import cases
from trucewatch.service.review.case_file import case_file
from trucewatch.service.sight import seen_of_kind
from trucewatch.service.tokens import Scope
from trucewatch.web.api.changes import Id
from trucewatch.web.api.schemas import WORDS, Asked, Document, Key, Recorded, Subject, Told
from trucewatch.web.api.seen import document_seen
from trucewatch.web.api.sending import done_once
from trucewatch.web.api.serving import permit, serves
from trucewatch.web.api.standing import Paged, Standing, StandingPage, page_of, standing
from trucewatch.web.centre import centre
from trucewatch.web.person import person_of

MOST_INCIDENTS, MOST_NAMED = 50, 20
Title = Annotated[str, StringConstraints(pattern=WORDS, max_length=200)]
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=8000)]
Named = Annotated[str, StringConstraints(pattern=WORDS, max_length=200)]
Several: Any = Field(default=[], max_length=20)


class ListedCases(Paged):
    """Which cases; values of one filter are alternatives."""

    state: list[CaseState] = Several
    outcome: list[Outcome] = Several
    opened_side: list[Side] = Several


class ListedMeasures(Paged):
    """Which measures; values of one filter are alternatives."""

    case: list[Id] = Several
    owner: list[Side] = Several
    state: list[MeasureState] = Several


class NewCase(Asked):
    """What whoever opens a case says of it; a delegation opens as the party."""

    title: Title
    incidents: list[Id] = Field(min_length=1, max_length=MOST_INCIDENTS)
    opened_as: Literal["party", "monitor", "public"]
    complaint: Text = ""
    suspected: list[Named] = Field(default=[], max_length=MOST_NAMED)
    agreement: Text = ""
    clauses: list[Named] = Field(default=[], max_length=MOST_NAMED)
    severity: Literal["unknown", "technical", "minor", "serious", "grave"] = "unknown"


class CaseFile(Told):
    """Every entry of a case with its proof under one checkpoint, for `tw-verify case`."""

    format: str
    case: str
    checkpoint: str
    entries: list[Document]


@serves("GET", "/cases", action="case.see", answers=StandingPage)
def list_cases(request: HttpRequest, listed: Annotated[ListedCases, Query()]) -> Any:
    """A page of the cases; each as case.schema.json says."""
    return page_of(seen_of_kind(person_of(request), "case"), listed, "list_cases")


@serves("GET", "/cases/{subject}", action="case.see", answers=Standing)
def get_case(request: HttpRequest, subject: Subject) -> Any:
    """A case as it stands."""
    return standing(document_seen(person_of(request), "case", subject))


@serves("POST", "/cases", action="case.open", answers=Recorded, scope=Scope.REVIEW, status=201)
def open_case(request: HttpRequest, key: Key, told: NewCase) -> Any:
    """Open a case from incidents; the rules of the day are those that it stays under."""
    person = person_of(request)
    opening = Opening(
        title=told.title,
        incidents=tuple(told.incidents),
        opened_as=OpenedAs(told.opened_as),
        complaint=told.complaint,
        suspected=tuple(told.suspected),
        agreement=told.agreement,
        clauses=tuple(told.clauses),
        severity=Severity(told.severity),
    )

    def verb(ours: str) -> object:
        return cases.open_(centre(), person, opening, key=ours)

    return done_once(request, key, told, verb)


@serves(
    "GET",
    "/cases/{subject}/file",
    action="case_file.take",
    answers=CaseFile,
    scope=Scope.CASE_FILE,
)
def take_case_file(request: HttpRequest, subject: Subject) -> Any:
    """All that you may see of a case, with its proofs, to be verified offline."""
    person = permit(request, "case_file.take", Scope.CASE_FILE)
    document_seen(person, "case", subject)
    found = case_file(centre(), person, subject)
    return HttpResponse(found.data, content_type="application/json")


@serves("GET", "/measures", action="case.see", answers=StandingPage)
def list_measures(request: HttpRequest, listed: Annotated[ListedMeasures, Query()]) -> Any:
    """A page of the measures on cases: who owes what until when, and how far it is."""
    return page_of(seen_of_kind(person_of(request), "measure"), listed, "list_measures")
