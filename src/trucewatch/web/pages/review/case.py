"""The page of one case: what it rests on, where it stands, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from trucewatch.data.phrases import act_name
from trucewatch.domain.access import Person, Resource
from trucewatch.domain.case import OPEN, Severity, ThreatLevel
from trucewatch.domain.measure import UNFINISHED, MeasureKind
from trucewatch.domain.time import TimeRange
from trucewatch.domain.wire import from_wire
from trucewatch.export.incident_wording import Wording
from trucewatch.review import cases as course
from trucewatch.review.cases import Step
from trucewatch.review.ladder import may_rise_at, rung_above
from trucewatch.review.measures import overdue
from trucewatch.review.opening import lacking
from trucewatch.service.history import history
from trucewatch.service.refusals import NotThere
from trucewatch.service.review import board, cases, requests
from trucewatch.service.review.determinations import determination_of
from trucewatch.service.review.owed import Standing as Owed
from trucewatch.service.review.owed import of_case as owed_on
from trucewatch.service.review.rules_in_force import rules_of
from trucewatch.service.review.sessions import SessionAt, all_of
from trucewatch.service.showing import show
from trucewatch.service.taking_part import is_offered
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import content, newest_of
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.incidents.detail import agreement_name
from trucewatch.web.pages.incidents.facets import place_name
from trucewatch.web.pages.review.acting import may_take
from trucewatch.web.person import allowed, person_of

ACTIONS = {
    Step.ADMIT: "case.admit",
    Step.TURN_AWAY: "case.admit",
    Step.INVITE: "case.invite",
    Step.WATCH: "case.watch",
    Step.CLOSE: "case.close",
    Step.WITHDRAW: "case.withdraw",
    Step.REFER: "case.refer",
    Step.REOPEN: "case.reopen",
    Step.LOOK_AGAIN: "case.reopen",
}
"""Steps that are taken on this page, and what somebody must be allowed to do for each."""
MEASURED_FROM = course.WAY[Step.SET_MEASURES][0]
REPLIES = ("acknowledged", "answered", "partly", "refused")


@require_safe
@allowed("case.see")
def page(request: HttpRequest, case: str) -> HttpResponse:
    """The case as it stands."""
    person, lang = person_of(request), translation.get_language() or "en"
    stands = cases.get(person, case)
    show(centre(), person, case)
    asked, owed = requests.of_case(case), owed_on(case)
    chapters = history(person, case)
    people = {one.actor for one in chapters} | {
        step.by for one in asked for step in one.request.steps
    }
    people |= {step.by for one in owed for step in one.measure.steps}
    rules, made = rules_of(stands.case), determination_of(case, stands.case.round)
    context = {
        "part": "cases",
        "stands": stands,
        "case": stands.case,
        "at": centre().clock(),
        "opened_at": chapters[0].at,
        "agreement": agreement_name(stands.case.agreement, lang) if stands.case.agreement else "",
        "incidents": [incident(one, lang) for one in stands.case.incidents],
        "needs": needs(person, stands),
        "steps": steps(person, stands),
        "rung": rung_above(stands.case, rules),
        "rises_at": may_rise_at(stands.case, rules, cases.on_rung_since(stands)),
        "open": stands.case.state in OPEN,
        "may_ask": stands.case.state in course.ASKED_FROM,
        "requests": asked,
        "mine": person.side,
        "replies": REPLIES,
        "may_reply": is_offered(person, "request.answer", Resource("request", side=person.side)),
        "measures": [owed_shown(person, one) for one in owed],
        "measure_kinds": list(MeasureKind),
        "may_measure": stands.case.state in MEASURED_FROM
        and is_offered(person, "measure.set", Resource("measure")),
        "sessions": heard_in(person, case),
        "determined_in": made.session if made else "",
        "related": list(related(person, stands)),
        "others": others(person, stands),
        "parties": [p for p in board.records(centre(), person) if p.party in stands.case.suspected],
        "party_titles": board.titles(person),
        "severities": list(Severity),
        "threats": list(ThreatLevel),
        "history": chapters,
        "people": names_of(people),
        "may_take": may_take(person),
        "key": new_id(),
    }
    return render(request, "review/case.html", context)


def steps(person: Person, stands: cases.Standing) -> list[str]:
    """Steps that this person can take with the case from where it is."""
    thing = Resource("case", side=stands.case.opened_side)
    return [
        one.value
        for one in course.possible(stands.case)
        if one in ACTIONS and is_offered(person, ACTIONS[one], thing)
    ]


def needs(person: Person, stands: cases.Standing) -> list[tuple[str, bool]]:
    """What the rules ask of a case to be heard, and whether this one has it."""
    rules = rules_of(stands.case)
    lacks = lacking(stands.case, rules, cases.incidents_of(person, stands.case))
    return [(code, code not in lacks) for code in rules.admissible_if]


def incident(subject: str, lang: str) -> dict[str, Any]:
    """An incident in a few words; its own page shows the accounts of it."""
    found = newest_of(subject)
    told, say = content(found) if found is not None else {}, Wording.packaged(lang)
    places = [
        place_name(one["place"], lang) if one.get("place") else one.get("name", "")
        for one in told.get("places") or ()
    ]
    return {
        "id": subject,
        "act": act_name(told["act"], lang) if "act" in told else "",
        "places": places,
        "time": say.when(from_wire(TimeRange, told["time"])) if told.get("time") else "",
        "start": (told.get("time") or {}).get("start"),
        "words": told.get("words", ""),
        "status": told.get("status", ""),
        "accounts": len(told.get("statements") or ()),
        "denials": len(told.get("denials") or ()),
    }


def owed_shown(person: Person, one: Owed) -> dict[str, Any]:
    """A measure with what the page asks of it."""
    thing = Resource("measure", side=one.measure.owner)
    may_report = is_offered(person, "measure.report", thing)
    return {
        "id": one.id,
        "version": one.version,
        "measure": one.measure,
        "late": overdue(one.measure, centre().clock().date()),
        "mine": may_report and one.measure.state in UNFINISHED,
    }


def heard_in(person: Person, case: str) -> list[SessionAt]:
    """The sessions that have the case on their agenda, the last one called first."""
    return [one for one in all_of(person) if one.session.item(case)]


def related(person: Person, stands: cases.Standing) -> Iterator[cases.Standing]:
    """The cases beside this one that the person may see."""
    for one in stands.case.related:
        try:
            yield cases.get(person, one)
        except NotThere:
            continue


def others(person: Person, stands: cases.Standing) -> list[board.Line]:
    """Cases that could stand beside this one: those that are open, in the order of the board."""
    listed = board.board(centre(), person).lines
    return [one for one in listed if one.id != stands.id]
