"""What programs are told where something was refused: one shape, whoever refused it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from trucewatch.domain.errors import Refusal
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.storage.refusals import (
    ContentErased,
    DiskRefused,
    KeyMissing,
    RecordAltered,
    RecordBehind,
    RecorderBusy,
    RecorderStopped,
    StaleVersion,
)
from trucewatch.web.bearing import ROOT

SOON_S = 5
"""When to send again where the recorder did not take something: a restart takes about so long."""
NOT_NOW = (DiskRefused, RecordAltered, RecordBehind, RecorderBusy, RecorderStopped)
STATUS = {
    KeyMissing.code: HTTPStatus.BAD_REQUEST,
    NotThere.code: HTTPStatus.NOT_FOUND,
    ContentErased.code: HTTPStatus.CONFLICT,
    StaleVersion.code: HTTPStatus.CONFLICT,
    **{one.code: HTTPStatus.SERVICE_UNAVAILABLE for one in NOT_NOW},
}
"""By the code of a refusal, which it keeps on its way through the window; all others are 422."""
NOTHING = ("not_there", "nothing is here that you may see", "look its id up in a list")
"""The same for what does not exist and for what somebody may not know of."""
NO_ENTRY = {
    "not_signed_in": "send a token, or sign in",
    "step_up": "do it on the page, where you can prove yourself once more",
}
SAID = {
    HTTPStatus.BAD_REQUEST: ("not_understood", "the request is damaged", "read openapi.json"),
    HTTPStatus.UNAUTHORIZED: ("denied", "nobody is signed in", NO_ENTRY["not_signed_in"]),
    HTTPStatus.FORBIDDEN: ("denied", "this is not open to you", "ask the head of your team"),
    HTTPStatus.NOT_FOUND: NOTHING,
    HTTPStatus.METHOD_NOT_ALLOWED: ("no_such_method", "not done with this", "read openapi.json"),
    HTTPStatus.TOO_MANY_REQUESTS: ("too_often", "too many requests", "wait, see Retry-After"),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("failed", "this failed here", "tell the operator"),
}


def told(status: int, code: str, what: str, remedy: str, *, where: str = "") -> HttpResponse:
    """An answer in the one shape of refusals."""
    body = {"code": code, "what": what, "where": where, "remedy": remedy}
    answer = JsonResponse(body, status=status)
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = "Bearer"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer["Retry-After"] = str(SOON_S)
    return answer


def refused(refusal: Refusal) -> HttpResponse:
    """The answer to what a verb refuses."""
    if isinstance(refusal, Denied):
        return _denied(refusal)
    status = STATUS.get(refusal.code, HTTPStatus.UNPROCESSABLE_ENTITY)
    if status == HTTPStatus.NOT_FOUND:
        return told(status, *NOTHING)
    return told(status, refusal.code, refusal.what, refusal.remedy, where=refusal.where)


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any address that the API does not have."""
    del request
    return told(HTTPStatus.NOT_FOUND, *NOTHING)


class Answers:
    """Gives refusals that were written for people the shape for programs, at addresses of these."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer."""
        answer = self._next(request)
        written = answer.headers.get("Content-Type", "").startswith("application/")
        if answer.status_code < 400 or written or not request.path_info.startswith(ROOT):
            return answer
        status = HTTPStatus(answer.status_code)
        plain = told(status, *SAID.get(status, ("refused", status.phrase.lower(), "")))
        for name in ("Allow", "Retry-After"):
            if name in answer.headers:
                plain[name] = answer.headers[name]
        return plain


def _denied(denied: Denied) -> HttpResponse:
    reason = denied.decision.reason
    nobody = reason == "not_signed_in"
    status = HTTPStatus.UNAUTHORIZED if nobody else HTTPStatus.FORBIDDEN
    remedy = NO_ENTRY.get(reason, f"missing: {reason}")
    return told(status, denied.code, denied.what, remedy)
