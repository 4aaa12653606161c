"""What a refusal becomes on its way out: a way to sign in, a way to prove more, or a clear page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from trucewatch.domain.access import Decision
from trucewatch.review.refusals import NotLawful
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.taking_part import LEFT
from trucewatch.web import refused

WAYS = {"not_signed_in": "access:sign-in", "step_up": "access:again"}
"""Where somebody is sent for want of what."""


class Refusing:
    """Answers what verbs refuse: `Denied`, and `NotThere` as if there were no such page.

    What people of a delegation that does not take part may only read is told them as such.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the page."""
        return self._next(request)

    @staticmethod
    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal; other exceptions are no business of this."""
        if isinstance(exception, Denied):
            return turn_away(request, exception)
        if isinstance(exception, NotLawful) and exception.code == LEFT:
            return turn_away(request, Denied("", Decision(allow=False, reason=LEFT)))
        if isinstance(exception, NotThere):
            raise Http404 from exception
        return None


def turn_away(request: HttpRequest, denied: Denied) -> HttpResponse:
    """Send them where they get what is missing, with a way back.

    Raises:
        PermissionDenied: nothing they could do would help.
    """
    if denied.decision.reason == LEFT and request.method == "POST":
        messages.error(request, read_only(request))  # an open page whose delegation left since
        return send(request, back(request))
    way = WAYS.get(denied.decision.reason)
    if way is None:
        raise PermissionDenied(denied.action) from denied
    return send(request, f"{reverse(way)}?{urlencode({'next': back(request)})}")


def read_only(request: HttpRequest) -> str:
    """That somebody's delegation does not take part, and what it does about that."""
    return refused.told(NotLawful(LEFT, side=getattr(request.user, "side", "")))


def send(request: HttpRequest, address: str) -> HttpResponse:
    """To another page: the browser itself, or what htmx made of it."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def back(request: HttpRequest) -> str:
    """Where they come back to: the page they see, since what they sent cannot be sent again."""
    if request.method == "GET" and request.headers.get("HX-Request") != "true":
        return request.get_full_path()
    seen = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    parts = urlsplit(seen)
    if parts.netloc != request.get_host():
        return reverse("shell:home")
    return parts._replace(scheme="", netloc="", fragment="").geturl()


def safe(request: HttpRequest, address: str) -> str:
    """`address` if it is one of ours, the first page if not."""
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return address
    return reverse("shell:home")
