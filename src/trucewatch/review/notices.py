"""Who hears that something waits for them, and when a notice is tried again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

BOTH = ("a", "b")
ALL = ("a", "b", "neutral")
OF_ALL = frozenset(
    {
        "position.reveal",
        "session.call",
        "determination.make",
        "delegation.leave",
        "delegation.return",
        "delegation.suspend",
        "rules.propose",
        "case.escalate",
    }
)
"""What everybody hears of."""
OF_BOTH = frozenset({"case.open", "case.admit", "case.invite", "case.reopen", "measure.set"})
"""What both delegations hear of, at the same time."""
OF_THE_CENTRE = frozenset({"request.answer", "request.refuse"})
"""What the centre hears of."""
WAITS_S = (60, 300, 900, 3600, 4 * 3600, 12 * 3600, 12 * 3600, 24 * 3600, 24 * 3600)
"""After each try that failed; then three days have gone by, and it is given up."""


def whom(verb: str, document: Mapping[str, Any]) -> tuple[str, ...]:
    """The desks that hear of a step: `a`, `b`, `neutral`.

    >>> whom("request.send", {"to": "b"}), whom("request.lapse", {"to": "a"})
    (('b',), ('a', 'neutral'))
    >>> whom("position.file", {"side": "a"})
    ('b', 'neutral')
    >>> whom("comment.write", {})
    ()
    """
    if verb == "request.send":
        return tuple(filter(None, (document.get("to"),)))
    if verb == "request.lapse":
        return (*filter(None, (document.get("to"),)), "neutral")
    if verb == "position.file":
        return tuple(one for one in ALL if one != document.get("side"))
    if verb in OF_ALL:
        return ALL
    if verb in OF_BOTH:
        return BOTH
    return ("neutral",) if verb in OF_THE_CENTRE else ()


def next_try(tries: int, now: dt.datetime) -> dt.datetime | None:
    """When a notice is tried again; None once it is given up.

    Args:
        tries: that failed so far, 1 or more.

    >>> next_try(1, dt.datetime(2016, 9, 12, tzinfo=dt.UTC)).minute
    1
    >>> next_try(len(WAITS_S) + 1, dt.datetime(2016, 9, 12, tzinfo=dt.UTC)) is None
    True
    """
    if tries > len(WAITS_S):
        return None
    return now + dt.timedelta(seconds=WAITS_S[tries - 1])
