"""All operations, and what becomes of what they refuse."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from trucewatch.domain.errors import Refusal
from trucewatch.storage.refusals import KeyMissing
from trucewatch.web.api import answers
from trucewatch.web.api.auth import BySession, ByToken
from trucewatch.web.exercise import MarkedAPI

ABOUT = """\
The record of a ceasefire monitoring centre: incidents, reports, terms, and the verbs by which
people change them. The same as the pages show and do; a token may do what its person may, within
its scopes.
"""
ARGUMENTS = ("filters", "listed", "told")
"""Names within functions, under which whole queries and bodies are read."""
API = MarkedAPI(
    title="Trucewatch",
    version="1",
    description=ABOUT,
    docs_url=None,  # the page that would be shown loads scripts from elsewhere
    auth=[ByToken(), BySession()],
    urls_namespace="api",
)


@API.exception_handler(Refusal)
def refusal(request: HttpRequest, err: Refusal) -> HttpResponse:
    """What a verb refuses."""
    del request
    return answers.refused(err)


@API.exception_handler(ValidationError)
def invalid(request: HttpRequest, err: ValidationError) -> HttpResponse:
    """A parameter or a member that is not as described; the first one is told."""
    del request
    fault = err.errors[0]
    source, *place = (str(part) for part in fault["loc"])
    if source == "header":
        what = "Idempotency-Key is not 1 to 100 visible ASCII characters"
        remedy = "make one random key for each request and send it again with every repetition"
        return answers.refused(KeyMissing(what, where=source, remedy=remedy))
    named = [one for one in place if one not in ARGUMENTS]
    where = (named[0] if source == "query" and named else ".".join(named)) or source
    return answers.told(422, "invalid_value", fault["msg"], "read openapi.json", where=where)


@API.exception_handler(HttpError)
def http_error(request: HttpRequest, err: HttpError) -> HttpResponse:
    """A damaged body, or a form without the proof of its page."""
    del request
    code, what, remedy = answers.SAID[HTTPStatus(err.status_code)]
    if err.status_code == 403:
        code, what, remedy = "no_proof", "no proof of the page", "send X-CSRFToken, or a token"
    return answers.told(err.status_code, code, what, remedy)


@API.exception_handler(Http404)
@API.exception_handler(PermissionDenied)
def nothing(request: HttpRequest, err: Exception) -> HttpResponse:
    """What is not there, or may not be seen: the same answer."""
    del err
    return answers.nothing_here(request)
