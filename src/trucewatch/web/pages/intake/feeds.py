"""Feeds that the centre asks by itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from trucewatch.domain.errors import Refusal
from trucewatch.service import feeds
from trucewatch.service.refusals import NotThere
from trucewatch.service.sight import seen_of_kind
from trucewatch.storage.custody import new_id
from trucewatch.storage.models import FeedState
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.intake.forms import FeedForm
from trucewatch.web.person import allowed, person_of


@require_http_methods(["GET", "POST"])
@allowed("feed.add")
def page(request: HttpRequest) -> HttpResponse:
    """All feeds with how it went, and a form for one more."""
    person, status = person_of(request), 200
    form = FeedForm(initial={"key": new_id()})
    if request.method == "POST":
        form, status = FeedForm(request.POST), 422
        if form.is_valid():
            told = {name: str(one) for name, one in form.cleaned_data.items()}
            try:
                feeds.add(centre(), person, told, key=f"feed:{person.id}:{told['key']}")
                messages.success(request, _("Recorded. It is asked within a minute."))
                return redirect("intake:feeds")
            except Refusal as refusal:
                form.add_error("address", refused.told(refusal))
    states = {one.feed: one for one in FeedState.objects.all()}
    listed = [
        {"feed": one, "state": state, "trouble": refused.kept(state.refused, state.trouble)}
        for one in seen_of_kind(person, "feed")
        for state in [states.get(one.subject, FeedState())]
    ]
    return render(request, "intake/feeds.html", {"form": form, "feeds": listed}, status=status)


@require_POST
@allowed("feed.poll")
def poll(request: HttpRequest, feed: str) -> HttpResponse:
    """Ask one now."""
    try:
        found = feeds.poll(centre(), person_of(request), feed)
    except NotThere:
        raise
    except Refusal as refusal:
        messages.error(request, refused.told(refusal))
        return redirect("intake:feeds")
    if found.refused:
        messages.error(request, refused.told(found.refused))
    else:
        words = ngettext("%(number)s new item.", "%(number)s new items.", len(found.new))
        messages.success(request, words % {"number": len(found.new)})
    return redirect("intake:feeds")
