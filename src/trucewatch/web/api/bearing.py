"""Who a token stands for; before limits and sight, which ask whose request it is."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from trucewatch.service.tokens import holder
from trucewatch.web.person import TOKEN
from trucewatch.web.sitting import now

ROOT = "/api/"
HEADER = "Authorization"


class Bearing:
    """Makes a request that brings a token one of its person, and of nobody where it is not good.

    A session that comes along with a token counts for nothing: what asks is the program.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        if request.path_info.startswith(ROOT) and HEADER in request.headers:
            scheme, _, secret = request.headers[HEADER].partition(" ")
            held = holder(secret.strip(), now()) if scheme.lower() == "bearer" else None
            request.user = held.account if held else AnonymousUser()
            if held:
                request.META[TOKEN] = held.token
        return self._next(request)
