"""Pages of agreements: the list, one agreement as it stood, its line of time, two compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from trucewatch.assess.known import as_known
from trucewatch.data.phrases import act_name
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import Clause
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.moment import TimeFact
from trucewatch.domain.time import UTC
from trucewatch.export.timeline_svg import timeline_svg
from trucewatch.pipeline.terms import agreement_held, diff, timeline
from trucewatch.service.registers import memberships, terms
from trucewatch.service.registers.names import party_name, place_name
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.registers import comparing
from trucewatch.web.pages.registers.filling import named_like
from trucewatch.web.pages.registers.wording import choices
from trucewatch.web.person import allowed

SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Of a picture that carries its own looks and may ask nobody for anything."""
LANGUAGES = ("en", "ru", "ar")


@require_GET
@allowed("register.see")
def listed(request: HttpRequest) -> HttpResponse:
    """Every agreement, and by which reading it was in force on the day that is asked for."""
    lang, at = _lang(), day_of(request, "at") or centre().clock()
    typed, kind, stage = (request.GET.get(name, "") for name in ("q", "kind", "stage"))
    every = terms.terms()
    found = named_like(every, typed, lambda one: [one.id, *one.names, one.conflict])
    found = [
        one for one in found if kind in ("", one.kind.value) and stage in ("", one.stage.value)
    ]
    made = terms.published()
    rows: list[dict[str, Any]] = [
        {"one": one, "name": one.name_in(lang), "held": held(one, at), "here": made.get(one.id)}
        for one in found
    ]
    if request.GET.get("only"):
        rows = [one for one in rows if any(each["certainty"] != "not" for each in one["held"])]
    context = {
        "tab": "agreements",
        "rows": rows,
        "at": at,
        "typed": typed,
        "kind": kind,
        "stage": stage,
        "only": bool(request.GET.get("only")),
        "kinds": choices("class"),
        "stages": choices("stage"),
        "at_all": len(every),
    }
    return render(request, "registers/agreements.html", context)


@require_GET
@allowed("register.see")
def one(request: HttpRequest, agreement: str) -> HttpResponse:
    """One agreement, all of it or as it could be known on a day."""
    lang, known_at = _lang(), day_of(request, "known")
    whole = _get(agreement)
    shown = as_known(whole, known_at)
    here = terms.versions_of(agreement)
    context = {
        "tab": "agreements",
        "one": shown,
        "whole": whole,
        "title": whole.name_in(lang),
        "known": known_at,
        "clauses": [_clause(each) for each in shown.clauses] if shown else [],
        "zones": [
            {"zone": each, "places": [place_name(place, lang) for place in each.places]}
            for each in (shown.zones if shown else ())
        ],
        "facts": list(facts(shown)) if shown else [],
        "members": [each for each in memberships.members() if each.agreement == agreement],
        "held": held(whole, known_at or centre().clock()),
        "past": here,
        "people": names_of(each.actor for each in here),
    }
    return render(request, "registers/agreement.html", context)


@require_GET
@allowed("register.see")
def line_of_time(request: HttpRequest, agreement: str) -> HttpResponse:
    """When it held by each reading, as a picture."""
    known_at = day_of(request, "known")
    made = timeline(_get(agreement), known_at=known_at)
    picture = timeline_svg(made, Registry.packaged(), lang=_lang())
    headers = {"Content-Security-Policy": SVG_POLICY}
    return HttpResponse(picture, content_type="image/svg+xml", headers=headers)


@require_GET
@allowed("register.see")
def compare(request: HttpRequest) -> HttpResponse:
    """Two agreements side by side, or one at two times of knowing."""
    every, lang = terms.terms(), _lang()
    first, second = request.GET.get("one", ""), request.GET.get("other", "")
    known = (day_of(request, "known_one"), day_of(request, "known_other"))
    context: dict[str, Any] = {
        "tab": "agreements",
        "every": sorted((one.name_in(lang), one.id) for one in every),
        "first": first,
        "second": second,
        "known_one": known[0],
        "known_other": known[1],
    }
    if first and second:
        pair = (_get(first), _get(second))
        made = diff(*pair, known_at=known)
        grouped = groupby(made.differences, key=lambda each: each.part)
        context["parts"] = [(part, [*map(comparing.told, found)]) for part, found in grouped]
        context["names"] = [one.name_in(lang) for one in pair]
    return render(request, "registers/compare.html", context)


def held(one: Agreement, at: dt.datetime) -> list[dict[str, str]]:
    """By each reading, whether it was in force."""
    return [
        {"reading": party_name(each.reading, _lang()), "certainty": each.certainty.value}
        for each in agreement_held(one, at)
    ]


def day_of(request: HttpRequest, name: str) -> dt.datetime | None:
    """The end of a day that the address asks for, in UTC; None where it asks for none."""
    try:
        day = dt.date.fromisoformat(request.GET.get(name, ""))
        return dt.datetime.combine(day, dt.time(23, 59, 59), UTC)
    except ValueError:
        return None


def facts(one: Agreement) -> Iterator[dict[str, Any]]:
    """Every assertion of when, with who asserts it and on what ground."""
    told = {
        "announced": one.announced,
        "signed": one.signed,
        "start": one.window.starts,
        "end": one.window.ends,
    }
    for what, found in told.items():
        yield from ({"what": what, "fact": each} for each in found)
    for change in one.amendments:
        moments: Iterable[TimeFact] = change.effective
        if change.window:
            moments = (*change.window.starts, *change.window.ends)
        yield from ({"what": change.kind.value, "fact": each, "id": change.id} for each in moments)


def _clause(clause: Clause) -> dict[str, Any]:
    """A clause in each language that it has; "" where it has none in that language."""
    texts = {"en": clause.summary, **{each.lang: each.text for each in clause.texts}}
    differs = [each for each in clause.texts if each.differs]
    acts = [act_name(act, _lang()) for act in clause.acts]
    told = [(lang, texts.get(lang, "")) for lang in LANGUAGES]
    return {"clause": clause, "texts": told, "acts": acts, "differs": differs}


def _get(agreement: str) -> Agreement:
    try:
        return terms.terms().get(agreement)
    except UnknownName as err:
        raise Http404 from err


def _lang() -> str:
    return translation.get_language() or "en"
