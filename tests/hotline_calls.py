"""Calls for tests."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from trucewatch.service import callers
from trucewatch.service.call_told import CallTold

CALLED_AT = dt.datetime(2016, 5, 25, 10, 0, tzinfo=dt.UTC)


def told(**facts: Any) -> CallTold:
    """A call about shelling of a village on the line."""
    usual: dict[str, Any] = {
        "called_at": CALLED_AT,
        "code_name": callers.draw(),
        "where": "Hirbnafsah",
        "place": "ocha:C3040",
        "act": "shelling",
        "when": "an hour ago",
        "knows": "saw",
        "words": "Two shells fell beside the barn.",
        "language": "en",
    }
    return CallTold(**{**usual, **facts})


def key() -> str:
    """A fresh idempotency key."""
    return secrets.token_hex(16)
