"""Using an invitation: of one part, which is a link, or of two, which two people gave."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from trucewatch.domain.errors import Refusal
from trucewatch.service import enrolment
from trucewatch.service.throttle import BY_ADDRESS, knock
from trucewatch.web.pages.access import session
from trucewatch.web.pages.access.answers import asked_again
from trucewatch.web.pages.access.forms import NewPassword, Parts
from trucewatch.web.sitting import now

PARTS = "parts"
"""In the session: the two parts, between their page and that of the password."""


@sensitive_variables("part")
@sensitive_post_parameters("password", "once_more")
def enrol(request: HttpRequest, part: str) -> HttpResponse:
    """The link of an invitation; opening it uses nothing up, setting the password does."""
    return _set_password(request, part, "")


@sensitive_post_parameters("first", "second")
def recover(request: HttpRequest) -> HttpResponse:
    """The two parts that two people gave."""
    form = Parts(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "access/recover.html", {"form": form})
    told = [form.cleaned_data[name].strip() for name in ("first", "second")]
    try:
        knock(f"address:{session.caller(request).origin}", BY_ADDRESS, now())
        enrolment.look(told[0], told[1], now())
    except Refusal as refusal:
        return asked_again(request, "access/recover.html", {"form": form}, refusal)
    request.session.cycle_key()
    request.session[PARTS] = told
    return HttpResponseRedirect(reverse("access:recover-password"))


@sensitive_post_parameters("password", "once_more")
def recover_password(request: HttpRequest) -> HttpResponse:
    """The new password of somebody who has both parts."""
    first, second = request.session.get(PARTS) or ("", "")
    return _set_password(request, first, second)


@sensitive_variables("first", "second")
def _set_password(request: HttpRequest, first: str, second: str) -> HttpResponse:
    try:
        if request.method == "POST":
            knock(f"address:{session.caller(request).origin}", BY_ADDRESS, now())
        account = enrolment.look(first, second, now()).account
    except Refusal as refusal:
        return asked_again(request, "access/recover.html", {"form": Parts({})}, refusal)
    form = NewPassword(account, request.POST or None)
    given = {"form": form, "account": account}
    if request.method != "POST" or not form.is_valid():
        return render(request, "access/enrol.html", given)
    try:
        let_in = enrolment.accept(first, second, form.cleaned_data["password"], now())
    except (Refusal, ValidationError):
        return HttpResponseRedirect(request.path)
    session.let_in(request, let_in)
    return HttpResponseRedirect(reverse("access:security"))
