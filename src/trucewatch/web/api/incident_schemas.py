"""Incidents as the API tells them."""

import datetime as dt
import json
from typing import Any

from pydantic import ConfigDict, Field

from trucewatch.domain.place import E7
from trucewatch.domain.time import UTC, write_instant
from trucewatch.storage.models import IncidentRow
from trucewatch.web.api.schemas import Count, Document, Told


class When(Told):
    """When it was; null is not known."""

    start: str | None
    end: str | None
    precision: str


class Where(Told):
    """Where it was, in degrees of WGS 84, and within how many metres of there; null: not known."""

    lon: float | None
    lat: float | None
    radius_m: int | None
    precision: str
    places: list[str]


class Finding(Told):
    """What one agreement comes to under one reading of it."""

    agreement: str
    reading: str
    result: str


class Summary(Told):
    """An incident as a row of the list tells it."""

    id: str
    version: int
    recorded_at: str
    first_seen_at: str
    title: str
    act: str
    family: str
    status: str
    worst: str = Field(description="The strongest result; empty where nothing was assessed.")
    origins: int | None = Field(description="Independent origins that it surely rests on.")
    time: When
    place: Where
    actors: list[str] = Field(description="Said to have done it.")
    named: list[str] = Field(description="Said to have suffered or told it.")
    findings: list[Finding]


class IncidentPage(Told):
    """A page of the list; `previous` and `next` are addresses of this server."""

    items: list[Summary]
    total: int = Field(description="On all pages; exact to 10,000.")
    more: bool = Field(description="Whether there are more than `total`.")
    previous: str | None
    next: str | None
    previous_cursor: str | None
    next_cursor: str | None


class Cell(Told):
    """An H3 cell and how many incidents it surely holds."""

    cell: str
    number: int
    worst: str


class Area(Told):
    """Incidents of a place that no point and no cell tells truly; "" where none is known."""

    place: str
    number: int
    worst: str


class Cells(Told):
    """All numbers add up to `total`."""

    resolution: int
    cells: list[Cell]
    areas: list[Area]
    elsewhere: int
    total: int


class FeatureCollection(Told):
    """GeoJSON (RFC 7946) with members of our own beside."""

    model_config = ConfigDict(extra="allow")
    type: str
    kind: str
    features: list[Document]
    areas: list[Area]
    elsewhere: int
    total: int


class Value(Count):
    """A value of a filter."""

    value: str


class Facets(Told):
    """Values of each filter, most incidents first, at most 50."""

    family: list[Value]
    act: list[Value]
    status: list[Value]
    result: list[Value]
    actor: list[Value]
    place: list[Value]


class Bin(Told):
    """A stretch of time, by its first second."""

    start: str
    number: int


class Timeline(Told):
    """Incidents by when they began."""

    bin: str = Field(description="day, week, month or year.")
    bins: list[Bin]
    undated: int


def instant(seconds: int | None) -> str | None:
    """Seconds of UTC as ISO 8601; None stays unknown."""
    return None if seconds is None else write_instant(dt.datetime.fromtimestamp(seconds, UTC))


def summary(one: IncidentRow) -> dict[str, Any]:
    """A row as `Summary`."""
    where = {
        "lon": None if one.lon is None else one.lon / E7,
        "lat": None if one.lat is None else one.lat / E7,
        "radius_m": one.radius_m,
        "precision": one.place_precision,
        "places": one.places.split(),
    }
    findings = json.loads(one.findings or "[]")
    start, end = instant(one.start_at), instant(one.end_at)
    return {
        **{name: getattr(one, name) for name in AS_IS},
        "id": one.subject,
        "recorded_at": instant(one.recorded_at),
        "first_seen_at": instant(one.first_seen_at),
        "time": {"start": start, "end": end, "precision": one.time_precision},
        "place": where,
        "actors": one.actors.split(),
        "named": one.named.split(),
        "findings": [dict(zip(Finding.model_fields, told, strict=True)) for told in findings],
    }


AS_IS = ("version", "title", "act", "family", "status", "worst", "origins")
