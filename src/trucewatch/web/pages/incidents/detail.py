"""One incident: accounts, what the terms say under each reading, comments, history, as known on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET

from trucewatch.data.phrases import act_name, sentence
from trucewatch.domain.access import Person
from trucewatch.domain.errors import Refusal, UnknownName
from trucewatch.domain.fusion import Fused
from trucewatch.domain.reading import Reading
from trucewatch.domain.time import UTC
from trucewatch.domain.wire import from_wire
from trucewatch.export.incident_html import incident_article, incident_looks
from trucewatch.export.incident_wording import Wording
from trucewatch.service.comments import comments_on
from trucewatch.service.gathering import plain_reading
from trucewatch.service.history import history, known_on
from trucewatch.service.incident_body import fused_of
from trucewatch.service.incidents import decisions_on
from trucewatch.service.refusals import NotThere
from trucewatch.service.registers.terms import terms
from trucewatch.service.showing import show, shown
from trucewatch.service.standing_alone import told_alone
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest, newest_of, table
from trucewatch.storage.models import Follow, Statement
from trucewatch.storage.models.documents import Version
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.incidents.facets import actor_name, place_name
from trucewatch.web.person import allowed, person_of


@require_GET
@allowed("incident.list")
def page(request: HttpRequest, subject: str) -> HttpResponse:
    """The incident as it is known now or, with `at`, as it was known on that day."""
    person = person_of(request)
    try:
        stands = _version(person, subject, request.GET.get("at", ""))
        chapters = history(person, subject)
    except NotThere as err:
        raise Http404(str(err)) from err
    show(centre(), person, subject)
    comments = comments_on(subject)
    people = {one.actor for one in chapters} | {one.actor for one in comments}
    context = {
        **told(stands),
        "history": chapters,
        "comments": comments,
        "people": names_of(people),
        "decisions": decisions_on(subject),
        "shown": shown(subject),
        "follows": Follow.objects.filter(person=person.id, subject=subject).exists(),
        "past": bool(request.GET.get("at")),
        "key": new_id(),
    }
    return render(request, "incidents/one.html", context)


@require_GET
def look(request: HttpRequest) -> HttpResponse:
    """The styles of the part that is drawn by the same code as files for others."""
    del request
    return HttpResponse(f".told-of {{ {incident_looks()} }}", content_type="text/css")


def told(stands: Version) -> dict[str, Any]:
    """What a page shows of one version, in the language of the page."""
    lang = translation.get_language() or "en"
    body = stands.body or {}
    say = Wording.packaged(lang)
    places = [
        place_name(one["place"], lang) if one["place"] else one["name"] for one in body["places"]
    ]
    return {
        "subject": stands.subject,
        "version": stands,
        "body": body,
        "act": act_name(body["act"], lang),
        "places": places,
        "article": article(body, say),
        "assessments": assessments(stands.subject, lang),
    }


def article(body: Mapping[str, Any], say: Wording) -> SafeString:
    """Accounts side by side, lineage and weighing; "" for an incident that no run made."""
    if "lineage" not in body:
        return mark_safe("")
    made: Fused = fused_of(body)
    statements = [*body["statements"], *body.get("denials", ())]
    # The markup is made by our own escaping writer, the same that writes files.
    return mark_safe(incident_article(made, readings_of(statements), say))  # noqa: S308


def readings_of(statements: Sequence[str]) -> list[Reading]:
    """The newest readings that hold these statements."""
    ids = set(Statement.objects.filter(subject__in=statements).values_list("reading", flat=True))
    found = newest("reading").filter(subject__in=[one for one in ids if one])
    reports = [from_wire(Reading, plain_reading(one.body)) for one in found if one.body]
    return [*reports, *told_alone(frozenset(statements))]


def assessments(incident: str, lang: str) -> list[dict[str, Any]]:
    """What each agreement comes to, its readings beside each other, each with its steps."""
    found = table("assessment").filter(body__incident=incident).order_by("-version").first()
    by_agreement: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in (found.body if found else {"findings": []})["findings"]:
        by_agreement[one["agreement"] or ""].append(_finding(one, lang))
    return [
        {"agreement": agreement, "name": agreement_name(agreement, lang), "findings": findings}
        for agreement, findings in by_agreement.items()
    ]


def _finding(one: Mapping[str, Any], lang: str) -> dict[str, Any]:
    return {
        **one,
        "keeper": actor_name(one["reading"], lang),
        "steps": [_worded(step, step["because"], lang) for step in one["steps"]],
        "changes": [_worded(each, each["sentence"], lang) for each in one["would_change"]],
    }


def _worded(told: Mapping[str, Any], english: str, lang: str) -> dict[str, Any]:
    try:
        words = sentence(told["code"], lang, told["facts"])
    except UnknownName:
        words = english
    return {**told, "words": words}


def agreement_name(agreement: str, lang: str) -> str:
    """How an agreement is called in a language, else its id."""
    try:
        return terms().get(agreement).name_in(lang)
    except Refusal:
        return agreement


def _version(person: Person, subject: str, at: str) -> Version:
    """The version that is asked for.

    Raises:
        NotThere: no such incident, or it was not known then.
    """
    if at:
        try:
            day = dt.datetime.fromisoformat(at)
        except ValueError as err:
            raise NotThere(f"{at} is no time") from err
        whole = len(at) <= len("2016-09-12")
        known = day.replace(tzinfo=day.tzinfo or UTC) + dt.timedelta(days=1 if whole else 0)
        return known_on(person, subject, known)
    stands = newest_of(subject)
    if stands is None or "act" not in (stands.body or {}):
        raise NotThere(f"no incident {subject}")
    return stands
