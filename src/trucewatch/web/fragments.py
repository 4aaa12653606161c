"""Messages reach somebody who got a part of a page as well as somebody who got a whole one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django_htmx.http import trigger_client_event

EVENT = "told"


class Told:
    """Hands messages to the page's own script where the answer goes into a part of the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, its messages in a header; a redirect keeps them for the page it leads to."""
        answer = self._next(request)
        is_part = request.headers.get("HX-Request-Type") == "partial"
        if is_part and not 300 <= answer.status_code < 400:
            told = [{"text": str(one), "kind": one.level_tag} for one in get_messages(request)]
            if told:
                trigger_client_event(answer, EVENT, {"messages": told})
        return answer
