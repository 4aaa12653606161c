"""One report: what it is, why it stays closed, what was made of it, what people may decide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trucewatch.domain.access import Person
from trucewatch.domain.errors import Refusal
from trucewatch.service import originals, report_settling
from trucewatch.service.history import history
from trucewatch.service.refusals import NotThere
from trucewatch.service.showing import show
from trucewatch.service.sight import seen, seen_of_kind
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import content
from trucewatch.storage.models.documents import Version
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.intake.forms import SettleForm
from trucewatch.web.pages.intake.shown import rows
from trucewatch.web.pages.intake.wording import verb
from trucewatch.web.person import allowed, person_of

ALONE = "sandbox; default-src 'none'"
"""Content policy of bytes that came from strangers, should a browser ever show them as a page."""


@require_GET
@allowed("report.see")
def page(request: HttpRequest, report: str) -> HttpResponse:
    """The report as it stands."""
    person = person_of(request)
    stands = _report(person, report)
    show(centre(), person, report)
    (shown,) = rows([stands])
    chapters = history(person, report)
    people = names_of({one.actor for one in chapters})
    context = {
        **shown,
        **_around(person, stands),
        "history": [(one, verb(one.verb), people.get(one.actor, one.actor)) for one in chapters],
        "key": new_id(),
    }
    return render(request, "intake/one.html", context)


@require_POST
@allowed("report.dismiss")
def settle(request: HttpRequest, report: str) -> HttpResponse:
    """Release it, or put it aside."""
    form = SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why, in at most 400 characters."))
        return redirect("intake:one", report)
    told = form.cleaned_data
    do = report_settling.release if told["do"] == "release" else report_settling.dismiss
    person = person_of(request)
    try:
        do(centre(), person, report, told["reason"], key=f"settle:{person.id}:{told['key']}")
        messages.success(request, _("Recorded."))
    except NotThere:
        raise
    except Refusal as refusal:
        messages.error(request, refused.told(refusal))
    return redirect("intake:one", report)


@require_POST
@allowed("report.read")
def original(request: HttpRequest, report: str) -> HttpResponse:
    """The bytes as they came, to be saved and never to be shown here."""
    try:
        purpose = request.POST.get("purpose", "")
        raw = originals.original(centre(), person_of(request), report, purpose)
    except NotThere:
        raise
    except Refusal as refusal:
        messages.error(request, refused.told(refusal))
        return redirect("intake:one", report)
    # The name that a stranger gave it could start it by a click; nobody is helped by that.
    return _bytes(raw, "application/octet-stream", f'attachment; filename="{report}.bin"')


@require_GET
@allowed("report.see")
def picture(request: HttpRequest, report: str, number: int) -> HttpResponse:
    """A picture that was drawn anew; a browser asks for it when somebody uncovers it."""
    raw, facts = originals.rendition(centre(), person_of(request), report, number)
    return _bytes(raw, facts["media_type"], "inline")


def _bytes(raw: bytes, media_type: str, disposition: str) -> HttpResponse:
    answer = HttpResponse(raw, content_type=media_type)
    answer["Content-Disposition"] = disposition
    answer["Content-Security-Policy"] = ALONE
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _report(person: Person, report: str) -> Version:
    stands = seen(person, report)
    if getattr(stands, "kind", "") != "report" or stands.body is None:
        raise NotThere("no such report")
    return stands


def _around(person: Person, stands: Version) -> dict[str, Any]:
    """The whole that it is part of, its parts, and what was read from it."""
    body = content(stands)
    parts = seen_of_kind(person, "report").filter(body__part_of=stands.subject).order_by("seq")
    reading = content(seen(person, body["reading"])) if body.get("reading") else {}
    return {
        "whole": body.get("part_of", ""),
        "parts": rows(list(parts[:200])),
        "text": reading.get("document", {}).get("text", ""),
        "language": reading.get("document", {}).get("language", ""),
        "statements": reading.get("statements", []),
    }
