"""How often somebody may ask for pages, told before anything of what they send is read.

Each class of pages has buckets of its own, so that a flood of one is not felt in another: however
many knock at the public form, the hotline answers. Kept in this process: what is lost when it
starts again is one full bucket.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trucewatch.domain.buckets import Allowance, Level, take
from trucewatch.web.person import person_of

CLASSES = {
    "static": None,
    "hotline": "emergency",
    "duty": "emergency",
    "sign": "door",
    "api": "api",
    "public": "public",
    "report": "public",
    "intake": "intake",
}
"""Class by the first part of the address; None is never counted, the rest are `pages`."""
ALLOWANCES = {
    "emergency": Allowance(most=600, one_in_s=0.05),  # saves while one types, and never waits
    "pages": Allowance(most=300, one_in_s=0.1),
    "api": Allowance(most=300, one_in_s=0.1),
    "intake": Allowance(most=200, one_in_s=0.2),
    "door": Allowance(most=120, one_in_s=0.5),
    "public": Allowance(most=30, one_in_s=2),
}
"""What one person has, or one address where nobody is signed in."""
STRANGERS = {
    "public": Allowance(most=300, one_in_s=0.1),
    "door": Allowance(most=1200, one_in_s=0.05),
}
"""What all addresses together have of a class: a flood comes from many."""
MOST_BUCKETS = 20_000


class Buckets:
    """Levels by name, the ones that nobody asked for longest forgotten first."""

    def __init__(self) -> None:
        self._levels: OrderedDict[str, Level] = OrderedDict()
        self._lock = threading.Lock()

    def wait_s(self, name: str, allowance: Allowance) -> float:
        """Take one of this name; the seconds to wait, 0 where there was one."""
        with self._lock:
            level, wait = take(allowance, self._levels.get(name), time.monotonic())
            self._levels[name] = level
            self._levels.move_to_end(name)
            if len(self._levels) > MOST_BUCKETS:
                self._levels.popitem(last=False)
        return wait


class Limits:
    """Answers 429 with the time to wait where too much is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next, self._buckets = get_response, Buckets()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the page, or that it is too often."""
        wait = self._wait_s(request) if settings.LIMITS else 0.0
        if not wait:
            return self._next(request)
        seconds = math.ceil(wait)
        answer = render(request, "access/too_often.html", {"seconds": seconds}, status=429)
        answer["Retry-After"] = str(seconds)
        return answer

    def _wait_s(self, request: HttpRequest) -> float:
        kind = class_of(request.path_info)
        if kind is None:
            return 0.0
        person, address = person_of(request), request.META.get("REMOTE_ADDR", "")
        who = f"person {person.id}" if person.id else f"address {address}"
        wait = self._buckets.wait_s(f"{kind} {who}", ALLOWANCES[kind])
        if not wait and not person.id and kind in STRANGERS:
            wait = self._buckets.wait_s(f"{kind} everybody", STRANGERS[kind])
        return wait


def class_of(path: str) -> str | None:
    """The class of an address.

    >>> class_of("/hotline/new"), class_of("/"), class_of("/static/trucewatch/centre.css")
    ('emergency', 'pages', None)
    """
    return CLASSES.get(path.split("/")[1], "pages")
