"""What one does with the thing that is looked at; each is one verb, told in one line."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trucewatch.domain.access import Person
from trucewatch.domain.errors import Refusal
from trucewatch.service import incidents, report_settling, statements, triage
from trucewatch.storage.custody import new_id
from trucewatch.web.centre import centre
from trucewatch.web.pages.triage import wording
from trucewatch.web.pages.triage.item import go_on
from trucewatch.web.pages.triage.showing import to_item
from trucewatch.web.pages.triage.undoing import remember
from trucewatch.web.person import allowed, person_of

Act = Callable[[HttpRequest, Person, str, str], str]
"""Does it to a thing under a key; what is told of it afterwards."""


@require_POST
@allowed("triage.claim")
def act(request: HttpRequest, subject: str, what: str) -> HttpResponse:
    """Do one thing; after filing or dismissing comes the next item, else the same one again."""
    if what not in ACTS:
        return to_item(request, subject)
    key = request.POST.get("key") or new_id()
    try:
        told = ACTS[what](request, person_of(request), subject, key)
    except Refusal as refused:
        messages.error(request, wording.refusal(refused))
        return to_item(request, subject)
    messages.success(request, told)
    if what not in SETTLES:
        return to_item(request, subject)
    return go_on(request, subject, request.POST.get("after", ""))


@require_POST
@allowed("statement.accept")
def judge(request: HttpRequest, subject: str, statement: str, what: str) -> HttpResponse:
    """Accept a statement, reject it with a reason, or take back what was made of it."""
    person, key = person_of(request), request.POST.get("key") or new_id()
    try:
        if what == "accept":
            statements.accept(centre(), person, statement, key=key)
            told = _("Statement accepted.")
        elif what == "reject":
            reason = request.POST.get("reason", "")
            statements.reject(centre(), person, statement, reason, key=key)
            told = _("Statement rejected.")
        else:
            statements.take_back(centre(), person, statement, key=key)
            told = _("The statement says again what the machine read.")
    except Refusal as refused:
        messages.error(request, wording.refusal(refused))
        return to_item(request, subject)
    if what != "take-back":
        remember(request, "judged", told, subject=subject, statement=statement)
    messages.success(request, told)
    return to_item(request, subject)


def _settle(request: HttpRequest, person: Person, subject: str, key: str, *, action: str) -> int:
    seen = request.POST.get("version", "")
    return incidents.settle(
        centre(),
        person,
        action,
        subject,
        reason=request.POST.get("reason", ""),
        key=key,
        seen=int(seen) if seen.isdecimal() else None,
    )


def _file(request: HttpRequest, person: Person, subject: str, key: str) -> str:
    version = _settle(request, person, subject, key, action="incident.file")
    remember(request, "settled", _("Incident filed."), subject=subject, version=version)
    triage.release(centre(), person, subject)
    return _("Incident filed.")


def _dismiss(request: HttpRequest, person: Person, subject: str, key: str) -> str:
    version = _settle(request, person, subject, key, action="incident.dismiss")
    remember(request, "settled", _("Incident dismissed."), subject=subject, version=version)
    triage.release(centre(), person, subject)
    return _("Incident dismissed.")


def _reopen(request: HttpRequest, person: Person, subject: str, key: str) -> str:
    del request
    incidents.reopen(centre(), person, subject, key=key)
    return _("Open again.")


def _claim(request: HttpRequest, person: Person, subject: str, key: str) -> str:
    del request, key
    triage.claim(centre(), person, subject)
    return _("Claimed. Others pass it by.")


def _release(request: HttpRequest, person: Person, subject: str, key: str) -> str:
    del request, key
    triage.release(centre(), person, subject)
    return _("Released.")


def _release_report(request: HttpRequest, person: Person, subject: str, key: str) -> str:
    report_settling.release(centre(), person, subject, request.POST.get("reason", ""), key=key)
    triage.release(centre(), person, subject)
    return _("It is examined once more, and read if nothing speaks against it.")


def _dismiss_report(request: HttpRequest, person: Person, subject: str, key: str) -> str:
    report_settling.dismiss(centre(), person, subject, request.POST.get("reason", ""), key=key)
    triage.release(centre(), person, subject)
    return _("Report dismissed.")


def _split(request: HttpRequest, person: Person, subject: str, key: str) -> str:
    off, reason = request.POST.getlist("statement"), request.POST.get("reason", "")
    made = incidents.split(centre(), person, subject, off, reason=reason, key=key)
    told = _("Split. It shows once the reports are gathered again.")
    remember(request, "decided", told, subject=subject, decision=made)
    return told


SETTLES = ("file", "dismiss", "release-report", "dismiss-report")
"""After these the thing waits no more."""
ACTS: dict[str, Act] = {
    "file": _file,
    "dismiss": _dismiss,
    "reopen": _reopen,
    "claim": _claim,
    "release": _release,
    "split": _split,
    "release-report": _release_report,
    "dismiss-report": _dismiss_report,
}
