"""Who works at the centre: for the operator who admits, and for those who approve recoveries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trucewatch.domain.access import Role, Side
from trucewatch.domain.errors import Refusal
from trucewatch.service import people, recovery
from trucewatch.service.refusals import Denied
from trucewatch.storage.people.models import Account
from trucewatch.web.centre import centre
from trucewatch.web.pages.access import session
from trucewatch.web.pages.access.forms import Admission, Standing
from trucewatch.web.pages.access.wording import ROLE_NAMES, SIDE_NAMES, refused
from trucewatch.web.person import allowed, person_of


@allowed("person.see")
def everybody(request: HttpRequest) -> HttpResponse:
    """All accounts, and the recoveries that wait."""
    found = Account.objects.order_by("-is_active", "role", "side", "username")
    waiting = {one.account.id: one for one in recovery.pending()}
    told = [_told(one, waiting.get(one.id)) for one in found]
    return render(request, "access/people.html", {"people": told})


@allowed("person.admit")
def admit(request: HttpRequest) -> HttpResponse:
    """Somebody new; the link is shown this once."""
    form = Admission(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "access/admit.html", {"form": form})
    told = form.cleaned_data
    try:
        account, part = people.admit(
            centre(),
            person_of(request),
            told["username"],
            name=told["name"],
            role=Role(told["role"]),
            side=Side(told["side"]),
        )
    except people.NameTaken as taken:
        form.add_error("username", refused(taken))
        return render(request, "access/admit.html", {"form": form})
    return _link(request, account, part)


@allowed("person.see")
def one(request: HttpRequest, account: str) -> HttpResponse:
    """One person, and what may be done about them."""
    found = _account(account)
    form = Standing(initial={"name": found.name, "role": found.role, "side": found.side})
    pending = next((one for one in recovery.pending() if one.account.id == found.id), None)
    about = _told(found, pending)
    return render(request, "access/one_person.html", {"about": about, "form": form})


@require_POST
@allowed("person.correct")
def correct(request: HttpRequest, account: str) -> HttpResponse:
    """Another name, role or side."""
    found = _account(account)
    form = Standing(request.POST)
    if not form.is_valid():
        return render(request, "access/one_person.html", {"about": _told(found), "form": form})
    people.correct(centre(), person_of(request), found, **form.cleaned_data)
    messages.success(request, _("Corrected."))
    return _to(found)


@require_POST
@allowed("person.dismiss")
def dismiss(request: HttpRequest, account: str) -> HttpResponse:
    """They come in no more."""
    found = _account(account)
    return _done(request, found, lambda: people.dismiss(centre(), person_of(request), found))


@require_POST
@allowed("person.reset")
def reset(request: HttpRequest, account: str) -> HttpResponse:
    """A new link for somebody with a password alone."""
    found = _account(account)
    try:
        return _link(request, found, people.reset(centre(), person_of(request), found))
    except people.TakesTwo as refusal:
        messages.error(request, refused(refusal))
        return _to(found)


@require_POST
@allowed("person.ask_recovery")
def ask_recovery(request: HttpRequest, account: str) -> HttpResponse:
    """Ask both sides."""
    found = _account(account)
    return _done(request, found, lambda: recovery.ask(centre(), person_of(request), found))


@require_POST
@allowed("person.recover")
def approve(request: HttpRequest, account: str) -> HttpResponse:
    """Agree; this approver's part is shown this once."""
    found = _account(account)
    try:
        part = recovery.approve(centre(), person_of(request), found)
    except Denied:
        raise
    except Refusal as refusal:
        messages.error(request, refused(refusal))
        return _to(found)
    at = session.party(request).origin + reverse("access:recover")
    return render(request, "access/part.html", {"about": _told(found), "part": part, "at": at})


def _account(named: str) -> Account:
    found = Account.objects.filter(id=named).first()
    if found is None:
        raise Http404
    return found


def _told(account: Account, pending: recovery.Pending | None = None) -> dict[str, Any]:
    return {
        "account": account,
        "role": ROLE_NAMES[Role(account.role)],
        "side": SIDE_NAMES[Side(account.side)],
        "strong": account.has_second_proof,
        "pending": pending,
        "approved": [SIDE_NAMES[one] for one in pending.sides] if pending else [],
    }


def _done(request: HttpRequest, account: Account, do: Callable[[], None]) -> HttpResponse:
    try:
        do()
    except Denied:
        raise
    except Refusal as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Done."))
    return _to(account)


def _link(request: HttpRequest, account: Account, part: str) -> HttpResponse:
    link = session.party(request).origin + reverse("access:enrol", args=[part])
    return render(request, "access/link.html", {"about": _told(account), "link": link})


def _to(account: Account) -> HttpResponse:
    return HttpResponseRedirect(reverse("access:person", args=[account.id]))
