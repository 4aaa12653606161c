"""How one signs in oneself: passkeys, the app for codes, the password, where one is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from trucewatch.domain.errors import Refusal
from trucewatch.service import codes, passkeys
from trucewatch.service.door_events import note_event
from trucewatch.storage.people.models import Account, CodeApp
from trucewatch.web.pages.access import session
from trucewatch.web.pages.access.answers import asked_again, refused_to_script, told_by_script
from trucewatch.web.pages.access.dots import dots
from trucewatch.web.pages.access.forms import Code, NewPassword
from trucewatch.web.pages.access.wording import EVENTS
from trucewatch.web.person import account_of, signed_in
from trucewatch.web.refusing import send
from trucewatch.web.sitting import SITTING, end_all, now

SECRET = "new_secret"  # noqa: S105 - a key of the session
LATEST = 20
View = Callable[..., HttpResponse]


def freshly(view: View) -> View:
    """A page for those who proved themselves a moment ago; others are asked, and come back."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if session.proved_lately(request):
            return view(request, *args, **named)
        to = reverse("access:security") if request.method == "POST" else request.get_full_path()
        return send(request, f"{reverse('access:prove')}?{urlencode({'next': to})}")

    return asked


@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """All of it on one page."""
    account = account_of(request)
    given = {
        "passkeys": account.passkeys.order_by("made_at"),
        "code_app": CodeApp.objects.filter(account=account).first(),
        "sittings": account.sittings.filter(ended_at=None).order_by("-seen_at"),
        "here": request.session.get(SITTING),
        "fresh": session.proved_lately(request),
        "events": [
            (one.at, EVENTS[one.what]) for one in account.door_events.order_by("-at")[:LATEST]
        ],
    }
    return render(request, "access/own.html", given)


@require_POST
@signed_in
@freshly
def ask_new_passkey(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make one."""
    try:
        options, pending = passkeys.ask_new(session.party(request), account_of(request), now())
    except Refusal as refusal:
        return refused_to_script(request, refusal, account_of(request))
    session.keep_challenge(request, pending)
    return JsonResponse(options)


@require_POST
@signed_in
@freshly
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Keep the one that the browser made."""
    account, pending = account_of(request), session.take_challenge(request)
    try:
        told = told_by_script(request)
        label = told.pop("label", "")
        passkeys.keep_new(session.party(request), account, pending, told, label=label, now=now())
    except Refusal as refusal:
        return refused_to_script(request, refusal, account)
    _tell(request, account, "passkey_added")
    return JsonResponse({"to": reverse("access:security")})


@require_POST
@signed_in
@freshly
def remove_passkey(request: HttpRequest, passkey: str) -> HttpResponse:
    """It opens nothing from now on."""
    account = account_of(request)
    if account.passkeys.filter(id=passkey).delete()[0]:
        _tell(request, account, "passkey_removed")
    return HttpResponseRedirect(reverse("access:security"))


@sensitive_post_parameters("code")
@signed_in
@freshly
def add_codes(request: HttpRequest) -> HttpResponse:
    """Show a secret to an app, and take it once the app has shown a code of it."""
    account = account_of(request)
    if request.method != "POST" or SECRET not in request.session:
        secret = codes.new_secret()
        request.session[SECRET] = codes.seal(secret, account.id).hex()
    secret = codes.unseal(bytes.fromhex(request.session[SECRET]), account.id)
    at = codes.address(secret, account, "Trucewatch")
    form = Code(request.POST or None)
    given = {"form": form, "address": at, "dots": dots(at), "secret": codes.spelled(secret)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "access/codes.html", given)
    try:
        codes.enrol(account, secret, form.cleaned_data["code"], now())
    except codes.WrongCode as refusal:
        return asked_again(request, "access/codes.html", given, refusal)
    del request.session[SECRET]
    _tell(request, account, "codes_added")
    return HttpResponseRedirect(reverse("access:security"))


@require_POST
@signed_in
@freshly
def remove_codes(request: HttpRequest) -> HttpResponse:
    """Its codes are good no more."""
    account = account_of(request)
    if CodeApp.objects.filter(account=account).delete()[0]:
        _tell(request, account, "codes_removed")
    return HttpResponseRedirect(reverse("access:security"))


@sensitive_post_parameters("password", "once_more")
@signed_in
@freshly
def change_password(request: HttpRequest) -> HttpResponse:
    """Another one; every other browser is signed out."""
    account = account_of(request)
    form = NewPassword(account, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "access/password.html", {"form": form})
    account.set_password(form.cleaned_data["password"])
    account.save(update_fields=["password"])
    update_session_auth_hash(request, account)
    end_all(account, but=request.session.get(SITTING, ""))
    _tell(request, account, "password_changed")
    return HttpResponseRedirect(reverse("access:security"))


@require_POST
@signed_in
def end_sitting(request: HttpRequest, sitting: str) -> HttpResponse:
    """Sign out another browser of one's own."""
    account_of(request).sittings.filter(id=sitting, ended_at=None).update(ended_at=now())
    return HttpResponseRedirect(reverse("access:security"))


def _tell(request: HttpRequest, account: Account, what: str) -> None:
    note_event(what, account, now(), session.caller(request).origin)
    messages.success(request, _("Done: %(what)s.") % {"what": EVENTS[what]})
