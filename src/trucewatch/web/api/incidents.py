"""Incidents by one query: as a list, on the map, in cells, by value and over time."""

from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from ninja import Query

from trucewatch.storage.incidents.map_view import hexagon
from trucewatch.storage.incidents.parameters import parameters, parse
from trucewatch.storage.incidents.query import IncidentQuery
from trucewatch.storage.models import IncidentRow
from trucewatch.web.api.incident_query import Celled, Filters, Listed, Zoomed
from trucewatch.web.api.incident_schemas import (
    Cells,
    Facets,
    FeatureCollection,
    IncidentPage,
    Timeline,
    instant,
    summary,
)
from trucewatch.web.api.serving import serves
from trucewatch.web.pages.incidents.asking import index

ACTION = "incident.list"
BESIDE = ("limit", "zoom", "resolution")
GEOJSON = "application/geo+json"
SHOWN = {"$ref": "#/components/schemas/FeatureCollection"}


def asked(request: HttpRequest) -> IncidentQuery:
    """The query of an address, read by the same code as that of a page."""
    raw = request.META.get("QUERY_STRING", "")
    return parse(parse_qsl(raw, keep_blank_values=True, errors="replace"), beside=BESIDE)


@serves("GET", "/incidents", action=ACTION, answers=IncidentPage)
def list_incidents(request: HttpRequest, filters: Annotated[Listed, Query()]) -> Any:
    """A page of the incidents that the filters let through."""
    query = asked(request)
    found = index().page(query, filters.limit)
    turned = {"previous": found.previous, "next": found.next}
    return {
        "items": [summary(one) for one in found.rows],
        "total": found.total.number,
        "more": found.total.more,
        **{name: _turned(query, filters.limit, cursor) for name, cursor in turned.items()},
        **{f"{name}_cursor": cursor for name, cursor in turned.items()},
    }


@serves(
    "GET",
    "/incidents.geojson",
    action=ACTION,
    answers=FeatureCollection,
    extra={"responses": {200: {"content": {GEOJSON: {"schema": SHOWN}}}}},
)
def map_incidents(request: HttpRequest, filters: Annotated[Zoomed, Query()]) -> HttpResponse:
    """GeoJSON: points with their radius or, with more than 5,000, the outlines of H3 cells."""
    view = index().map(asked(request), filters.zoom)
    rows = IncidentRow.objects.filter(id__in=[one["id"] for one in view["features"]])
    subjects = dict(rows.values_list("id", "subject"))
    for one in view["features"]:
        one["id"] = subjects.get(one["id"], "")
        one["properties"]["at"] = instant(one["properties"]["at"])
    if "cells" in view:
        view["features"] = [hexagon(*cell) for cell in view.pop("cells")]
    return JsonResponse(view, content_type=GEOJSON)


@serves("GET", "/cells", action=ACTION, answers=Cells)
def count_by_cell(request: HttpRequest, filters: Annotated[Celled, Query()]) -> Any:
    """How many incidents each H3 cell holds; what fits no cell of this size is told by place."""
    told = index().cells(asked(request), filters.resolution)
    cells = [dict(zip(("cell", "number", "worst"), one, strict=True)) for one in told["cells"]]
    return {**told, "cells": cells}


@serves("GET", "/facets", action=ACTION, answers=Facets)
def count_by_value(request: HttpRequest, filters: Annotated[Filters, Query()]) -> Any:
    """How many incidents have each value of a filter; a filter is left out of its own counts."""
    del filters
    return {
        name: [
            {"value": value, "number": count.number, "more": count.more}
            for value, count in counts.items()
        ]
        for name, counts in index().facets(asked(request)).items()
    }


@serves("GET", "/timeline", action=ACTION, answers=Timeline)
def count_over_time(request: HttpRequest, filters: Annotated[Filters, Query()]) -> Any:
    """A histogram over the range that is asked for, or over that of the incidents."""
    del filters
    told = index().timeline(asked(request))
    pairs = zip(told.starts, told.numbers, strict=True)
    bins = [{"start": instant(start), "number": number} for start, number in pairs]
    return {"bin": told.bin.value, "bins": bins, "undated": told.undated}


def _turned(query: IncidentQuery, limit: int, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    here = [(name, value) for name, value in parameters(query) if name != "cursor"]
    at = urlencode([*here, ("limit", limit), ("cursor", cursor)])
    return f"{reverse('api:list_incidents')}?{at}"
