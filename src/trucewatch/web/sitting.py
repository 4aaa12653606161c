"""Where somebody is signed in, how long that lasts, and how it ends everywhere at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from trucewatch.storage.people.models import Account, Sitting

SITTING = "sitting"
SEEN_EVERY = dt.timedelta(minutes=1)
"""How exactly it is kept when somebody was last seen: a write for every answer would cost more."""
UNATTENDED = "X-Unattended"
"""Header of requests that a page makes by itself; they do not keep a sitting alive."""
BROWSERS = re.compile(r"(Firefox|Edg|OPR|Chrome|Safari)/(\d+)")
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")


def now() -> dt.datetime:
    """The clock of this machine."""
    return dt.datetime.now(dt.UTC)


class Sittings:
    """Signs out whoever sat too long, too still, or was sent away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; to nobody in particular where the sitting has ended."""
        if request.user.is_authenticated and not _sits(request):
            logout(request)
        return self._next(request)


def begin(request: HttpRequest, account: Account) -> None:
    """A sitting for the session that has just begun."""
    at = now()
    made = Sitting.objects.create(account=account, began_at=at, seen_at=at, device=device(request))
    request.session[SITTING] = made.id


def on_login(request: HttpRequest | None, user: Any, **_: Any) -> None:
    """Django's signal: every way in begins a sitting."""
    if request is not None and isinstance(user, Account):
        begin(request, user)


def on_logout(request: HttpRequest | None, **_: Any) -> None:
    """Django's signal: the sitting ends with its session."""
    found = request.session.get(SITTING) if request is not None else None
    if found:
        Sitting.objects.filter(id=found, ended_at=None).update(ended_at=now())


def end_all(account: Account, *, but: str = "") -> int:
    """Sign the account out everywhere, but in one sitting; how many ended."""
    open_ones = Sitting.objects.filter(account=account, ended_at=None).exclude(id=but)
    return open_ones.update(ended_at=now())


def device(request: HttpRequest) -> str:
    """Browser and system in a few words, for a person to know their own machine again."""
    told = request.headers.get("User-Agent", "")
    browser = BROWSERS.search(told)
    name = f"{browser[1]} {browser[2]}" if browser else ""
    system = next((one for one in SYSTEMS if one in told), "")
    return ", ".join(part for part in (name.replace("Edg ", "Edge "), system) if part)


def _sits(request: HttpRequest) -> bool:
    at = now()
    found = Sitting.objects.filter(
        id=request.session.get(SITTING, ""), account=request.user.pk, ended_at=None
    ).first()
    if found is None:
        return False
    longest, stillest = (
        dt.timedelta(seconds=one) for one in (settings.SESSION_COOKIE_AGE, settings.IDLE_S)
    )
    if at - found.began_at > longest or at - found.seen_at > stillest:
        Sitting.objects.filter(id=found.id).update(ended_at=at)
        return False
    if at - found.seen_at > SEEN_EVERY and UNATTENDED not in request.headers:
        Sitting.objects.filter(id=found.id).update(seen_at=at)
    return True
