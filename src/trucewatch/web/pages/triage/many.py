"""One action on many incidents: what would happen, doing it, what came of it, taking it back."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trucewatch.domain.errors import Refusal
from trucewatch.service import bulk, triage
from trucewatch.service.bulk import Line, Seen
from trucewatch.service.refusals import NotThere
from trucewatch.storage.custody import new_id
from trucewatch.storage.incidents.query import IncidentQuery
from trucewatch.storage.models import IncidentRow
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.incidents.asking import index
from trucewatch.web.pages.incidents.listing import row
from trucewatch.web.pages.triage import wording
from trucewatch.web.pages.triage.asking import WAITING, address, waiting
from trucewatch.web.pages.triage.queue import rows_of
from trucewatch.web.pages.triage.showing import lang_of, query_of, show
from trucewatch.web.pages.triage.undoing import remember
from trucewatch.web.person import allowed, person_of

SALT = "triage.bulk"
PREVIEW_LASTS_S = 3600
SHOWN = 10


@require_GET
@allowed("triage.claim")
def preview(request: HttpRequest) -> HttpResponse:
    """How many, the first ten, what will happen, what is skipped; nothing is done yet."""
    person, lang = person_of(request), lang_of()
    action = request.GET.get("do", "")
    if action not in bulk.ACTIONS:
        messages.error(request, _("Choose what to do."))
        return redirect(f"{reverse('triage:queue')}?{address(query_of(request))}")
    only = request.GET.getlist("only")
    found, number = matching(query_of(request), only)
    held = triage.claims(centre(), [one.subject for one in found])
    others = {one: who for one, who in held.items() if who != person.id}
    names = names_of(others.values())
    items = [[one.subject, one.version] for one in found]
    told = {
        "action": action,
        "action_name": wording.ACTIONS[action],
        "number": number,
        "most": bulk.MOST,
        "too_many": number > bulk.MOST,
        "first": rows_of(found[:SHOWN], lang),
        "rest": max(0, len(found) - SHOWN),
        "skipped": [
            (told, names[others[told["one"].subject]])
            for told in rows_of([one for one in found if one.subject in others], lang)
        ],
        "acts_on": len(found) - len(others),
        "ticked": bool(only),
        "token": signing.dumps([person.id, action, items], salt=SALT, compress=True),
        "own_key": new_id(),
    }
    return show(request, "bulk", told)


@require_POST
@allowed("triage.claim")
def do(request: HttpRequest) -> HttpResponse:
    """Do it to exactly what the preview showed."""
    person = person_of(request)
    queue = f"{reverse('triage:queue')}?{address(query_of(request))}"
    try:
        told = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=PREVIEW_LASTS_S)
    except signing.BadSignature:
        messages.error(request, _("The preview is too old. Look at it again, then do it."))
        return redirect(queue)
    who, action, items = told
    key = request.POST.get("key", "")[:64]
    if who != person.id or not key:
        messages.error(request, _("This preview is somebody else's. Make your own, then do it."))
        return redirect(queue)
    known = [Seen(subject, version) for subject, version in items]
    try:
        reason = request.POST.get("reason", "")
        lines = bulk.run(centre(), person, action, known, reason=reason, key=key)
    except Refusal as refused:
        messages.error(request, wording.refusal(refused))
        return redirect(queue)
    words = _("%(action)s: %(done)s done, %(refused)s refused.") % {
        "action": wording.ACTIONS[action],
        **counted(lines),
    }
    messages.success(request, words)
    remember(request, "bulk", words, key=key)
    return redirect(f"{reverse('triage:bulk-done', args=[key])}?{address(query_of(request))}")


@require_GET
@allowed("triage.claim")
def done(request: HttpRequest, key: str) -> HttpResponse:
    """What came of each, and whether it was taken back."""
    try:
        made = bulk.bulk_of(person_of(request), key)
    except NotThere as err:
        raise Http404(str(err)) from err
    lines = [Line(*one) for one in made.undone or made.done or []]
    told = {
        "made": made,
        "action_name": wording.ACTIONS[made.action],
        "back": made.undone is not None,
        "counts": counted(lines),
        "lines": listed(lines),
    }
    return show(request, "bulk_done", told)


@require_POST
@allowed("triage.claim")
def undo(request: HttpRequest, key: str) -> HttpResponse:
    """Take all of it back."""
    try:
        lines = bulk.undo(centre(), person_of(request), key)
        messages.success(
            request,
            _("Taken back: %(done)s; %(refused)s have changed since.") % counted(lines),
        )
    except Refusal as refused:
        messages.error(request, wording.refusal(refused))
    return redirect(f"{reverse('triage:bulk-done', args=[key])}?{address(query_of(request))}")


def matching(query: IncidentQuery, only: list[str]) -> tuple[list[IncidentRow], int]:
    """The rows to act on, those that changed last first, and how many there would be.

    Where there are more than can be done at once there is no row: a part of them would be a
    silent choice.

    Args:
        only: ids that somebody ticked; () for all that match.
    """
    if only:
        statuses = [one.value for one in WAITING]
        ticked = IncidentRow.objects.filter(subject__in=only[: bulk.MOST], status__in=statuses)
        found = list(ticked.order_by("-seq"))
        return found, len(found)
    asks = waiting(query)
    ids = index().ids(asks) if asks else ()
    if len(ids) > bulk.MOST:
        return [], len(ids)
    return list(IncidentRow.objects.filter(id__in=ids).order_by("-seq")), len(ids)


def counted(lines: list[Line]) -> dict[str, Any]:
    """How many were done, and how many were not."""
    number = Counter(one.outcome == bulk.DONE for one in lines)
    return {"done": number[True], "refused": number[False]}


def listed(lines: list[Line]) -> list[dict[str, Any]]:
    """Each thing with what came of it; what was not done stands first."""
    found = IncidentRow.objects.filter(subject__in=[one.subject for one in lines])
    rows = {one.subject: row(one, lang_of()) for one in found}
    names = names_of(one.words for one in lines if one.outcome == bulk.CLAIMED)
    ordered = sorted(lines, key=lambda one: one.outcome == bulk.DONE)
    return [
        {
            "subject": one.subject,
            "row": rows.get(one.subject),
            "outcome": wording.OUTCOMES[one.outcome],
            "done": one.outcome == bulk.DONE,
            "words": names.get(one.words) or refused.kept(one.refused, one.words),
        }
        for one in ordered
    ]
