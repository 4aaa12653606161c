"""Where the delegations stand: leaving, returning, being put out, and taking all one can verify."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from typing import IO, Any

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from trucewatch.domain.access import Person, Resource, Side
from trucewatch.domain.errors import Refusal
from trucewatch.domain.standing import Standing, StandingState
from trucewatch.review import standing as course
from trucewatch.service.refusals import Denied
from trucewatch.service.review import board, cases, standing
from trucewatch.service.review.rules_in_force import rules_of
from trucewatch.service.review.whole_record import whole_record
from trucewatch.service.taking_part import (
    KIND,
    is_offered,
    may_return,
    standing_of,
    subject_of_standing,
)
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import content, versions
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.review.acting import act, may_take, said
from trucewatch.web.person import allowed, person_of

SIDES = (Side.A, Side.B)
PIECE = 1024 * 1024
"""Bytes of the record in memory at a time, for each who takes it."""
PUT_OUT = {"suspend": StandingState.SUSPENDED, "exclude": StandingState.EXCLUDED}


@require_safe
@allowed("case.see")
def page(request: HttpRequest) -> HttpResponse:
    """Both delegations beside each other, with all that was recorded of them."""
    person = person_of(request)
    shown = [_shown(person, side) for side in SIDES]
    people = names_of({one["actor"] for each in shown for one in each["past"]})
    context = {
        "part": "delegations",
        "shown": shown,
        "people": people,
        "leads": is_offered(person, "delegation.suspend", Resource(KIND)),
        "cases": [one for one in board.board(centre(), person).lines if one.case.answers],
        "may_take": may_take(person),
        "has_own": person.side is not Side.NEUTRAL,
        "key": new_id(),
    }
    return render(request, "review/delegations.html", context)


@require_POST
@allowed("case.see")
def own(request: HttpRequest) -> HttpResponse:
    """Leave or come back, for one's own delegation."""
    verb = standing.come_back if request.POST.get("do") == "return" else standing.leave
    person, told = person_of(request), said(request)
    return act(
        request, lambda: verb(centre(), person, told.words, key=told.key), "review:delegations"
    )


@require_POST
@allowed("delegation.suspend")
def put_out(request: HttpRequest, side: str) -> HttpResponse:
    """Suspend, exclude or let in again, by the path of the rules."""
    if side not in ("a", "b"):
        raise Http404
    person, told, done = person_of(request), said(request), request.POST.get("do", "")

    def recorded() -> Standing:
        lawful = _lawful(person, done, request.POST.get("case", ""), told.words)
        return standing.set_standing(centre(), person, Side(side), lawful, key=told.key)

    return act(request, recorded, "review:delegations")


@require_safe
@allowed("case_file.take")
def take(request: HttpRequest) -> HttpResponseBase:
    """The whole record as one file that verifies offline."""
    try:
        made = whole_record(centre(), person_of(request))
    except Denied:
        raise
    except Refusal as refusal:  # as before the first checkpoint is published
        messages.error(request, refused.told(refusal))
        return redirect("review:delegations")
    size = made.seek(0, os.SEEK_END)
    made.seek(0)
    answer = StreamingHttpResponse(_pieces(made), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="record.zip"'
    answer["Content-Length"] = str(size)
    return answer


async def _pieces(made: IO[bytes]) -> AsyncIterator[bytes]:
    """Read as it is sent: a server that sends asynchronously would read all of it first."""
    with made:
        while piece := await asyncio.to_thread(made.read, PIECE):
            yield piece


def _lawful(person: Person, done: str, case: str, reason: str) -> Callable[[Standing], Standing]:
    if done not in PUT_OUT:
        return lambda stands: course.let_in(stands, reason)
    found = cases.get(person, case)
    on = (found.id, found.case, rules_of(found.case))
    return lambda stands: course.put_out(stands, PUT_OUT[done], on, reason)


def _shown(person: Person, side: Side) -> dict[str, Any]:
    stands = standing_of(side)
    past = versions(KIND, subject_of_standing(side))
    listed = [
        {"at": one.recorded_at, "actor": one.actor, "seq": one.seq, **content(one)} for one in past
    ]
    return {
        "side": side,
        "stands": stands,
        "here": stands.state is StandingState.TAKES_PART,
        "past": listed,
        "may_leave": is_offered(person, "delegation.leave", Resource(KIND, side=side)),
        "may_return": may_return(person, stands),
        "mine": side is person.side,
    }
