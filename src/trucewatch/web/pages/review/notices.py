"""Where the link of a notice leads."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from trucewatch.service.review.outbox import opened
from trucewatch.service.sight import seen
from trucewatch.web.person import allowed, person_of

PAGES = {
    "case": "review:case",
    "rules_proposal": "review:rules-proposal",
    "session": "review:session",
}
"""The page of each kind of thing that has one of its own."""


@require_safe
@allowed("case.see")
def follow(request: HttpRequest, signed: str) -> HttpResponse:
    """To what it is of, for somebody who is signed in; to the board where that has no page."""
    subject = opened(signed)
    if not subject:
        raise Http404
    if subject.startswith("standing-"):
        return redirect("review:delegations")
    kind = getattr(seen(person_of(request), subject), "kind", "")
    try:
        return redirect(reverse(PAGES.get(kind, ""), args=[subject]))
    except NoReverseMatch:
        return redirect("review:cases")
