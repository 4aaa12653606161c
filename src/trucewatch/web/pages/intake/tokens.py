"""Tokens with which programs of a person come to the API."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trucewatch.domain.errors import InvalidValue
from trucewatch.service import tokens
from trucewatch.web import refused
from trucewatch.web.pages.intake.forms import TokenForm
from trucewatch.web.person import person_of, signed_in
from trucewatch.web.sitting import now


@require_http_methods(["GET", "POST"])
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """One's own tokens; a new one is shown on the answer to its form, and never again."""
    person, told, status = person_of(request), "", 200
    form = TokenForm()
    if request.method == "POST":
        form, status = TokenForm(request.POST), 422
        if form.is_valid():
            wanted = form.cleaned_data
            try:
                told = tokens.make(
                    person, wanted["name"], wanted["scopes"], days=wanted["days"], now=now()
                )
                form, status = TokenForm(), 200
            except InvalidValue as refusal:
                form.add_error(None, refused.told(refusal))
    shown = {"form": form, "told": told, "tokens": tokens.own(person), "now": now()}
    return render(request, "intake/tokens.html", shown, status=status)


@require_POST
@signed_in
def end(request: HttpRequest, token: str) -> HttpResponse:
    """One that is good for nothing from now on."""
    tokens.end(person_of(request), token, now())
    messages.success(request, _("The token has ended."))
    return redirect("intake:tokens")
