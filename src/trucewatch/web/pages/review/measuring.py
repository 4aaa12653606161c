"""Measures: all that is owed in one list, setting one on a case, reporting on it."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from trucewatch.domain.access import Side
from trucewatch.domain.measure import UNFINISHED, Measure, MeasureKind, MeasureState
from trucewatch.service.review import cases, measures
from trucewatch.service.review.owed import KIND, by_day
from trucewatch.service.sight import seen_of_kind
from trucewatch.web.centre import centre
from trucewatch.web.pages.review.acting import act, said
from trucewatch.web.pages.review.case import owed_shown
from trucewatch.web.person import allowed, person_of


@require_safe
@allowed("case.see")
def owed(request: HttpRequest) -> HttpResponse:
    """What is owed on all cases, what is due first comes first; with `ended=1` what was owed."""
    person, ended = person_of(request), request.GET.get("ended") == "1"
    states = frozenset(MeasureState) - UNFINISHED if ended else UNFINISHED
    rows = seen_of_kind(person, KIND).filter(body__state__in=[one.value for one in states])
    found = [owed_shown(person, one) for one in by_day(rows)]
    named = {one["measure"].case for one in found}
    titles = {one: cases.get(person, one).case.title for one in named}
    facts = {"part": "measures", "ended": ended, "titles": titles, "measures": found}
    return render(request, "review/owed.html", facts)


@require_POST
@allowed("measure.set")
def set_(request: HttpRequest, case: str) -> HttpResponse:
    """One measure with its owner and its day."""
    told, person = request.POST, person_of(request)
    try:
        kind, owner = MeasureKind(told.get("kind", "")), Side(told.get("owner", ""))
        due = dt.date.fromisoformat(told["due"]) if told.get("due") else None
    except ValueError as err:
        raise Http404 from err

    def made() -> str:
        measure = Measure(
            case=case,
            kind=kind,
            what=told.get("what", "").strip(),
            owner=owner,
            due=due,
            clause=told.get("clause", "").strip(),
        )
        return measures.set_(centre(), person, measure, key=said(request).key)

    return act(request, made, "review:case", case)


@require_POST
@allowed("case.see")
def report(request: HttpRequest, subject: str) -> HttpResponse:
    """How far a measure is, by who owes it."""
    person = person_of(request)
    case = measures.get(person, subject).measure.case
    try:
        state = MeasureState(request.POST.get("state", ""))
    except ValueError as err:
        raise Http404 from err
    return act(
        request,
        lambda: measures.report(centre(), person, subject, state, said=said(request)),
        "review:case",
        case,
    )
