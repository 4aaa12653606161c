"""How this area says no: on a page, or to a script."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from trucewatch.domain.errors import Refusal
from trucewatch.service.door_events import note_event
from trucewatch.service.passkeys import PasskeyCopied, PasskeyRefused
from trucewatch.service.throttle import TooOften
from trucewatch.storage.people.models import Account
from trucewatch.web.pages.access.session import caller
from trucewatch.web.pages.access.wording import said
from trucewatch.web.sitting import now

LARGEST_ANSWER = 16 * 1024
"""Bytes of what an authenticator says; the longest known key needs less than 3,000."""


def asked_again(
    request: HttpRequest, template: str, given: dict[str, Any], refusal: Refusal
) -> HttpResponse:
    """The same page with what was wrong; 429 where the try was not even looked at."""
    given["form"].add_error(None, said(refusal))
    return _with_wait(render(request, template, given), refusal)


def told_by_script(request: HttpRequest) -> dict[str, Any]:
    """What a script sent.

    Raises:
        PasskeyRefused: too much, or no JSON object.
    """
    if int(request.headers.get("Content-Length") or 0) > LARGEST_ANSWER:
        raise PasskeyRefused("too long")
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError) as err:
        raise PasskeyRefused("no JSON") from err
    if not isinstance(told, dict):
        raise PasskeyRefused("no JSON object")
    return told


def refused_to_script(
    request: HttpRequest, refusal: Refusal, account: Account | None
) -> HttpResponse:
    """One sentence for the person; what exactly was wrong is for the log of events."""
    if isinstance(refusal, PasskeyCopied):
        note_event("passkey_copied", refusal.passkey.account, now(), caller(request).origin)
    elif not isinstance(refusal, TooOften):
        note_event("proof_refused", account, now(), caller(request).origin)
    return _with_wait(JsonResponse({"told": said(refusal)}, status=403), refusal)


def _with_wait(answer: HttpResponse, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, TooOften):
        answer.status_code = 429
        answer["Retry-After"] = str(refusal.wait_s)
    return answer
