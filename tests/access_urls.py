"""All addresses of the centre, and two more under which any document is asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from trucewatch.service.sight import seen
from trucewatch.web.person import person_of
from trucewatch.web.urls import urlpatterns as real


def page(request: HttpRequest, subject: str) -> HttpResponse:
    """A document as a page would show it."""
    return HttpResponse(str(seen(person_of(request), subject).body))


def api(request: HttpRequest, subject: str) -> HttpResponse:
    """The same as the API would."""
    return JsonResponse(seen(person_of(request), subject).body)


urlpatterns = [*real, path("page/<str:subject>", page), path("data/<str:subject>", api)]
