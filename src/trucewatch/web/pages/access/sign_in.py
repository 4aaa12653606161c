"""The ways in: name and password, the second proof, a passkey alone; and the way out."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from trucewatch.domain.errors import Refusal
from trucewatch.service import passkeys, signing_in
from trucewatch.service.door_events import note_event
from trucewatch.service.identity_providers import providers
from trucewatch.service.throttle import BY_ADDRESS, TooOften, knock
from trucewatch.storage.people.models import Account
from trucewatch.web.pages.access import session
from trucewatch.web.pages.access.answers import asked_again, refused_to_script, told_by_script
from trucewatch.web.pages.access.forms import Code, SignIn
from trucewatch.web.person import account_of, signed_in
from trucewatch.web.sitting import end_all, now


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password, or one of the other ways."""
    if request.method != "POST":
        session.forget_half(request)
    form = SignIn(request.POST or None)
    given = {"form": form, "next": session.wanted(request), "providers": providers()}
    if request.method != "POST" or not form.is_valid():
        return render(request, "access/sign_in.html", given)
    named = form.cleaned_data
    try:
        found = signing_in.by_password(
            named["username"], named["password"], session.caller(request), now()
        )
    except (signing_in.NotLetIn, TooOften) as refusal:
        return asked_again(request, "access/sign_in.html", given, refusal)
    return entered(request, found, session.wanted(request))


def entered(request: HttpRequest, account: Account, to: str) -> HttpResponse:
    """Let in whom a password or a delegation's own sign-in vouches for, or ask for more."""
    if account.has_second_proof:
        session.remember_half(request, account)
        return HttpResponseRedirect(session.onwards(reverse("access:second"), to))
    return _let_in(request, account, to)


@sensitive_post_parameters("code")
def second(request: HttpRequest) -> HttpResponse:
    """The second proof, after the right password."""
    account = session.half_in(request)
    if account is None:
        to = session.onwards(reverse("access:sign-in"), session.wanted(request))
        return HttpResponseRedirect(to)
    form = Code(request.POST or None)
    given = {"form": form, "next": session.wanted(request), "account": account}
    if request.method != "POST" or not form.is_valid():
        return render(request, "access/second.html", given)
    try:
        signing_in.by_code(account, form.cleaned_data["code"], session.caller(request), now())
    except Refusal as refusal:
        return asked_again(request, "access/second.html", given, refusal)
    return _let_in(request, account, session.wanted(request))


@require_POST
def ask_passkey(request: HttpRequest) -> HttpResponse:
    """A challenge: for whoever comes, or for whoever gave the right password."""
    account = session.half_in(request)
    purpose = "second" if account else "in"
    options, pending = passkeys.ask(session.party(request), purpose, account, now())
    session.keep_challenge(request, pending)
    return JsonResponse(options)


@require_POST
def answer_passkey(request: HttpRequest) -> HttpResponse:
    """Let in whose passkey it is."""
    half, pending = session.half_in(request), session.take_challenge(request)
    purpose = "second" if half else "in"
    try:
        knock(f"address:{session.caller(request).origin}", BY_ADDRESS, now())
        told = told_by_script(request)
        found = passkeys.check(session.party(request), purpose, pending, told, now=now())
    except Refusal as refusal:
        return refused_to_script(request, refusal, half)
    session.let_in(request, found.account)
    answer = JsonResponse({"to": session.wanted(request)})
    session.know(request, answer, found.account)
    return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out of this browser."""
    account = request.user
    if isinstance(account, Account):
        note_event("signed_out", account, now(), session.caller(request).origin)
    logout(request)
    return HttpResponseRedirect(reverse("access:sign-in"))


@require_POST
@signed_in
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Out of every browser, this one too."""
    account = account_of(request)
    end_all(account)
    note_event("ended_everywhere", account, now(), session.caller(request).origin)
    logout(request)
    return HttpResponseRedirect(reverse("access:sign-in"))


def _let_in(request: HttpRequest, account: Account, to: str) -> HttpResponse:
    session.let_in(request, account)
    answer = HttpResponseRedirect(to)
    session.know(request, answer, account)
    return answer
