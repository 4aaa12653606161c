"""Requests for information to a delegation, and what it says to them."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from trucewatch.domain.access import Side
from trucewatch.domain.request import RequestState
from trucewatch.review.requests import Asked as Question
from trucewatch.service.review import cases, requests
from trucewatch.service.review.cases import Said
from trucewatch.service.sight import seen_of_kind
from trucewatch.service.tokens import Scope
from trucewatch.web.api.cases import Several, Text
from trucewatch.web.api.changes import Id, Words
from trucewatch.web.api.schemas import Asked, Key, Recorded, Subject
from trucewatch.web.api.seen import document_seen
from trucewatch.web.api.sending import done_once
from trucewatch.web.api.serving import serves
from trucewatch.web.api.standing import Paged, Standing, StandingPage, page_of, standing
from trucewatch.web.centre import centre
from trucewatch.web.person import person_of

STEPS = {
    "acknowledge": RequestState.ACKNOWLEDGED,
    "answer": RequestState.ANSWERED,
    "answer_partly": RequestState.PARTLY,
    "refuse": RequestState.REFUSED,
}
MOST_EVIDENCE = 50


class ListedRequests(Paged):
    """Which requests; values of one filter are alternatives."""

    case: list[Id] = Several
    to: list[Literal["a", "b"]] = Several
    state: list[RequestState] = Several


class NewRequest(Asked):
    """Which delegation is asked what; a confidential reply is for no bulletin."""

    to: Literal["a", "b"]
    asks: Words
    confidential: bool = False


class Reply(Asked):
    """What the delegation that is asked says; all but `acknowledge` needs words."""

    do: Literal["acknowledge", "answer", "answer_partly", "refuse"]
    words: Text = ""
    evidence: list[Id] = Field(
        default=[], max_length=MOST_EVIDENCE, description="Ids of reports that were handed in."
    )
    version: int | None = Field(
        default=None, ge=1, le=2**31 - 1, description="Of the request that you read."
    )


@serves("GET", "/requests", action="case.see", answers=StandingPage)
def list_requests(request: HttpRequest, listed: Annotated[ListedRequests, Query()]) -> Any:
    """A page of the requests; each as request.schema.json says."""
    return page_of(seen_of_kind(person_of(request), "request"), listed, "list_requests")


@serves("GET", "/requests/{subject}", action="case.see", answers=Standing)
def get_request(request: HttpRequest, subject: Subject) -> Any:
    """A request with every step that it took."""
    return standing(document_seen(person_of(request), "request", subject))


@serves(
    "POST",
    "/cases/{subject}/requests",
    action="request.send",
    answers=Recorded,
    scope=Scope.REVIEW,
    status=201,
)
def send_request(request: HttpRequest, subject: Subject, key: Key, told: NewRequest) -> Any:
    """Ask a delegation about a case; its clock begins now."""
    person = person_of(request)
    cases.get(person, subject)
    question = Question(subject, Side(told.to), told.asks, told.confidential)

    def verb(ours: str) -> object:
        return requests.send(centre(), person, question, key=ours)

    return done_once(request, key, told, verb)


@serves(
    "POST",
    "/requests/{subject}/reply",
    action="request.answer",
    answers=Recorded,
    scope=Scope.REVIEW,
)
def reply_to_request(request: HttpRequest, subject: Subject, key: Key, told: Reply) -> Any:
    """Acknowledge, answer wholly or in part, or refuse, for the delegation that is asked."""
    person = person_of(request)
    requests.get(person, subject)
    for one in told.evidence:
        document_seen(person, "report", one)

    def verb(ours: str) -> object:
        said = Said(ours, told.words, told.version)
        step = (STEPS[told.do], told.evidence)
        return requests.reply(centre(), person, subject, step, said=said)

    return done_once(request, key, told, verb)
