"""Shows the database, for the length of one request, what its person may see."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from trucewatch.service.policy import audiences
from trucewatch.storage.sight import seeing
from trucewatch.web.person import person_of


class Seeing:
    """One transaction a request on PostgreSQL; whatever is read beside it is empty."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the page."""
        with seeing(audiences(person_of(request))):
            return self._next(request)
