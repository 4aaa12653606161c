"""The board: cases that are open, how old they are, and what they wait for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trucewatch.web.person import allowed


@require_safe
@allowed("case.see")
def cases(request: HttpRequest) -> HttpResponse:
    """All open cases."""
    return render(request, "review/board.html", {"part": "cases"})
