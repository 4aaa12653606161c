"""Pages of the watch: the board, the log, the handover."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trucewatch.domain.errors import Refusal
from trucewatch.service import duty, duty_board
from trucewatch.service.refusals import NotThere
from trucewatch.storage.documents import content, newest
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.duty.wording import Wording, board_shown
from trucewatch.web.person import allowed, person_of

EARLIER = 20
"""Handovers that the board lists, a week of three shifts a day."""


@require_safe
@allowed("duty.note")
def board(request: HttpRequest) -> HttpResponse:
    """All that is open, what wants attention first on top."""
    facts = board_shown(duty_board.board(centre()), get_language() or "en")
    earlier = [one for one in newest("handover")[:EARLIER] if one.body]
    wording = Wording(get_language() or "en")
    facts["earlier"] = [wording.handover(one) for one in earlier]
    facts["mine"] = bool(facts["watch"] and facts["watch"]["to_id"] == person_of(request).id)
    return render(request, "duty/board.html", {**facts, "key": secrets.token_hex(16)})


@require_POST
@allowed("duty.note")
def note(request: HttpRequest) -> HttpResponse:
    """A line in the duty log."""
    words, key = request.POST.get("words", ""), request.POST.get("key", "")
    try:
        duty.note(centre(), person_of(request), words, key=key)
    except Refusal as err:
        messages.error(request, refused.told(err))
    return redirect("duty:board")


@require_POST
@allowed("duty.take_over")
def take(request: HttpRequest) -> HttpResponse:
    """Take the watch, from a handover or where nobody has it."""
    subject, key = request.POST.get("handover") or None, request.POST.get("key", "")
    try:
        duty.take_over(centre(), person_of(request), subject, key=key)
    except Refusal as err:
        messages.error(request, refused.told(err))
    return redirect("duty:board")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("duty.hand_over")
def write(request: HttpRequest) -> HttpResponse:
    """The handover note, made from what is open, to be edited and handed over."""
    spoken = dict(settings.LANGUAGES)
    asked = request.POST.get("language") or request.GET.get("language") or get_language() or "en"
    language = asked if asked in spoken else "en"
    problem = ""
    if request.method == "POST":
        words, key = request.POST.get("words", ""), request.POST.get("key", "")
        try:
            person = person_of(request)
            made = duty.hand_over(centre(), person, words, language=language, key=key)
            return redirect("duty:handover", made)
        except Refusal as err:
            problem = refused.told(err)
    else:
        with translation.override(language):
            words = Wording(language).note(duty_board.board(centre()))
    facts = {"words": words, "language": language, "languages": spoken, "problem": problem}
    facts["note_direction"] = "rtl" if language == "ar" else "ltr"
    status = 422 if problem else 200
    return render(
        request, "duty/write.html", {**facts, "key": secrets.token_hex(16)}, status=status
    )


@require_safe
@allowed("record.see")
def handover(request: HttpRequest, subject: str) -> HttpResponse:
    """One handover, as it is printed."""
    try:
        found = duty.get(subject)
    except NotThere:
        return render(request, "duty/gone.html", status=404)
    shown = Wording(get_language() or "en").handover(found)
    mine = content(found)["from"] == person_of(request).id
    facts = {"handover": shown, "mine": mine, "key": secrets.token_hex(16)}
    return render(request, "duty/handover.html", facts)
