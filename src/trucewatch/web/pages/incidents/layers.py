"""Layers of the map at one time: zones of terms that held then, control areas per asserter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_GET

from trucewatch.data.place_outlines import rings_of
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import Certainty
from trucewatch.domain.place import E7, LonLat
from trucewatch.domain.time import UTC
from trucewatch.domain.zone import ControlArea, Shape, Zone
from trucewatch.export.incident_wording import Wording
from trucewatch.pipeline.terms import agreement_held
from trucewatch.service.registers.terms import terms
from trucewatch.web.pages.registers.wording import word
from trucewatch.web.person import allowed

Feature = dict[str, Any]
NOON = dt.time(12)


@require_GET
@allowed("incident.list")
def data(request: HttpRequest) -> HttpResponse:
    """GeoJSON of every zone and control area that is drawn, at the instant `at`."""
    try:
        at = dt.datetime.fromisoformat(request.GET.get("at", "")).astimezone(UTC)
    except ValueError:
        return JsonResponse({"error": "at: write it as 2016-09-12T03:40Z"}, status=400)
    features = drawn_at(at, translation.get_language() or "en")
    return JsonResponse({"type": "FeatureCollection", "features": features})


def drawn_at(at: dt.datetime, lang: str) -> list[Feature]:
    """Every zone and control area that is drawn, at an instant."""
    return [each for one in terms() for each in _of_terms(one, at, lang)]


def told_at(day: str, lang: str) -> list[dict[str, str]]:
    """The layers of a day in words, each once; nothing where it is no day.

    Args:
        day: as 2016-09-12; its noon in UTC is meant, as on the map.
    """
    try:
        at = dt.datetime.combine(dt.date.fromisoformat(day), NOON, UTC)
    except ValueError:
        return []
    found = [one["properties"] for one in drawn_at(at, lang)]
    told = {(one["layer"], one["label"], one.get("held") or one["asserted_by"]) for one in found}
    return [{"layer": layer, "label": label, "told": words} for layer, label, words in sorted(told)]


def _of_terms(told_of: Agreement, at: dt.datetime, lang: str) -> Iterator[Feature]:
    say = Wording.packaged(lang)
    held = [one for one in agreement_held(told_of, at) if one.certainty is not Certainty.NOT]
    told = " · ".join(
        f"{say.actor_name(one.reading, lang) or one.reading}: {word('held', one.certainty.value)}"
        for one in held
    )
    for zone in told_of.zones if held else ():
        facts = {"layer": "zone", "label": f"{told_of.name_in(lang)}: {zone.name}", "held": told}
        yield from _drawn(zone, {**facts, "uncertainty_m": zone.uncertainty_m})
    for area in told_of.controls:
        if _between(area, at):
            holder = say.actor_name(area.holder, lang) or area.holder
            asserted = [say.actor_name(one, lang) or one for one in area.asserted_by]
            facts = {"layer": "control", "label": holder, "asserted_by": ", ".join(asserted)}
            yield from _drawn(area, facts)


def _between(area: ControlArea, at: dt.datetime) -> bool:
    return (area.start is None or area.start <= at) and (area.end is None or at < area.end)


def _drawn(drawn: Zone | ControlArea, facts: dict[str, Any]) -> Iterator[Feature]:
    """Its shape, and the outlines of its places as far as they are packaged."""
    if drawn.shape:
        yield from _shape(drawn.shape, facts)
    for place in drawn.places:
        try:
            rings = rings_of(place)
        except KeyError:
            continue
        yield _feature("Polygon", [[[x / E7, y / E7] for x, y in ring] for ring in rings], facts)


def _shape(shape: Shape, facts: dict[str, Any]) -> Iterator[Feature]:
    if shape.rings:
        yield _feature("Polygon", [_corners(ring) for ring in shape.rings], facts)
    if shape.lines:
        told = {**facts, "within_m": shape.within_m}
        yield _feature("MultiLineString", [_corners(line) for line in shape.lines], told)


def _corners(corners: Iterable[LonLat]) -> list[list[float]]:
    return [[one.lon_e7 / E7, one.lat_e7 / E7] for one in corners]


def _feature(kind: str, coordinates: list[Any], facts: dict[str, Any]) -> Feature:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": facts}
