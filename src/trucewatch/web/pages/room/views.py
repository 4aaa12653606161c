"""The list of sessions, the room of one, and what is said and done there by people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trucewatch.data.review_words import term
from trucewatch.domain.access import Person, Side
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.review.refusals import NotLawful
from trucewatch.service.review import sessions
from trucewatch.service.review.live import happened
from trucewatch.service.review.side_channel import LONGEST, heard, own, speak
from trucewatch.service.taking_part import is_offered
from trucewatch.storage.custody import new_id
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.room.events import Place, place
from trucewatch.web.pages.room.guests import Guest, View, view_of
from trucewatch.web.pages.room.hub import nudge
from trucewatch.web.pages.room.places import places_shown
from trucewatch.web.pages.room.reading import line_of, said_lines
from trucewatch.web.pages.room.shown import heard_in, shown
from trucewatch.web.pages.room.streaming import stream
from trucewatch.web.person import account_of, allowed, person_of
from trucewatch.web.sitting import SITTING

STEPS: dict[str, Callable[[Person, str, str], None]] = {
    "join": lambda who, id_, _: sessions.join(centre(), who, id_),
    "open": lambda who, id_, _: sessions.open_(centre(), who, id_),
    "take_up": lambda who, id_, case: sessions.take_up(centre(), who, id_, case),
    "carry_over": lambda who, id_, case: sessions.carry_over(centre(), who, id_, case),
    "adjourn": lambda who, id_, _: sessions.adjourn(centre(), who, id_),
    "close": lambda who, id_, _: sessions.close(
        centre(), who, id_, language=get_language() or "en"
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("case.see")
def listing(request: HttpRequest) -> HttpResponse:
    """All sessions; the facilitator calls another."""
    person, problem, lang = person_of(request), "", get_language() or "en"
    if request.method == "POST":
        try:
            at = _instant(request.POST.get("at", ""))
            made = sessions.call(centre(), person, at, key=request.POST.get("key", ""))
            return redirect("review:session", made)
        except Refusal as refusal:
            problem = refused.told(refusal)
    found = [
        (one, term("session_states", one.session.state.value, lang))
        for one in sessions.all_of(person)
    ]
    facts = {"part": "sessions", "listed": found, "problem": problem, "key": new_id()}
    facts["soon"] = f"{centre().clock() + dt.timedelta(hours=1):%Y-%m-%dT%H:00}"
    return render(request, "room/list.html", facts, status=422 if problem else 200)


@require_GET
@allowed("case.see")
def room(request: HttpRequest, subject: str) -> HttpResponse:
    """The room as it is now; its script keeps it so, and without scripts it is asked for again."""
    person = person_of(request)
    wall = request.GET.get("view") == "wall"
    stands = sessions.get(person, subject).session
    view = _view(request, subject, wall=wall)
    entries = [line_of(one) for one in happened([subject])]
    said = [] if wall else said_lines(heard(person, subject))
    # Read before the rest, so that whatever comes in meanwhile is sent after, not lost.
    reached = Place(entries[-1].at if entries else -1, said[-1].at if said else 0)
    lang = get_language() or "en"
    facts: dict[str, Any] = {
        **shown(subject, view),
        **places_shown(subject, stands, heard_in(stands), view),
        "part": "sessions",
        "joined": any(one.person == person.id for one in stands.present),
        "present": stands.present,
        "may_join": not wall and stands.closed_at is None,
        "log": [one.words[lang] for one in entries],
        "said": [one.words[lang] for one in said],
        "has_own": not wall and person.side is not Side.NEUTRAL,
        "speaks": is_offered(person, "side.speak", own(person)),
        "longest": LONGEST,
        "reached": reached,
        "wall": wall,
        "key": new_id(),
    }
    return render(request, "room/room.html", facts)


@require_GET
@allowed("case.see")
def events(request: HttpRequest, subject: str) -> HttpResponseBase:
    """What happens from now on, or from the place that a browser names when it comes back."""
    person = person_of(request)
    sessions.get(person, subject)
    wall = request.GET.get("view") == "wall"
    last = request.headers.get("Last-Event-ID", "")
    after = place(last or request.GET.get("after", ""))
    account = account_of(request)
    guest = Guest(
        person=person.id,
        name=account.name or account.username,
        view=_view(request, subject, wall=wall),
        sitting=request.session.get(SITTING, ""),
    )
    again = bool(last) or "again" in request.GET
    sent = stream(subject, guest, after, again=again)
    answer = StreamingHttpResponse(sent, content_type="text/event-stream; charset=utf-8")
    answer["X-Accel-Buffering"] = "no"  # a server in front would keep events until they are many
    return answer


@require_POST
@allowed("case.see")
def step(request: HttpRequest, subject: str, what: str) -> HttpResponse:
    """Join, open, take up, carry over, adjourn or close."""
    person, case = person_of(request), request.POST.get("case", "")
    taken = STEPS.get(what)
    if taken is None:
        return HttpResponse(status=404)
    return done(request, subject, lambda: taken(person, subject, case))


@require_POST
@allowed("case.see")
def say(request: HttpRequest, subject: str) -> HttpResponse:
    """Say something to one's own delegation."""
    person, text, key = person_of(request), request.POST.get("text", ""), request.POST.get("key")
    return done(
        request, subject, lambda: speak(centre(), person, subject, text, key=key or new_id())
    )


def done(request: HttpRequest, subject: str, act: Callable[[], object]) -> HttpResponse:
    """Do it; a refusal is told on the page that comes next, or by its script."""
    done_not = False
    try:
        act()
    except Refusal as refusal:
        if not isinstance(refusal, InvalidValue | NotLawful) and refusal.code == "denied":
            raise
        done_not = True
        messages.error(request, refused.told(refusal))
    nudge()
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=200 if done_not else 204, headers={"HX-Reswap": "none"})
    return redirect("review:session", subject)


def _view(request: HttpRequest, subject: str, *, wall: bool) -> View:
    person = person_of(request)
    present = sessions.get(person, subject).session.present
    takes_part = any(one.person == person.id for one in present)
    return view_of(person, get_language() or "en", takes_part=takes_part, wall=wall)


def _instant(text: str) -> dt.datetime:
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError as err:
        raise InvalidValue(_("This is no time; write it as 2026-03-10 09:00")) from err
    return at.replace(tzinfo=at.tzinfo or dt.UTC)
