"""Small answers while somebody types: places, the time understood, what may be the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from trucewatch.data.call_words import said
from trucewatch.data.incident_words import act as act_label
from trucewatch.domain.errors import Refusal
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.time import parse_instant
from trucewatch.service import alike as likely
from trucewatch.service import callers, drafts
from trucewatch.service import places as listed
from trucewatch.service.call_told import CallTold
from trucewatch.service.callers import Caller
from trucewatch.text.asked_time import asked_time
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.hotline.shown import moment, understood
from trucewatch.web.person import allowed, person_of

LONGEST = 300
MOST_HOLDERS = 2
"""Of the units that hold a place, as many as tell two places of one name apart."""


@require_safe
@allowed("call.log")
def places(request: HttpRequest) -> HttpResponse:
    """Options for what was typed; as JSON where that is asked for."""
    lang = get_language() or "en"
    found = listed.find(request.GET.get("q", "")[:LONGEST])
    rows = options(found.candidates, lang)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"words": found.words, "candidates": rows})
    return render(request, "hotline/places.html", {"rows": rows, "bearing": found.bearing})


@require_safe
@allowed("call.log")
def when(request: HttpRequest) -> HttpResponse:
    """The time as it is understood so far, and by when a callback is asked for."""
    lang, clock = get_language() or "en", None
    facts: dict[str, Any] = {"words": request.GET.get("when", "")[:LONGEST]}
    try:
        told = _told(request)
        clock = listed.get(told.place).clock if told.place else None
        time = told.moment()
        facts |= {"understood": understood(time.time, lang), "other": understood(time.other, lang)}
        asked = request.GET.get("callback_when", "")[:LONGEST]
        due = asked_time(asked, told.called_at, clock=clock or "UTC") if asked else None
        facts |= {"asked": asked, "due": due and moment(due, clock or "UTC")}
    except Refusal:
        facts["understood"] = None
    return render(request, "hotline/when.html", {**facts, "clock": clock or "UTC"})


@require_safe
@allowed("call.log")
def alike(request: HttpRequest) -> HttpResponse:
    """Calls and incidents that may tell of the same."""
    lang = get_language() or "en"
    try:
        told = likely.happening_of(_told(request).document())
        found = likely.alike(centre(), told, besides=request.GET.get("besides", ""))
    except Refusal:
        found = []
    linked = request.GET.getlist("linked")
    rows = [
        {
            "alike": one,
            "act": act_label(one.happening.act, lang) if one.happening.act else "",
            "place": _named(one.happening.place, lang),
            "when": understood(one.happening.time, lang),
            "linked": one.subject in linked,
        }
        for one in found
    ]
    return render(request, "hotline/alike.html", {"rows": rows})


@require_POST
@allowed("draft.keep")
def draft(request: HttpRequest) -> HttpResponse:
    """Keep, or throw away, what is filled in so far."""
    try:
        told = json.loads(request.body)
        key = str(told.pop("key", ""))
        if told.pop("dropped", False):
            drafts.drop(key)
        else:
            drafts.keep(centre(), person_of(request), key, told)
    except (Refusal, ValueError, AttributeError):
        return JsonResponse({}, status=422)
    return JsonResponse({})


@require_POST
@allowed("call.log")
def seal(request: HttpRequest) -> HttpResponse:
    """What a caller tells of themselves, as ciphertext that the browser may keep."""
    given = (request.POST.get(name, "") for name in ("name", "phone", "reach"))
    try:
        return JsonResponse({"sealed": callers.seal(centre().home, Caller(*given))})
    except Refusal as err:
        return JsonResponse({"problem": refused.told(err)}, status=422)


def options(found: Iterable[listed.Candidate], lang: str) -> list[dict[str, Any]]:
    """Places as a list under a field shows them."""
    return [_option(one, lang) for one in found]


def _option(one: listed.Candidate, lang: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.names.get(lang) or one.names["en"],
        "names": one.names,
        "kind": said("kinds", one.kind, lang),
        "within": ", ".join(unit[lang] for unit in one.within[:MOST_HOLDERS]),
        "country": one.country,
        "lon": one.lon,
        "lat": one.lat,
        "precision": said("precision", one.precision.value, lang),
        "why": said("why", one.why, lang),
        "matched": one.matched,
        "score": round(one.score),
    }


def _named(place: PlaceMention | None, lang: str) -> str:
    if place is None:
        return ""
    return listed.get(place.place).names[lang] if place.place else place.name


def _told(request: HttpRequest) -> CallTold:
    where, place, act, words = (
        request.GET.get(name, "")[:LONGEST] for name in ("where", "place", "act", "when")
    )
    at = parse_instant(request.GET.get("called_at", ""))
    return CallTold(called_at=at, code_name="", where=where, place=place, act=act, when=words)
