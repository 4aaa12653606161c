"""The two ways to come in: a token, or the session of a browser with the proof of its page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from trucewatch.storage.people.models import Account
from trucewatch.web.bearing import HEADER
from trucewatch.web.person import TOKEN


class ByToken(HttpBearer):
    """`Authorization: Bearer tw_…`; who it stands for is settled before anything else."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The token, None where it is not good."""
        del token
        return request.META.get(TOKEN)


class BySession(APIKeyCookie):
    """The cookie of the pages; what changes something also needs the header X-CSRFToken."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        """The account, None where nobody is signed in."""
        if HEADER in request.headers or not isinstance(request.user, Account):
            return None
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The account."""
        del key
        return request.user
