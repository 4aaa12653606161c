"""The page of a round: who filed and when; after the reveal, both texts side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from trucewatch.domain.access import Side
from trucewatch.domain.errors import Refusal
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.review.case_file import case_file
from trucewatch.service.review.positions import open_own
from trucewatch.service.review.rounds import Round, round_for
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.positions.drafting import may_file
from trucewatch.web.pages.positions.wording import opened_shown, round_shown
from trucewatch.web.person import allowed, answer, person_of


def asked_round(request: HttpRequest, case: str) -> Round:
    """The round that the address asks for, the newest where it asks for none."""
    asked = request.GET.get("round", "")
    if asked and not (asked.isdecimal() and len(asked) < 4):
        raise NotThere("no such round")
    return round_for(person_of(request), case, int(asked) if asked else None)


@require_safe
@allowed("case.see")
def positions(request: HttpRequest, case: str) -> HttpResponse:
    """A round of a case."""
    person, round_ = person_of(request), asked_round(request, case)
    facts: dict[str, Any] = {"round": round_shown(round_), "part": "cases"}
    facts["takes_file"] = answer(person, "case_file.take").reason in {"case_files", "step_up"}
    if person.side is not Side.NEUTRAL:
        facts["own"] = person.side.value
        facts["may_file"] = may_file(person)
        if round_.reveal is None:
            try:
                facts["own_text"] = opened_shown(open_own(centre(), person, round_))
            except Refusal as refusal:
                facts["problem"] = refused.told(refusal)
    return render(request, "positions/round.html", facts)


@require_safe
@allowed("case_file.take")
def take_file(request: HttpRequest, case: str) -> HttpResponse:
    """The case file, to be verified offline."""
    try:
        found = case_file(centre(), person_of(request), case)
    except (Denied, NotThere):
        raise
    except Refusal as refusal:
        messages.error(request, refused.told(refusal))
        return redirect("review:case", case)
    given = HttpResponse(found.data, content_type="application/json")
    given["Content-Disposition"] = f'attachment; filename="case-{case[:32]}.tw-case"'
    return given
