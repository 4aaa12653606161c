"""What every answer says to the browser: nothing but this site's own files, ever."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
POLICY = "; ".join(f"{what} {where}" for what, where in SOURCES.items())
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Headers:
    """Sets them on every answer; a page of a person who is signed in is kept by no cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with them."""
        answer = self._next(request)
        for name, value in ALWAYS.items():
            answer.setdefault(name, value)
        if settings.HSTS_S:
            answer.setdefault("Strict-Transport-Security", f"max-age={settings.HSTS_S}")
        if not request.path.startswith("/static/"):
            answer.setdefault("Cache-Control", "no-store")
        return answer
