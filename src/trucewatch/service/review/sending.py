"""One notice on its way: as mail, or to an address that takes JSON, signed."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from base64 import b64encode
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from trucewatch.data.review_words import term
from trucewatch.domain.errors import Refusal

PATIENCE_S = 10
LANGUAGES = ("en", "ru", "ar")


def send(target: str, notice: str, link: str, now: dt.datetime, *, exercise: bool = False) -> None:
    """Send a notice to one address.

    Args:
        target: `mailto:…`, or `https://…#SECRET`, where the secret signs what is sent.
        notice: its id; whoever gets it twice knows it by that.
        exercise: whether it comes out of an exercise, which it then says first.

    Raises:
        OSError: nobody took it.
        Refusal: the address is none of those.
    """
    parts = urlsplit(target)
    if parts.scheme == "mailto":
        _mail(parts.path, link, exercise=exercise)
    elif parts.scheme == "https" or (parts.scheme, parts.hostname) == ("http", "127.0.0.1"):
        _post(parts, (notice, link), now, exercise=exercise)
    else:
        remedy = "name mailto: or https: addresses in TRUCEWATCH_NOTICES"
        raise Refusal(f"{parts.scheme!r:.20} is no way out", remedy=remedy)


def _mail(to: str, link: str, *, exercise: bool) -> None:
    """The same words to every desk, so that a mail says nothing but that it was sent."""
    if not settings.EMAIL_HOST and settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        raise Refusal("no mail server is named", remedy="set TRUCEWATCH_MAIL")
    subject = term("notice", "subject", "en")
    parts = ("exercise", "body") if exercise else ("body",)
    words = "\n\n".join(term("notice", part, lang) for part in parts for lang in LANGUAGES)
    if exercise:
        subject = f"EXERCISE: {subject}"
    EmailMessage(subject, f"{words}\n\n{link}\n", to=[to]).send()


def _post(parts: SplitResult, told: tuple[str, str], now: dt.datetime, *, exercise: bool) -> None:
    """As Standard Webhooks 1.0 has it: id, time and body are signed with the shared secret."""
    notice, link = told
    marked = {"exercise": True} if exercise else {}
    body = json.dumps({"type": "something.waits", "link": link, **marked}).encode()
    at = str(int(now.timestamp()))
    signed = hmac.new(parts.fragment.encode(), f"{notice}.{at}.".encode() + body, hashlib.sha256)
    headers = {
        "Content-Type": "application/json",
        "webhook-id": notice,
        "webhook-timestamp": at,
        "webhook-signature": f"v1,{b64encode(signed.digest()).decode()}",
    }
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE_S)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    try:
        connection.request("POST", path, body, headers)
        status = connection.getresponse().status
    except HTTPException as err:
        raise OSError(f"no answer of HTTP: {err}") from err
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise OSError(f"answered {status}")
