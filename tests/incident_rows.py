"""Incidents to find: bodies as they are sent in, and rows of the columns without any database."""

from __future__ import annotations

import secrets
from typing import Any

from trucewatch.storage.incidents.columns import ASKED, Columns
from trucewatch.storage.submission import Submission, submission

DAY_S = 86_400


def body(**given: Any) -> dict[str, Any]:
    """The body of an incident: shelling of Harbanifse on 5 May 2016, as the army is said to have.

    Args:
        given: members that differ; `place`, `actor`, `start` and `end` are put where they belong.
    """
    place = given.pop("place", {"name": "Harbanifse", "place": "ocha:C3040", "precision": "admin3"})
    actor = given.pop("actor", "syria-army")
    start = given.pop("start", "2016-05-05T00:00:00Z")
    end = given.pop("end", "2016-05-06T00:00:00Z")
    act = given.pop("act", "shelling")
    incident = {
        "id": "x",
        "statements": ["s"],
        "act": act,
        "initiators": [{"name": "men", "actor": actor, "words": "men", "span": None}],
        "places": [place] if place else [],
        "time": {"start": start, "end": end, "precision": "day"} if start or end else None,
        "words": "Shells fell on houses",
    }
    return {"incident": incident, "label": "Night of shells", **given}


def recorded(
    subject: str, previous: int | None = None, *, audience: str = "shared", **given: Any
) -> Submission:
    """That body as a version of an incident."""
    return submission(
        key=secrets.token_hex(8),
        type="incident.recorded",
        actor="officer:7",
        subject=subject,
        prev_version=previous,
        public={"audience": audience, "verb": "incident.file"},
        private={"document": body(**given)},
    )


def point(lon: float, lat: float, precision: str = "<=1km") -> dict[str, Any]:
    """A place that somebody measured."""
    return {"name": "", "place": None, "lon": lon, "lat": lat, "precision": precision, "words": ""}


def row(number: int, at: int | None, **given: Any) -> tuple[Any, ...]:
    """A row as the columns ask for it; `at` None is undated and stands at its number."""
    texts = {"act": "shelling", "family": "fire", "status": "reported", "findings": "[]"}
    known: dict[str, Any] = dict.fromkeys(ASKED, None) | dict.fromkeys(
        ("time_precision", "place_precision", "places", "actors", "named", "worst", "words"), ""
    )
    known |= texts | {"id": number, "touched": number, "seq": number, "recorded_at": number}
    known |= {"audience": "shared", "at": number if at is None else at, "start_at": at, **given}
    return tuple(known[name] for name in ASKED)


def columns_of(*rows: tuple[Any, ...]) -> Columns:
    """Columns with those rows."""
    made = Columns()
    if rows:
        made.put(rows)
    return made
