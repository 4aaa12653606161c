"""What a delegation alone sees, on one page to be read and printed, and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trucewatch.domain.access import Side
from trucewatch.domain.wire import to_wire
from trucewatch.service.refusals import NotThere
from trucewatch.service.review import own_papers as service
from trucewatch.service.review.own_papers import OwnPapers, OwnRound
from trucewatch.web.centre import centre
from trucewatch.web.pages.positions.wording import names, opened_shown, versions_shown, word
from trucewatch.web.person import allowed, person_of


@require_safe
@allowed("case.see")
def page(request: HttpRequest) -> HttpResponse:
    """All of it, case by case, talk by talk, note by note."""
    papers = _papers(request)
    facts = {
        "part": "delegations",
        "papers": papers,
        "side_name": word("sides", papers.side),
        "people": names(set(_authors(papers))),
        "rounds": [_shown(one) for one in papers.rounds],
    }
    return render(request, "positions/own_papers.html", facts)


@require_safe
@allowed("case.see")
def take(request: HttpRequest) -> HttpResponse:
    """The same as a JSON file."""
    papers = _papers(request)
    given = JsonResponse(to_wire(papers), json_dumps_params={"ensure_ascii": False, "indent": 1})
    name = f"own-papers-{papers.side.value}-{papers.at:%Y-%m-%d}.json"
    given["Content-Disposition"] = f'attachment; filename="{name}"'
    return given


def _papers(request: HttpRequest) -> OwnPapers:
    person = person_of(request)
    if person.side is Side.NEUTRAL:
        raise NotThere("a page of delegations")
    return service.own_papers(centre(), person)


def _authors(papers: OwnPapers) -> Iterator[str]:
    for talk in papers.talks:
        yield from (one.author for one in talk.messages)
    yield from (one.author for one in papers.notes)


def _shown(one: OwnRound) -> dict[str, Any]:
    drafts = versions_shown(one.drafts, one.remarks)
    return {"about": one, "filed": opened_shown(one.filed), "versions": drafts}
