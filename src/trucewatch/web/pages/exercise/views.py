"""Pages of an exercise: what it is, how it is run, how it went."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from trucewatch.domain.access import Person
from trucewatch.service.exercise.course import Course, about, course, told
from trucewatch.service.exercise.deadlines import next_deadline
from trucewatch.service.exercise.debriefing import debriefed
from trucewatch.service.exercise.moving import MOST, move_on, move_to_next
from trucewatch.service.exercise.releasing import release
from trucewatch.service.exercise.starting import end, set_by_clock
from trucewatch.service.policy import decide
from trucewatch.service.refusals import NotThere
from trucewatch.storage.custody import new_id
from trucewatch.web.centre import centre
from trucewatch.web.pages.exercise.shown import debrief_shown, in_, injects
from trucewatch.web.pages.review.acting import act, said
from trucewatch.web.person import allowed, person_of

STEPS = (1, 6, 12, 24)
"""Hours by which the facilitator moves the clock on."""


@require_safe
@allowed("exercise.see")
def page(request: HttpRequest) -> HttpResponse:
    """What this exercise is; for the facilitator what comes next, and what was released."""
    person, lang, here = person_of(request), get_language() or "en", centre()
    try:
        known = told(here)
    except NotThere as err:
        raise Http404 from err
    context: dict[str, Any] = {
        "heading": in_(known["title"], lang),
        "about": in_(known["about"], lang),
        "speed": known["speed"],
        "ended": known["ended"],
        "may_debrief": decide(person, "exercise.debrief", about(here)).allow,
        "key": new_id(),
    }
    if decide(person, "exercise.run", about(here)).allow:
        context |= _control(person, course(here), lang)
    return render(request, "exercise/page.html", context)


@require_POST
@allowed("exercise.run")
def release_one(request: HttpRequest) -> HttpResponse:
    """Let an inject happen."""
    name = request.POST.get("inject", "")
    return act(request, lambda: release(centre(), person_of(request), name), "exercise:page")


@require_POST
@allowed("exercise.run")
def clock(request: HttpRequest) -> HttpResponse:
    """Let injects come by the clock, or by hand alone."""
    by_clock, key = request.POST.get("by") == "clock", request.POST.get("key") or new_id()
    person = person_of(request)
    return act(
        request, lambda: set_by_clock(centre(), person, by_clock=by_clock, key=key), "exercise:page"
    )


@require_POST
@allowed("exercise.run")
def move(request: HttpRequest) -> HttpResponse:
    """Move the clock on: to the next deadline, or by some hours."""
    by, key, person = request.POST.get("by", ""), said(request).key, person_of(request)
    if by == "deadline":
        return act(request, lambda: move_to_next(centre(), person, key=key), "exercise:page")
    if by not in {str(one) for one in STEPS}:
        raise Http404
    return act(request, lambda: move_on(centre(), person, hours=int(by), key=key), "exercise:page")


@require_POST
@allowed("exercise.run")
def end_it(request: HttpRequest) -> HttpResponse:
    """End the exercise, and open its script to everybody."""
    key = request.POST.get("key") or new_id()
    return act(request, lambda: end(centre(), person_of(request), key=key), "exercise:debrief")


@require_safe
@allowed("exercise.debrief")
def look_back(request: HttpRequest) -> HttpResponse:
    """What was done, held against what the script expected."""
    found = debriefed(centre(), person_of(request))
    context = {
        "heading": found.course.script.title.in_(get_language() or "en"),
        "ended": found.course.ended,
        **debrief_shown(found, get_language() or "en"),
    }
    return render(request, "exercise/debrief.html", context)


def _control(person: Person, stands: Course, lang: str) -> dict[str, Any]:
    listed = injects(stands, lang)
    waiting = [one for one in listed if one["released"] is None]
    return {
        "runs": True,
        "now": centre().clock(),
        "deadline": next_deadline(centre(), person, within=MOST),
        "most_days": MOST.days,
        "steps": STEPS,
        "by_clock": stands.by_clock,
        "injects": listed,
        "next": waiting[0] if waiting else None,
        "done": len(listed) - len(waiting),
    }
