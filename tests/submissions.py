"""Things to hand in."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from trucewatch.storage.projection import ERASED
from trucewatch.storage.submission import Submission, submission


def incident(
    subject: str, previous: int | None = None, *, key: str | None = None, **document: Any
) -> Submission:
    """A version of an incident, with a document that has fractions, other scripts and a picture."""
    body = {"title": "обстрел · قصف · 🔥", "lat": 36.2021, "n": previous or 0, **document}
    return submission(
        key=key or secrets.token_hex(8),
        type="incident.recorded",
        actor="officer:7",
        subject=subject,
        prev_version=previous,
        private={"document": body},
    )


def reading(
    subject: str,
    statements: Sequence[str],
    previous: int | None = None,
    *,
    listed: Sequence[str] | None = None,
) -> Submission:
    """A version of a reading with a statement for each id; `listed` names others than it has."""
    body = {"statements": [{"words": f"words of {one}"} for one in statements]}
    version = (previous or 0) + 1
    named = statements if listed is None else listed
    return submission(
        key=secrets.token_hex(8),
        type="reading.recorded",
        actor="officer:7",
        subject=subject,
        prev_version=previous,
        public={"statements": [{"id": one, "version": version} for one in named]},
        private={"document": body},
    )


def erasure(seq: int, *fields: str) -> Submission:
    """An order to erase the closed values of an entry."""
    return submission(
        key=secrets.token_hex(8),
        type=ERASED,
        actor="protection:1",
        public={"seq": seq, "fields": list(fields), "reason": "asked for by the source"},
    )
