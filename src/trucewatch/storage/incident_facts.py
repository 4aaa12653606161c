"""The body of an incident as the columns by which it is found; what is missing stays unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from trucewatch.assess.decide import STRENGTH
from trucewatch.data.loading import load_yaml
from trucewatch.data.place_spelling import folded_words
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.finding import Result
from trucewatch.domain.time import parse_instant
from trucewatch.storage.incident_place import NOWHERE, position_of
from trucewatch.storage.json_values import column

MOST_TITLE, MOST_WORDS, MOST_LETTERS = 200, 60, 40
"""Letters of a title, different words of one incident that are searched, letters of a word."""
MOST_ORIGINS = 10_000  # beyond any count of sources, and within every engine's integer
ENTRY_WORDS = ("label", "title", "words", "summary")
"""Members whose words are searched."""
_STRENGTH = {str(result): rank for rank, result in enumerate(STRENGTH)}


class Status(StrEnum):
    """How far the centre has come with an incident."""

    REPORTED = "reported"
    SINGLE_SOURCE = "single_source"
    CORROBORATED = "corroborated"
    VERIFIED = "verified"
    DISPUTED = "disputed"
    UNFOUNDED = "unfounded"
    MERGED = "merged"
    SPLIT = "split"
    FILED = "filed"
    DISMISSED = "dismissed"


def facts_of(body: Any) -> tuple[Any, ...]:
    """The columns of `IncidentRow` from `start_at` to `words`, in their order.

    Args:
        body: an `Incident` as JSON, or what `fuse --json` writes with the incident in it; members
            may be missing or of a wrong type, and None is a tombstone.

    >>> facts_of({"time": {"start": "1970-01-01T00:00:09Z"}})[:2], facts_of(None)[:2]
    ((9, None), (None, None))
    """
    whole = body if isinstance(body, Mapping) else {}
    told = whole["incident"] if isinstance(whole.get("incident"), Mapping) else whole
    start, end, precision = _time(told.get("time"))
    findings = _findings(whole.get("result"))
    act = _text(told.get("act"))
    family = _text(told.get("act_family")) or families().get(act, "")
    status = _text(whole.get("status")) or ("" if body is None else Status.REPORTED)
    return (
        start, end, precision,
        *_place(told), act, family, str(status), _worst(findings),
        _actors(told, "initiators"), _actors(told, "targets", "accusers"), column(findings),
        _origins(whole), _title(whole, told), " ".join(_words(whole, told)),
    )  # fmt: skip


@cache
def families() -> dict[str, str]:
    """The family of each act of the vocabulary."""
    acts = load_yaml("vocabulary/acts.yaml")["acts"]
    return {name: act["family"] for name, act in acts.items()}


def _time(told: Any) -> tuple[int | None, int | None, str]:
    if not isinstance(told, Mapping):
        return None, None, ""
    return _instant(told.get("start")), _instant(told.get("end")), _text(told.get("precision"))


def _instant(told: Any) -> int | None:
    try:
        return int(parse_instant(told).timestamp()) if isinstance(told, str) else None
    except InvalidValue:
        return None


def _place(told: Mapping[str, Any]) -> tuple[Any, ...]:
    """Position, precision and ids of all places, the one that speaks first."""
    mentions = [(position_of(one), one) for one in _objects(told.get("places"))]
    mentions.sort(key=lambda one: one[0] == NOWHERE)
    position, first = mentions[0] if mentions else (NOWHERE, {})
    ids = dict.fromkeys(_text(one.get("place")) for _, one in mentions)
    return (*position, _text(first.get("precision")), " ".join(filter(None, ids)))


def _actors(told: Mapping[str, Any], *members: str) -> str:
    named = (one for member in members for one in _objects(told.get(member)))
    return " ".join(sorted({actor for one in named if (actor := _text(one.get("actor")))}))


def _findings(told: Any) -> list[list[str]]:
    return sorted(
        [_text(one.get("agreement")), _text(one.get("reading")), _text(one.get("result"))]
        for one in _objects(told)
        if one.get("result") in list(Result)
    )


def _worst(findings: list[list[str]]) -> str:
    return min((result for _, _, result in findings), key=_STRENGTH.__getitem__, default="")


def _origins(whole: Mapping[str, Any]) -> int | None:
    """On how many independent origins it surely rests, None where nobody counted."""
    told = whole.get("origins")
    if isinstance(told, int) and not isinstance(told, bool):
        return max(0, min(told, MOST_ORIGINS))
    lineage = whole.get("lineage")
    if not isinstance(lineage, Mapping):
        return None
    return len(_objects(lineage.get("groups"))) or int(bool(lineage.get("untold")))


def _title(whole: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    known = (_text(whole.get("label")), _text(whole.get("title")), _text(told.get("words")))
    return next(filter(None, known), "")[:MOST_TITLE]


def _words(whole: Mapping[str, Any], told: Mapping[str, Any]) -> Iterable[str]:
    found = folded_words("\n".join(filter(None, _texts(whole, told))))
    return list(dict.fromkeys(word[:MOST_LETTERS] for word in found))[:MOST_WORDS]


def _texts(whole: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[str]:
    for member in ENTRY_WORDS:
        yield _text(whole.get(member)) or _text(told.get(member))
    for member in ("places", "initiators", "targets", "accusers"):
        for one in _objects(told.get(member)):
            yield _text(one.get("name"))
            yield _text(one.get("words"))


def _objects(told: Any) -> list[Mapping[str, Any]]:
    items = told if isinstance(told, list) else []
    return [one for one in items if isinstance(one, Mapping)]


def _text(told: Any) -> str:
    return told if isinstance(told, str) else ""
