"""Programs that come to the API with a token of a person; they have no session and no cookie."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from trucewatch.service.tokens import bearer
from trucewatch.web.person import TOKEN
from trucewatch.web.sitting import now

ROOT = "/api/"
HEADER = "Authorization"


class Bearing:
    """Makes a request that brings a token one of its person, and of nobody where it is not good.

    Before limits and sight, which ask whose request it is. A session that comes along counts for
    nothing: what asks is the program.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        if request.path_info.startswith(ROOT) and HEADER in request.headers:
            scheme, _, told = request.headers[HEADER].partition(" ")
            found = bearer(told.strip(), now()) if scheme.lower() == "bearer" else None
            request.user = found.account if found else AnonymousUser()
            if found:
                request.META[TOKEN] = found
        return self._next(request)


def scopes_of(request: HttpRequest) -> frozenset[str] | None:
    """What the token is for; None where somebody is signed in instead."""
    found = request.META.get(TOKEN)
    return found.scopes if found else None
