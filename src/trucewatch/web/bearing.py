"""Programs that come to the API with a token of a person; they have no session and no cookie."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from trucewatch.service.tokens import bearer
from trucewatch.web.sitting import now

SCHEME = "Bearer "
SCOPES = "token_scopes"


class Bearing:
    """Makes the person of a token the one who asks; under /api/ alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; 401 to a token that is none."""
        told = request.headers.get("Authorization", "")
        if not request.path_info.startswith("/api/") or not told.startswith(SCHEME):
            return self._next(request)
        found = bearer(told.removeprefix(SCHEME).strip(), now())
        if found is None:
            what = {"code": "token", "what": "no such token", "remedy": "make a new one"}
            answer = JsonResponse(what, status=401)
            answer["WWW-Authenticate"] = "Bearer"
            return answer
        request.session = type(request.session)()  # a cookie beside it counts for nothing
        request.user = found.account
        setattr(request, SCOPES, found.scopes)
        # A browser never sends this header by itself, so no other site can forge it.
        request.csrf_processing_done = True  # type: ignore[attr-defined]
        return self._next(request)


def scopes_of(request: HttpRequest) -> frozenset[str] | None:
    """What the token is good for; None where somebody is signed in instead."""
    found: frozenset[str] | None = getattr(request, SCOPES, None)
    return found
