"""In which language a page speaks, and what every page has to know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from trucewatch import __version__
from trucewatch.web.exercise import in_exercise, time_shown
from trucewatch.web.navigation import entries
from trucewatch.web.person import may, person_of

THEME_COOKIE = "theme"
THEMES = ("light", "dark")
MODULES = (
    "vendor/htmx.org/htmx.esm.min.js",
    *(f"trucewatch/{name}.js" for name in ("dialogs", "menus", "requests", "theme", "toasts")),
)
"""What `shell.js` is made of, so that a browser fetches all of it at once."""


class Speaking:
    """Speaks the language of the account, unless the visitor chose another one on this machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, in that language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if request.user.is_authenticated and not chosen:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self._next(request)


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    """Context of every template: who looks, what they may do, how it is read, where one can go."""
    person = person_of(request)
    allowed = may(person)
    match = request.resolver_match
    theme = request.COOKIES.get(THEME_COOKIE, "")
    speaks = translation.get_language()
    return {
        "person": person,
        "may": allowed,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "languages": settings.LANGUAGES,
        "language_name": dict(settings.LANGUAGES)[speaks],
        "theme": theme if theme in THEMES else "",
        "areas": list(entries(allowed, match.namespace if match else "")),
        "modules": MODULES,
        "version": __version__,
        "exercise": in_exercise(),
        "exercise_now": time_shown(),
    }
