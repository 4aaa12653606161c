"""Things to hand in."""

from __future__ import annotations

import secrets
from typing import Any

from trucewatch.storage.submission import Submission, submission


def incident(
    subject: str, previous: int | None = None, *, key: str | None = None, **document: Any
) -> Submission:
    """A version of an incident, with a document that has fractions, other scripts and an emoji."""
    body = {"title": "обстрел · قصف · 🔥", "lat": 36.2021, "n": previous or 0, **document}
    return submission(
        key=key or secrets.token_hex(8),
        type="incident.recorded",
        actor="officer:7",
        subject=subject,
        prev_version=previous,
        private={"document": body},
    )
