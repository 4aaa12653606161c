"""What a session keeps while somebody comes in: half a sign-in, a challenge, when they proved."""

from __future__ import annotations

import secrets
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from trucewatch.service.door_events import note_event
from trucewatch.service.passkeys import Party, Pending
from trucewatch.service.signing_in import Caller
from trucewatch.service.throttle import hashed
from trucewatch.storage.people.models import Account
from trucewatch.web.person import STEP_UP_S, STEPPED_UP_AT
from trucewatch.web.refusing import safe
from trucewatch.web.sitting import now

HALF_IN, CHALLENGE, PROVED_AT = "half_in", "challenge", "proved_at"
HALF_IN_S = 5 * 60
"""How long a right password waits for its second proof."""
KNOWN = "tw_known"
KNOWN_S = 90 * 24 * 60 * 60
MOST_NAMES = 8
"""Names that a browser is known for: those who share a duty desk."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


def party(request: HttpRequest) -> Party:
    """For whom passkeys answer: the site as it was asked for, under a name that is ours."""
    host = request.get_host()
    scheme = "https" if settings.SERVED_OVER_HTTPS else request.scheme
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return Party(name, f"{scheme}://{host}")


def caller(request: HttpRequest) -> Caller:
    """Who knocks."""
    origin = hashed(request.META.get("REMOTE_ADDR", ""), "address")
    told = _known(request)
    return Caller(origin, told.get("id", ""), frozenset(told.get("names", ())))


def wanted(request: HttpRequest) -> str:
    """The page they came for."""
    return safe(request, request.POST.get("next") or request.GET.get("next") or "")


def onwards(address: str, to: str) -> str:
    """An address on the way there."""
    return f"{address}?{urlencode({'next': to})}"


def remember_half(request: HttpRequest, account: Account) -> None:
    """The password was right; nobody is signed in by that. The session gets a new key."""
    request.session.cycle_key()
    request.session[HALF_IN] = {"account": account.id, "at": time.time()}


def half_in(request: HttpRequest) -> Account | None:
    """Whose password was right a moment ago."""
    told = request.session.get(HALF_IN)
    if not told or not 0 <= time.time() - told["at"] <= HALF_IN_S:
        return None
    return Account.objects.filter(id=told["account"], is_active=True).first()


def forget_half(request: HttpRequest) -> None:
    """Begin again."""
    request.session.pop(HALF_IN, None)


def let_in(request: HttpRequest, account: Account) -> None:
    """Sign them in, under a session of a new key that knows nothing of before."""
    request.session.flush()
    login(request, account, backend=BACKEND)
    request.session[PROVED_AT] = time.time()
    note_event("signed_in", account, now(), caller(request).origin)


def keep_challenge(request: HttpRequest, pending: Pending) -> None:
    """Until it is answered; a newer one takes its place."""
    request.session[CHALLENGE] = pending


def take_challenge(request: HttpRequest) -> Pending | None:
    """The challenge that waits; it is gone with this, whatever the answer is worth."""
    taken: Pending | None = request.session.pop(CHALLENGE, None)
    # At once: whatever becomes of the answer, the challenge must not be there a second time.
    request.session.save()
    return taken


def proved(request: HttpRequest, *, fully: bool) -> None:
    """They proved themselves once more; `fully` where that is enough to sign and publish."""
    request.session.cycle_key()
    request.session[PROVED_AT] = time.time()
    if fully:
        request.session[STEPPED_UP_AT] = time.time()
    account = request.user
    if isinstance(account, Account):
        note_event("proved_again", account, now(), caller(request).origin)


def proved_lately(request: HttpRequest) -> bool:
    """Whether they may change how they sign in."""
    at_s: float = request.session.get(PROVED_AT, 0)
    return 0 <= time.time() - at_s < STEP_UP_S


def know(request: HttpRequest, answer: HttpResponse, account: Account) -> None:
    """Have the browser tell from now on that it let this person in."""
    told = _known(request)
    names = [hashed(account.username, "name"), *told.get("names", ())]
    kept = {
        "id": told.get("id") or secrets.token_hex(8),
        "names": list(dict.fromkeys(names))[:MOST_NAMES],
    }
    answer.set_cookie(
        KNOWN,
        signing.dumps(kept, salt=KNOWN),
        max_age=KNOWN_S,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _known(request: HttpRequest) -> dict[str, Any]:
    try:
        told: dict[str, Any] = signing.loads(
            request.COOKIES.get(KNOWN, ""), salt=KNOWN, max_age=KNOWN_S
        )
    except signing.BadSignature:
        return {}
    return told
