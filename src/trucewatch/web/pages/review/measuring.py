"""Setting measures on a case, and reporting on them."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from trucewatch.domain.access import Side
from trucewatch.domain.measure import Measure, MeasureKind, MeasureState
from trucewatch.service.review import measures
from trucewatch.web.centre import centre
from trucewatch.web.pages.review.acting import act, said
from trucewatch.web.person import allowed, person_of


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
        measure = Measure(case=case, kind=kind, what=told.get("what", ""), owner=owner, due=due)
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
