"""Pointing at a place of the case, so that all in the room see it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from trucewatch.service.review.pointing import point
from trucewatch.web.centre import centre
from trucewatch.web.pages.room.views import done
from trucewatch.web.person import allowed, person_of


@require_POST
@allowed("case.see")
def show(request: HttpRequest, subject: str) -> HttpResponse:
    """Point at the place that is chosen, or at none any more."""
    person, spot = person_of(request), request.POST.get("spot", "")
    return done(request, subject, lambda: point(centre(), person, subject, spot))
