"""The case that is heard, for both sides alike: positions and accounts side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from trucewatch.data.review_words import term
from trucewatch.domain.access import Person
from trucewatch.domain.position import DELEGATIONS
from trucewatch.service.review.rounds import Round, round_for
from trucewatch.service.review.sessions import get
from trucewatch.storage.documents import newest_of
from trucewatch.web.pages.incidents.detail import told
from trucewatch.web.person import allowed, person_of


@require_GET
@allowed("case.see")
def part(request: HttpRequest, subject: str, case: str) -> HttpResponse:
    """The part of the room that changes only when another case is taken up."""
    person = person_of(request)
    get(person, subject)
    return render(request, "room/file.html", {"id": subject, **file_of(person, case)})


def file_of(person: Person, case: str) -> dict[str, Any]:
    """What both sides see of a case, in the language of the page."""
    found = round_for(person, case)
    return {
        "case": case,
        "title": found.case.title,
        "positions": list(_positions(found, get_language() or "en")),
        "incidents": list(_incidents(found)),
    }


def _positions(found: Round, lang: str) -> Iterator[dict[str, Any]]:
    for side in DELEGATIONS:
        shown = found.reveal.of(side) if found.reveal else None
        silent = bool(found.reveal) and side in (found.reveal.silent if found.reveal else ())
        yield {
            "side": side.value,
            "label": term("sides", side.value, lang),
            "stance": term("stances", shown.stance.value, lang) if shown else "",
            "text": shown.text if shown else "",
            "silent": silent,
        }


def _incidents(found: Round) -> Iterator[dict[str, Any]]:
    for incident in found.case.incidents:
        stands = newest_of(incident)
        if stands is not None and stands.body and "act" in stands.body:
            yield told(stands)
