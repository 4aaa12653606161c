"""The first page, the choice of language and of light or dark, and how pages look."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from trucewatch.storage.models import Notice
from trucewatch.web.names import names_of
from trucewatch.web.pages.health.views import signs_for
from trucewatch.web.person import account_of, answer, person_of
from trucewatch.web.speaking import THEME_COOKIE, THEMES
from trucewatch.web.wording import RESULTS, STATUSES

SAMPLE_TIME = dt.datetime(2016, 9, 12, 3, 10, tzinfo=dt.UTC)
YEAR_S = 365 * 24 * 3600
MOST_NOTICES = 50
NOTICES = {
    "mentioned": _("You were mentioned"),
    "followed": _("Said about something that you follow"),
    "changed": _("Something that you follow has changed"),
    "handed_over": _("Handed over to you"),
}


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What is new for oneself, how the centre does, and where one can go from here."""
    person = person_of(request)
    well = signs_for(person) if answer(person, "health.read").allow else {}
    return render(request, "shell/home.html", {"notices": notices_for(request), **well})


def notices_for(request: HttpRequest) -> list[dict[str, Any]]:
    """What somebody has not seen yet, the last one first, each with its reason and by whom."""
    found = Notice.objects.filter(person=account_of(request).id, read=False).order_by("-id")
    shown = list(found[:MOST_NOTICES])
    people = names_of(one.by for one in shown)
    return [
        {"notice": one, "reason": NOTICES.get(one.reason, one.reason), "by": people[one.by]}
        for one in shown
    ]


@require_POST
@login_required
def notices_read(request: HttpRequest) -> HttpResponse:
    """Put what was shown aside."""
    ids = [one for one in request.POST.getlist("notice") if one.isdecimal()]
    mine = Notice.objects.filter(person=account_of(request).id, id__in=ids[:MOST_NOTICES])
    mine.update(read=True)
    return redirect("shell:home")


@login_required
def style(request: HttpRequest) -> HttpResponse:
    """Every part that pages are made of, to look at and to copy."""
    shown = {"result_codes": RESULTS, "status_codes": STATUSES, "sample_time": SAMPLE_TIME}
    return render(request, "shell/style.html", shown)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language on this machine from now on."""
    chosen = request.POST.get("language", "")
    known = chosen in dict(settings.LANGUAGES)
    return _back(request, settings.LANGUAGE_COOKIE_NAME, chosen if known else "")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the machine has it, on this machine from now on."""
    chosen = request.POST.get("theme", "")
    return _back(request, THEME_COOKIE, chosen if chosen in (*THEMES, "auto") else "")


def _back(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    """To the page one came from, with the choice kept in a cookie; "" is no choice."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back)
    if value:
        answer.set_cookie(cookie, value, samesite="Strict", max_age=YEAR_S)
    return answer
