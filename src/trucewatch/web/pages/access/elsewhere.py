"""Signing in at one's own delegation, and coming back.

Cookies of a session do not come along from another site, so what the journey needs stands in one
of its own that does; it is signed, for minutes, and for these addresses alone.
"""

from __future__ import annotations

from dataclasses import astuple

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from trucewatch.domain.errors import Refusal
from trucewatch.service import identity_providers as there
from trucewatch.service.door_events import note_event
from trucewatch.service.throttle import BY_ADDRESS, knock
from trucewatch.web.pages.access import session
from trucewatch.web.pages.access.forms import SignIn
from trucewatch.web.pages.access.sign_in import entered
from trucewatch.web.pages.access.wording import said
from trucewatch.web.sitting import now

JOURNEY, JOURNEY_S = "tw_journey", 10 * 60


@require_GET
def go(request: HttpRequest, provider: str) -> HttpResponse:
    """To the delegation's own sign-in."""
    to = _known(provider)
    try:
        knock(f"address:{session.caller(request).origin}", BY_ADDRESS, now())
        address, journey = there.set_out(to, _back(request, to))
    except Refusal as refusal:
        return _refused(request, refusal)
    answer = HttpResponseRedirect(address)
    kept = [*astuple(journey), session.wanted(request)]
    answer.set_cookie(
        JOURNEY,
        signing.dumps(kept, salt=JOURNEY),
        max_age=JOURNEY_S,
        path=reverse("access:back", args=[to.id]),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


@require_GET
def come_back(request: HttpRequest, provider: str) -> HttpResponse:
    """From there: let in whom it vouches for.

    The page in between goes on by itself; only from a page of ours does the browser send the
    session that has just begun.
    """
    to = _known(provider)
    try:
        knock(f"address:{session.caller(request).origin}", BY_ADDRESS, now())
        *parts, wanted = _journey(request)
        account = there.come_back(to, there.Journey(*parts), request.GET.dict(), _back(request, to))
    except Refusal as refusal:
        note_event("refused", None, now(), session.caller(request).origin)
        return _refused(request, refusal)
    on = entered(request, account, wanted)
    answer = render(request, "access/arrived.html", {"to": on["Location"]})
    answer.cookies.update(on.cookies)
    answer.delete_cookie(JOURNEY, path=reverse("access:back", args=[to.id]))
    return answer


def _known(named: str) -> there.Provider:
    found = there.provider(named)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, to: there.Provider) -> str:
    return session.party(request).origin + reverse("access:back", args=[to.id])


def _journey(request: HttpRequest) -> list[str]:
    try:
        found: list[str] = signing.loads(
            request.COOKIES.get(JOURNEY, ""), salt=JOURNEY, max_age=JOURNEY_S
        )
    except signing.BadSignature as err:
        raise there.NotTaken("back from no journey") from err
    return found


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    given = {"form": SignIn(), "next": session.wanted(request), "providers": there.providers()}
    answer = render(request, "access/sign_in.html", {**given, "told": said(refusal)}, status=403)
    if hasattr(refusal, "wait_s"):
        answer.status_code = 429
        answer["Retry-After"] = str(refusal.wait_s)
    return answer
