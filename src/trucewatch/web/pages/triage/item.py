"""The queue, and one thing that waits: an incident with its reports, or a report alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from trucewatch.data.intake_words import remedy, sentence
from trucewatch.data.phrases import act_name
from trucewatch.domain.access import Person
from trucewatch.domain.errors import Refusal
from trucewatch.export.incident_wording import Wording
from trucewatch.service import triage
from trucewatch.service.arrivals import FAILED, QUARANTINED
from trucewatch.service.history import kind_of
from trucewatch.service.incident_body import OF_MACHINE, fused_of, incident_of
from trucewatch.service.incidents import decisions_on
from trucewatch.service.refusals import NotThere
from trucewatch.service.report_settling import releasable
from trucewatch.storage.documents import newest, newest_of
from trucewatch.storage.incidents.query import IncidentQuery
from trucewatch.storage.models import IncidentRow, Statement
from trucewatch.storage.models.documents import Version
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.incidents.detail import assessments
from trucewatch.web.pages.intake.wording import channel
from trucewatch.web.pages.triage.queue import behind_row, desk_of, next_of, queue_of
from trucewatch.web.pages.triage.showing import lang_of, query_of, show, to_item, to_queue
from trucewatch.web.pages.triage.statements import Told, told_in
from trucewatch.web.person import allowed, person_of


@require_GET
@allowed("triage.claim")
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, and nothing chosen of it yet."""
    return show(request, "none", {})


@require_GET
@allowed("triage.claim")
def item(request: HttpRequest, subject: str) -> HttpResponse:
    """One thing of the queue."""
    person = person_of(request)
    stands, kind = standing(person, subject)
    told = {"desk": desk_of(person, subject), "version": stands, "body": stands.body or {}}
    if kind == "report":
        return show(request, "report", told | of_report(stands, lang_of()), subject=subject)
    told |= of_incident(stands, query_of(request), lang_of())
    return show(request, "item", told, subject=subject)


@require_GET
@allowed("triage.claim")
def following(request: HttpRequest) -> HttpResponse:
    """On to the next thing that nobody else works on."""
    return go_on(request, request.GET.get("subject", ""), request.GET.get("after", ""))


def go_on(request: HttpRequest, subject: str, after: str) -> HttpResponse:
    """To the next thing that nobody else works on, without losing one's place in the queue.

    Args:
        subject: what was looked at; by now it may wait no more.
        after: cursor of what stood behind it; "" begins before the first.
    """
    person, query = person_of(request), query_of(request)
    try:
        behind = replace(query, cursor=after)
        found = next_of(person, behind, subject)
    except Refusal as told:
        messages.error(request, refused.told(told))
        return to_queue(request)
    if found is None:
        messages.info(request, _("That was the last one in this queue."))
        return to_queue(request)
    here = {one.subject for one in queue_of(person, query, lang_of()).everything}
    return to_item(request, found, query if found in here else behind)


@require_POST
@allowed("triage.claim")
def presence(request: HttpRequest) -> HttpResponse:
    """I am here; who else is, and whether the thing has changed since."""
    person, subject = person_of(request), request.POST.get("subject", "")
    triage.be_at(centre(), person, subject)
    stands = newest_of(subject) if subject else None
    return JsonResponse(
        {"told": told_of_others(person, subject), "version": stands.version if stands else 0}
    )


def told_of_others(person: Person, subject: str) -> str:
    """Who else is at a thing, in a sentence or two; "" for nobody."""
    desk = desk_of(person, subject)
    words = []
    if desk.skipped:
        words.append(_("%(who)s works on this.") % {"who": desk.holder})
    if desk.others:
        number = len(desk.others)
        sentence = ngettext("%(who)s looks at it now.", "%(who)s look at it now.", number)
        words.append(sentence % {"who": ", ".join(desk.others)})
    return " ".join(words)


def standing(person: Person, subject: str) -> tuple[Version, str]:
    """An incident or a report as it stands, and which of them it is.

    Raises:
        Http404: no such thing, or none that the person may know of.
    """
    try:
        kind = kind_of(person, subject)
    except NotThere as err:
        raise Http404(str(err)) from err
    stands = newest_of(subject)
    if stands is None or stands.body is None or kind not in ("incident", "report"):
        raise Http404(f"nothing {subject} is on record")
    return stands, kind


def of_report(stands: Version, lang: str) -> dict[str, Any]:
    """What the pane shows of a report: why it was not read, and what may be done about it."""
    body = stands.body or {}
    reasons = body.get("reasons") or []
    closed = body["state"] in (FAILED, QUARANTINED)
    return {
        "why": refused.kept(body.get("refused"), body.get("why", "")),
        "came_by": channel(body.get("channel", "")),
        "reasons": [
            (sentence(one["code"], lang, one["facts"]), remedy(one["code"], lang))
            for one in reasons
        ],
        "closed": closed,
        "releasable": closed and releasable(reasons),
    }


def of_incident(stands: Version, query: IncidentQuery, lang: str) -> dict[str, Any]:
    """What the pane shows of an incident."""
    body, say = stands.body or {}, Wording.packaged(lang)
    told = reports_of(body, lang)
    decided = decisions_on(stands.subject)
    line = IncidentRow.objects.filter(subject=stands.subject).first()
    people = {one.by for report in told for one in report.said}
    people |= {decision.by for _, decision in decided} | {body.get("settled", {}).get("by", "")}
    return {
        **head_of(stands, say),
        "open": body.get("status") in OF_MACHINE,
        "reports": told,
        "assessments": assessments(stands.subject, lang),
        "decisions": decided,
        "people": names_of(people),
        "after": behind_row(line, query.order) if line else "",
    }


def head_of(stands: Version, say: Wording) -> dict[str, Any]:
    """An incident in its few facts."""
    body = stands.body or {}
    made = incident_of(body)
    return {
        "subject": stands.subject,
        "version": stands,
        "body": body,
        "act": act_name(made.act, say.lang),
        "where": say.row(map(say.place, made.places)),
        "when": say.when(made.time),
        "initiators": say.names(made.initiators),
        "targets": say.names(made.targets),
        "origins": fused_of(body).lineage.independent if "lineage" in body else None,
    }


def reports_of(body: dict[str, Any], lang: str) -> list[Told]:
    """The reports in which statements of an incident stand, the oldest on record first."""
    ours = [*body.get("statements", ()), *body.get("denials", ())]
    ids = set(Statement.objects.filter(subject__in=ours).values_list("reading", flat=True))
    found = newest("reading").filter(subject__in=[one for one in ids if one]).order_by("seq")
    return [told_in(one, ours, lang) for one in found if one.body]
