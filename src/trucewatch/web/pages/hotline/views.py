"""Pages of the hotline: the form, a call, its correction, its filing."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trucewatch.domain.errors import Refusal
from trucewatch.domain.time import write_instant
from trucewatch.service import call_filing, caller_opening, callers, calls, drafts, places, warming
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.storage.caller_keys import recipients
from trucewatch.storage.documents import content
from trucewatch.storage.models.documents import Version
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.hotline.choosing import acts_to_pick, parties_to_pick
from trucewatch.web.pages.hotline.forms import CallForm
from trucewatch.web.pages.hotline.shown import call_shown, filled_in, harm_rows
from trucewatch.web.person import allowed, person_of

LOGGED, FILED = "logged", "filed"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("call.log")
def call(request: HttpRequest) -> HttpResponse:
    """The form, fresh or from a draft; what is handed in is logged, and filed where asked."""
    if request.method == "POST":
        return _handed_in(request)
    warming.begin()
    draft = drafts.under(request.GET.get("draft", ""))
    start: dict[str, Any] = {
        "called_at": write_instant(centre().clock()),
        "code_name": callers.draw(),
        "key": secrets.token_hex(16),
        "line": "telephone",
    }
    if draft:
        start |= {**draft.told, "key": draft.key}
    return _form(request, CallForm(initial=start), fresh=draft is None)


@require_safe
@allowed("record.see")
def shown(request: HttpRequest, subject: str) -> HttpResponse:
    """One call, with what became of it."""
    found = _found(subject)
    if found is None:
        return render(request, "hotline/gone.html", status=404)
    return render(request, "hotline/shown.html", _facts(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("call.correct")
def correct(request: HttpRequest, subject: str) -> HttpResponse:
    """The form with what is on record; handed in it is a version beside the old one."""
    found = _found(subject)
    if found is None:
        return render(request, "hotline/gone.html", status=404)
    if request.method != "POST":
        start = {**filled_in(found), "key": secrets.token_hex(16)}
        return _form(request, CallForm(initial=start), correcting=found)
    form = CallForm(request.POST)
    if form.is_valid():
        try:
            person, key = person_of(request), form.cleaned_data["key"]
            calls.correct(centre(), person, found, form.told(), key=key)
            return redirect("hotline:shown", subject)
        except Refusal as err:
            form.add_error(None, refused.told(err))
    return _form(request, form, correcting=found)


@require_POST
@allowed("call.file")
def file(request: HttpRequest, subject: str) -> HttpResponse:
    """File a call that was only logged."""
    found = _found(subject)
    if found is None:
        return render(request, "hotline/gone.html", status=404)
    problem = ""
    try:
        key = request.POST.get("key", "")
        call_filing.file(centre(), person_of(request), found, key=key)
    except Refusal as err:
        problem = refused.told(err)
    if not problem:
        return redirect("hotline:shown", subject)
    facts = {**_facts(request, found), "problem": problem}
    return render(request, "hotline/shown.html", facts, status=409)


@require_POST
@allowed("callback.done")
def called_back(request: HttpRequest, subject: str) -> HttpResponse:
    """That the caller was called back."""
    found = _found(subject)
    if found is None:
        return render(request, "hotline/gone.html", status=404)
    note, key = request.POST.get("note", ""), request.POST.get("key", "")
    try:
        calls.call_back(centre(), person_of(request), found, note=note[:2000], key=key)
    except Refusal as err:
        facts = {**_facts(request, found), "problem": refused.told(err)}
        return render(request, "hotline/shown.html", facts, status=409)
    return redirect("hotline:shown", subject)


@require_POST
@allowed("record.see")
def caller(request: HttpRequest, subject: str) -> HttpResponse:
    """The sealed particulars as a file, for those who look after sources; who took it is recorded.

    It is opened where the private key is, which is nowhere here.
    """
    found = _found(subject)
    if found is None:
        return render(request, "hotline/gone.html", status=404)
    name, key = content(found)["caller"], request.POST.get("key", "")
    try:
        sealed = caller_opening.take(centre(), person_of(request), name, key=key)
    except Denied as err:
        raise PermissionDenied(str(err)) from err
    except Refusal as err:
        facts = {**_facts(request, found), "problem": refused.told(err)}
        return render(request, "hotline/shown.html", facts, status=409)
    answer = HttpResponse(sealed, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}.age"'
    return answer


def _facts(request: HttpRequest, found: Version) -> dict[str, Any]:
    """What the page of a call shows to whoever asks."""
    facts = call_shown(found, get_language() or "en")
    return {**facts, "may_open_caller": caller_opening.may_take(person_of(request))}


def _handed_in(request: HttpRequest) -> HttpResponse:
    """Log, and file where asked; a script gets the receipt, a plain form the call's page."""
    form, script = CallForm(request.POST), request.headers.get("Accept") == "application/json"
    if not form.is_valid():
        return _refused(request, form, script=script)
    given = form.cleaned_data
    if not script and _asks_for_place(request, form):
        return _form(request, form, candidates=places.find(given["where"]).candidates)
    key, person = given["key"], person_of(request)
    try:
        caller = form.caller()
        sealed = callers.seal(centre().home, caller) if caller else given["sealed"]
        logged = calls.log(centre(), person, form.told(), key=key, sealed=sealed)
        if request.POST.get("do") == "file":
            call_filing.file(centre(), person, calls.get(logged.subject), key=key)
    except Denied:
        raise
    except Refusal as err:
        form.add_error(None, refused.told(err))
        return _refused(request, form, script=script)
    drafts.drop(key)
    if not script:
        return redirect("hotline:shown", logged.subject)
    return JsonResponse(_receipt(logged))


