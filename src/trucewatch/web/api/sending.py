"""What every operation that changes something has: done once a key, answered the same each time."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from trucewatch.service.sent_again import Verb, once
from trucewatch.web.api.schemas import Asked
from trucewatch.web.centre import centre
from trucewatch.web.person import person_of


def done_once(request: HttpRequest, key: str, told: Asked | None, verb: Verb) -> dict[str, Any]:
    """What the request came to, now or when it was sent first, in the members of `Recorded`.

    Args:
        key: of the sender.
        told: the body.
        verb: does it under the key that it is given.
    """
    asked = [request.path_info, told.model_dump(mode="json") if told else None]
    done = once(person_of(request), key, asked, verb, now=centre().machine_clock())
    facts = {"version": done.version, "seq": done.seq, "repeated": done.repeated}
    return {"id": done.subject, **facts}
