"""Which rows a query asks for: one filter, one column or two, one array of truth values."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import reduce

from trucewatch.storage.incident_place import known_place
from trucewatch.storage.incidents.codes import Bools, wanted
from trucewatch.storage.incidents.columns import UNDATED, UNKNOWN, Columns
from trucewatch.storage.incidents.names import bodies_of, holders_of
from trucewatch.storage.incidents.query import Frame, IncidentQuery
from trucewatch.storage.incidents.text_search import TextSearch

Masks = Mapping[str, Bools]
SHOWN = frozenset({"shared", "public"})
"""Audiences of incidents that everybody who works here may see."""


def masks_of(query: IncidentQuery, columns: Columns, text: TextSearch) -> Masks:
    """Of each filter that asks something, which rows it lets through."""
    masks: dict[str, Bools] = {}
    if query.text:
        masks["text"] = text.rows(query.text)
    if query.start is not None or query.end is not None:
        masks["time"] = _in_time(query, columns)
    if query.frame is not None:
        masks["frame"] = in_frame(query.frame, columns)
    if query.changed_since is not None:
        masks["changed"] = columns["recorded_at"] >= query.changed_since
    for name, asked in (
        ("family", query.families),
        ("act", query.acts),
        ("status", query.statuses),
    ):
        if asked:
            masks[name] = _texts(columns, name, set(map(str, asked)).__contains__)
    if query.actors:
        masks["actor"] = _texts(columns, "actors", _any_of(query.actors, bodies_of))
    if query.places:
        masks["place"] = _texts(columns, "places", _any_of(_speaking(query.places), holders_of))
    if query.agreements or query.readings:
        masks["result"] = _texts(columns, "findings", _finding(query))
    elif query.results:
        masks["result"] = _texts(columns, "worst", set(map(str, query.results)).__contains__)
    return masks


def rows_of(masks: Masks, columns: Columns, *, without: str = "") -> Bools:
    """Which rows all filters let through, one of them left out if it is named."""
    shown = columns.codes["audience"].those(SHOWN.__contains__)
    whole = wanted(columns["audience"], shown)
    asked = (mask for name, mask in masks.items() if name != without)
    return reduce(operator.and_, asked, whole)


def in_frame(frame: Frame, columns: Columns) -> Bools:
    """Rows that may lie in a part of the globe: their extent has a point in common with it."""
    west, east = columns["west"], columns["east"]
    tall: Bools = (columns["south"] <= frame.north) & (columns["north"] >= frame.south)
    tall = tall & (west != UNKNOWN)
    if frame.west <= frame.east:
        wide: Bools = (west <= frame.east) & (east >= frame.west)
    else:
        wide = (west <= frame.east) | (east >= frame.west)
    return tall & wide


def _in_time(query: IncidentQuery, columns: Columns) -> Bools:
    at, until = columns["at"], columns["until"]
    found: Bools = until != UNDATED
    if query.end is not None:
        found &= at < query.end
    if query.start is not None:
        found &= until > query.start
    return found


def _texts(columns: Columns, name: str, holds: Callable[[str], bool]) -> Bools:
    return wanted(columns[name], columns.codes[name].those(holds))


def _any_of(asked: Collection[str], above: Callable[[str], set[str]]) -> Callable[[str], bool]:
    """Whether a row of ids has one that is asked for, or lies in one."""
    asked = frozenset(asked)

    def holds(text: str) -> bool:
        return any(not above(one).isdisjoint(asked) for one in text.split())

    return holds


def _speaking(asked: Iterable[str]) -> set[str]:
    """The ids that speak for places in all sources."""
    return {place.id if (place := known_place(one)) else one for one in asked}


def _finding(query: IncidentQuery) -> Callable[[str], bool]:
    results = set(map(str, query.results))

    def holds(text: str) -> bool:
        return any(
            (not query.agreements or agreement in query.agreements)
            and (not query.readings or reading in query.readings)
            and (not results or result in results)
            for agreement, reading, result in json.loads(text)
        )

    return holds