def _receipt(logged: calls.Logged) -> dict[str, Any]:
    found = calls.get(logged.subject)
    return {
        "number": logged.number,
        "call": reverse("hotline:shown", args=[logged.subject]),
        "code_name": content(found)["caller"],
        "state": FILED if content(found)["incident"] else LOGGED,
    }


def _asks_for_place(request: HttpRequest, form: CallForm) -> bool:
    """Whether a plain form has words for a place and was not yet asked which one they mean."""
    given = form.cleaned_data
    asked = "place_asked" in request.POST
    return bool(given["where"] and not given["place"] and not asked)


def _refused(request: HttpRequest, form: CallForm, *, script: bool) -> HttpResponse:
    if script:
        errors = {name: [str(one) for one in told] for name, told in form.errors.items()}
        return JsonResponse({"errors": errors}, status=422)
    return _form(request, form)


def _form(request: HttpRequest, form: CallForm, **facts: Any) -> HttpResponse:
    lang = get_language() or "en"
    return render(
        request,
        "hotline/call.html",
        {
            "form": form,
            "harmed": harm_rows(form, lang),
            "acts": acts_to_pick(lang),
            "parties": parties_to_pick(lang),
            "sealing": bool(recipients(centre().home)),
            "said": _said(),
            **facts,
        },
        status=422 if form.errors else 200,
    )


def _said() -> dict[str, str]:
    """Sentences that the script shows."""
    return {
        "unsent": _("Not sent yet: it goes out when the line is back. Keep this window open."),
        "sending": _("Sending …"),
        "sent": _("Sent"),
        "logged": _("Call {number} is logged."),
        "filed": _("Call {number} is logged, filed as an incident and assessed."),
        "see": _("See what came of it"),
        "next": _("Next call"),
        "sealed": _("Sealed. Type again only to change it."),
        "unsealed": _("Not sealed yet: it is in this window alone."),
        "saved": _("Saved"),
        "here": _("Saved on this machine"),
        "signed_out": _("You are signed out. Sign in in another window; nothing is lost."),
        "words_kept": _("kept as words"),
        "refused": _("Not taken. See what is marked."),
        "linked": _("Linked"),
    }


def _found(subject: str) -> Version | None:
    try:
        return calls.get(subject)
    except NotThere:
        return None
