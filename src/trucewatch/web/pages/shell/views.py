"""The first page, the choice of language and of light or dark, and how pages look."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from trucewatch.web.speaking import THEME_COOKIE, THEMES
from trucewatch.web.wording import RESULTS, STATUSES

SAMPLE_TIME = dt.datetime(2016, 9, 12, 3, 10, tzinfo=dt.UTC)
YEAR_S = 365 * 24 * 3600


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Where one can go from here, each area with what one does there."""
    return render(request, "shell/home.html")


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
