"""The other incident: found by words or among those near, seen beside this one, then joined."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trucewatch.domain.errors import Refusal
from trucewatch.export.incident_wording import Wording
from trucewatch.service import incidents
from trucewatch.storage.custody import new_id
from trucewatch.storage.incident_facts import Status
from trucewatch.storage.incidents.query import Frame, IncidentQuery, Order
from trucewatch.storage.models import IncidentRow
from trucewatch.web.centre import centre
from trucewatch.web.pages.incidents.asking import index
from trucewatch.web.pages.triage import wording
from trucewatch.web.pages.triage.item import head_of, reports_of, standing
from trucewatch.web.pages.triage.queue import desk_of, rows_of
from trucewatch.web.pages.triage.showing import lang_of, show, to_item
from trucewatch.web.pages.triage.undoing import remember
from trucewatch.web.person import allowed, person_of

ROWS = 10
NEAR_S = 3 * 24 * 3600
"""Reports of one night give days that differ by one or two, by time zone and day of writing."""
NEAR_E7 = 2_500_000
"""A quarter of a degree, 20 to 28 km: further than a village and the town it is named by."""
MOST_E7 = 1_800_000_000, 900_000_000
STANDING = tuple(one for one in Status if one not in (Status.MERGED, Status.DISMISSED))
HOW = ("merge", "link")


@require_GET
@allowed("incident.merge")
def choose(request: HttpRequest, subject: str) -> HttpResponse:
    """Look for the other one; with `with` both are shown beside each other."""
    person, lang = person_of(request), lang_of()
    stands, kind = standing(person, subject)
    if kind != "incident":
        return to_item(request, subject)
    how = request.GET.get("how", "")
    search, other = request.GET.get("search", ""), request.GET.get("with", "")
    told = {
        **beside(request, subject, lang),
        "how": how if how in HOW else HOW[0],
        "search": search,
        "found": searched(search, subject, lang) if search else [],
        "near": near(subject, lang),
        "statement": request.GET.get("statement", ""),
        "reports": reports_of(stands.body or {}, lang),
        "desk": desk_of(person, subject),
    }
    if other and other != subject:
        told["other"] = beside(request, other, lang)
    return show(request, "choose", told, subject=subject)


@require_POST
@allowed("incident.merge")
def merge(request: HttpRequest, subject: str) -> HttpResponse:
    """Both tell of one happening."""
    other, reason = request.POST.get("with", ""), request.POST.get("reason", "")
    key = request.POST.get("key") or new_id()
    try:
        made = incidents.merge(centre(), person_of(request), [subject, other], reason, key=key)
    except Refusal as refused:
        messages.error(request, wording.refusal(refused))
        return to_item(request, subject)
    told = _("Merged. It shows once the reports are gathered again.")
    remember(request, "decided", told, subject=subject, decision=made)
    messages.success(request, told)
    return to_item(request, subject)


@require_POST
@allowed("incident.link")
def link(request: HttpRequest, subject: str) -> HttpResponse:
    """A statement tells of that incident too."""
    said, other = request.POST.get("statement", ""), request.POST.get("with", "")
    key = request.POST.get("key") or new_id()
    try:
        made = incidents.link(centre(), person_of(request), said, other, key=key)
    except Refusal as refused:
        messages.error(request, wording.refusal(refused))
        return to_item(request, subject)
    told = _("Linked. It shows once the reports are gathered again.")
    remember(request, "decided", told, subject=subject, decision=made)
    messages.success(request, told)
    return to_item(request, subject)


def searched(words: str, subject: str, lang: str) -> list[dict[str, Any]]:
    """Incidents that have all the words, or the very id."""
    named = IncidentRow.objects.filter(subject=words.strip()).first()
    query = IncidentQuery(text=words[:200], statuses=STANDING)
    found = [named] if named else list(index().page(query, rows=ROWS + 1).rows)
    return rows_of([one for one in found if one.subject != subject][:ROWS], lang)


def near(subject: str, lang: str) -> list[dict[str, Any]]:
    """Incidents that may have been in the same area within days; none where neither is known."""
    this = IncidentRow.objects.filter(subject=subject).first()
    if this is None:
        return []
    query = IncidentQuery(statuses=STANDING, order=Order.NEWEST)
    if this.start_at is not None:
        end = this.end_at if this.end_at is not None else this.start_at + 1
        query = replace(query, start=this.start_at - NEAR_S, end=end + NEAR_S)
    sides = [one for one in (this.west, this.south, this.east, this.north) if one is not None]
    if len(sides) == len(Frame._fields):
        query = replace(query, frame=_around(Frame(*sides)))
    if query.frame is None and query.start is None:
        return []
    found = index().page(query, rows=ROWS + 1).rows
    return rows_of([one for one in found if one.subject != subject][:ROWS], lang)


def beside(request: HttpRequest, subject: str, lang: str) -> dict[str, Any]:
    """An incident as one half of a comparison."""
    stands, _kind = standing(person_of(request), subject)
    body = stands.body or {}
    told = reports_of(body, lang)
    return {
        **head_of(stands, Wording.packaged(lang)),
        "told": [(report, said) for report in told for said in report.inside],
    }


def _around(frame: Frame) -> Frame:
    east_most, north_most = MOST_E7
    return Frame(
        max(frame.west - NEAR_E7, -east_most),
        max(frame.south - NEAR_E7, -north_most),
        min(frame.east + NEAR_E7, east_most),
        min(frame.north + NEAR_E7, north_most),
    )
