"""Steps with a case that are taken on its page, each one verb."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from trucewatch.domain.access import Person
from trucewatch.domain.case import Severity, Threat, ThreatLevel
from trucewatch.review.cases import Step
from trucewatch.service.centre import Centre
from trucewatch.service.review import cases
from trucewatch.service.review.cases import Said
from trucewatch.web.centre import centre
from trucewatch.web.pages.review.acting import act, said
from trucewatch.web.person import allowed, person_of

Verb = Callable[[Centre, Person, str, Said], object]


def _admit(centre: Centre, person: Person, case: str, said: Said) -> object:
    return cases.admit(centre, person, case, said, admissible=True)


def _turn_away(centre: Centre, person: Person, case: str, said: Said) -> object:
    return cases.admit(centre, person, case, said, admissible=False)


VERBS: dict[str, Verb] = {
    Step.ADMIT.value: _admit,
    Step.TURN_AWAY.value: _turn_away,
    Step.INVITE.value: cases.invite,
    Step.WATCH.value: cases.watch,
    Step.WITHDRAW.value: cases.withdraw,
    Step.REFER.value: cases.refer,
    Step.CLOSE.value: cases.close,
    Step.REOPEN.value: cases.reopen,
    Step.LOOK_AGAIN.value: cases.reopen,
    "escalate": cases.escalate,
}


@require_POST
@allowed("case.see")
def take(request: HttpRequest, case: str) -> HttpResponse:
    """One step of those that need no more than a reason."""
    verb = VERBS.get(request.POST.get("do", ""))
    if verb is None:
        raise Http404
    person = person_of(request)
    return act(request, lambda: verb(centre(), person, case, said(request)), "review:case", case)


@require_POST
@allowed("case.weigh")
def weigh(request: HttpRequest, case: str) -> HttpResponse:
    """Severity, and the threat beside it."""
    told = request.POST
    try:
        severity, level = Severity(told.get("severity", "")), ThreatLevel(told.get("threat", ""))
    except ValueError as err:
        raise Http404 from err
    found = (severity, Threat(level, told.get("words", "").strip()))
    person = person_of(request)
    return act(
        request,
        lambda: cases.weigh(centre(), person, case, found, said=said(request)),
        "review:case",
        case,
    )


@require_POST
@allowed("case.relate")
def relate(request: HttpRequest, case: str) -> HttpResponse:
    """Cases that belong beside this one."""
    person, others = person_of(request), request.POST.getlist("related")
    return act(
        request,
        lambda: cases.relate(centre(), person, case, others, said=said(request)),
        "review:case",
        case,
    )
