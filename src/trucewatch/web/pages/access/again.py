"""Proving oneself once more, before what is published or taken out or changes how one signs in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from trucewatch.domain.errors import Refusal
from trucewatch.service import passkeys, signing_in
from trucewatch.storage.people.models import Account
from trucewatch.web.pages.access import session
from trucewatch.web.pages.access.answers import asked_again, refused_to_script, told_by_script
from trucewatch.web.pages.access.forms import Code, Password
from trucewatch.web.person import account_of, signed_in
from trucewatch.web.sitting import now

PAGE = "access/again.html"


@sensitive_post_parameters("code", "password")
@signed_in
def again(request: HttpRequest) -> HttpResponse:
    """A passkey or a code; a password only where a setting says so and there is nothing better."""
    return _ask(request, by_password=settings.STEP_UP_BY_PASSWORD)


@sensitive_post_parameters("code", "password")
@signed_in
def prove(request: HttpRequest) -> HttpResponse:
    """Before changing how one signs in: the same, and the password where there is nothing else."""
    return _ask(request, by_password=True)


@require_POST
@signed_in
def ask_passkey(request: HttpRequest) -> HttpResponse:
    """A challenge for the passkeys of this person."""
    account = account_of(request)
    options, pending = passkeys.ask(session.party(request), "again", account, now())
    session.keep_challenge(request, pending)
    return JsonResponse(options)


@require_POST
@signed_in
def answer_passkey(request: HttpRequest) -> HttpResponse:
    """Take the answer of this person's passkey."""
    account, pending = account_of(request), session.take_challenge(request)
    try:
        if pending and pending["account"] != account.id:
            raise passkeys.PasskeyRefused("the challenge of somebody else")
        passkeys.check(session.party(request), "again", pending, told_by_script(request), now=now())
    except Refusal as refusal:
        return refused_to_script(request, refusal, account)
    session.proved(request, fully=True)
    return JsonResponse({"to": session.wanted(request)})


def _ask(request: HttpRequest, *, by_password: bool) -> HttpResponse:
    account = account_of(request)
    strong = account.has_second_proof
    if not strong and not by_password:
        return render(request, "access/none_yet.html", {"next": session.wanted(request)})
    form = (Code if strong else Password)(request.POST or None)
    given: dict[str, Any] = {"form": form, "next": session.wanted(request), "account": account}
    given["codes"] = hasattr(account, "code_app")
    if request.method != "POST" or not form.is_valid():
        return render(request, PAGE, given)
    try:
        _check(request, account, form.cleaned_data)
    except Refusal as refusal:
        return asked_again(request, PAGE, given, refusal)
    session.proved(request, fully=strong or settings.STEP_UP_BY_PASSWORD)
    return HttpResponseRedirect(session.wanted(request))


def _check(request: HttpRequest, account: Account, told: dict[str, Any]) -> None:
    caller = session.caller(request)
    if "code" in told:
        signing_in.by_code(account, told["code"], caller, now())
    else:
        signing_in.by_own_password(account, told["password"], caller, now())
