"""What people do on the page of an incident; each is one verb, told afterwards in one line."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trucewatch.domain.errors import Refusal
from trucewatch.service import comments, incidents
from trucewatch.storage.custody import new_id
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.person import allowed, person_of


@require_POST
@allowed("incident.file")
def settle(request: HttpRequest, subject: str) -> HttpResponse:
    """File it, dismiss it with a reason, or take that back."""
    person, key = person_of(request), request.POST.get("key") or new_id()
    done = request.POST.get("do", "")
    try:
        if done == "reopen":
            incidents.reopen(centre(), person, subject, key=key)
        else:
            action = "incident.dismiss" if done == "dismiss" else "incident.file"
            reason = request.POST.get("reason", "")
            incidents.settle(centre(), person, action, subject, reason=reason, key=key)
        messages.success(request, _("Recorded."))
    except Refusal as refusal:
        messages.error(request, refused.told(refusal))
    return redirect("incidents:one", subject)


@require_POST
@allowed("comment.write")
def comment(request: HttpRequest, subject: str) -> HttpResponse:
    """Say something about it."""
    key = request.POST.get("key") or new_id()
    words = request.POST.get("words", "")
    try:
        comments.write(centre(), person_of(request), subject, words, key=key)
    except Refusal as refusal:
        messages.error(request, refused.told(refusal))
    return redirect("incidents:one", subject)


@require_POST
@allowed("follow.keep")
def follow(request: HttpRequest, subject: str) -> HttpResponse:
    """Hear of it from now on, or no more."""
    comments.follow(person_of(request), subject, whether="follow" in request.POST)
    return redirect("incidents:one", subject)
