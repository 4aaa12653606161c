"""The first page, and the choice of language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from trucewatch.web.person import allowed


@allowed("incident.list")
def home(request: HttpRequest) -> HttpResponse:
    """What is open, at a glance."""
    return render(request, "shell/home.html")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language on this machine from now on."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Strict", max_age=365 * 24 * 3600
        )
    return answer
