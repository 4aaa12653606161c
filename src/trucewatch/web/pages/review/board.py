"""The board: cases that are open, how old they are, and what they wait for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trucewatch.service.review import board
from trucewatch.web.centre import centre
from trucewatch.web.person import allowed, person_of


@require_safe
@allowed("case.see")
def cases(request: HttpRequest) -> HttpResponse:
    """Open cases with their ages and clocks; with `closed=1`, those that are closed."""
    closed = request.GET.get("closed") == "1"
    person = person_of(request)
    found = board.board(centre(), person, closed=closed)
    titles = {one.id: one.case.title for one in found.lines}
    shown = {"part": "cases", "board": found, "closed": closed, "titles": titles}
    shown["party_titles"] = board.titles(person)
    return render(request, "review/board.html", shown)
