"""What a map shows of a query: areas and points with their radius, or cells where there are many.

An incident whose place is an outline or wider than a cell is never drawn as a point or in a cell:
`areas` count such incidents by place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import h3
import numpy as np

from trucewatch.assess.decide import STRENGTH
from trucewatch.domain.place import E7
from trucewatch.storage.incident_place import RESOLUTIONS
from trucewatch.storage.incidents.codes import Bools
from trucewatch.storage.incidents.columns import UNDATED, UNKNOWN, Array, Columns

MOST_FEATURES = 5_000
"""With more incidents in view than this they are drawn as cells."""
MOST_AREAS = 500
ZOOMS = ((5.5, 3), (7.5, 4), (10.5, 5))
"""Up to which zoom of the map cells of which resolution are shown; above, the finest."""
_RANK = {str(result): rank for rank, result in enumerate(STRENGTH)}
_WORST = [*map(str, STRENGTH), ""]
"""Results by rank; the last is that nothing was assessed."""
Json = dict[str, Any]


def resolution_for(zoom: float) -> int:
    """The H3 resolution for a zoom of the map, 0 to 24.

    >>> resolution_for(0), resolution_for(7), resolution_for(20)
    (3, 4, 7)
    """
    return next((one for most, one in ZOOMS if zoom <= most), RESOLUTIONS[-1])


def map_of(columns: Columns, asked: Bools, zoom: float) -> Json:
    """What is in view, as a GeoJSON collection or as cells.

    Returns:
        `kind` is `points` or `cells`. `points`: GeoJSON features with `id`, `radius_m`,
        `precision`, act, status and worst result, `areas` for those without a point. `cells`:
        arrays of `[cell, number, worst]`, `areas` for those that no cell of this size can hold.
        `total` is the sum of all.
    """
    rows = np.flatnonzero(asked)
    view: Json = {"type": "FeatureCollection", "total": len(rows)}
    if len(rows) <= MOST_FEATURES:
        placed = columns["lon"][rows] != UNKNOWN
        features = list(_features(columns, rows[placed]))
        return {**view, "kind": "points", "features": features, **_areas(columns, rows[~placed])}
    cells = cells_of(columns, asked, resolution_for(zoom))
    return {**view, "kind": "cells", "features": [], **cells}


def cells_of(columns: Columns, asked: Bools, resolution: int) -> Json:
    """How many incidents each cell holds.

    Args:
        resolution: one of `RESOLUTIONS`.

    Returns:
        `cells` as `[cell, number, worst]`; `areas` and `elsewhere` for those that no cell of this
        size can hold; `total` is the sum of all.
    """
    rows, name = np.flatnonzero(asked), f"cell{resolution}"
    held = columns[name][rows] != columns.codes[name].get(None, -1)
    told = {"total": len(rows), "resolution": resolution}
    cells = list(_cells(columns, name, rows[held]))
    return {**told, "cells": cells, **_areas(columns, rows[~held])}


def hexagon(cell: str, number: int, worst: str) -> Json:
    """A cell as a feature of GeoJSON."""
    ring = [[round(lon, 3), round(lat, 3)] for lat, lon in h3.cell_to_boundary(cell)]
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
        "properties": {"number": number, "worst": worst},
    }


def _features(columns: Columns, rows: Array) -> Iterator[Json]:
    texts = {name: columns.codes[name].meant for name in ("act", "status", "worst")}
    precisions = columns.codes["place_precision"].meant
    names = ("id", "lon", "lat", "radius_m", "place_precision", "at", "until", *texts)
    for one in zip(*(columns[name][rows].tolist() for name in names), strict=True):
        number, lon, lat, radius, precision, at, until, act, status, worst = one
        yield {
            "type": "Feature",
            "id": number,
            # A metre is finer than any radius, and takes fewer bytes.
            "geometry": {"type": "Point", "coordinates": [round(lon / E7, 5), round(lat / E7, 5)]},
            "properties": {
                "radius_m": None if radius == UNKNOWN else radius,
                "precision": precisions[precision],
                "at": None if until == UNDATED else at,
                "act": texts["act"][act],
                "status": texts["status"][status],
                "worst": texts["worst"][worst],
            },
        }


def _cells(columns: Columns, name: str, rows: Array) -> Iterator[list[Any]]:
    cells = columns.codes[name].meant
    numbers, worst = _tally(columns[name][rows], _ranks(columns, rows), len(cells))
    for code in np.flatnonzero(numbers).tolist():
        yield [f"{cells[code]:x}", int(numbers[code]), _WORST[worst[code]]]


def _areas(columns: Columns, rows: Array) -> Json:
    """Numbers by place of those that are not drawn, most first; `elsewhere` has the rest.

    Incidents without any place in view are in none of it: a frame lets none of them through.
    """
    texts = columns.codes["places"].meant
    numbers, worst = _tally(columns["places"][rows], _ranks(columns, rows), len(texts))
    found: dict[str, list[int]] = defaultdict(lambda: [0, len(STRENGTH)])
    for code in np.flatnonzero(numbers).tolist():
        entry = found[texts[code].partition(" ")[0]]
        entry[0] += int(numbers[code])
        entry[1] = min(entry[1], int(worst[code]))
    ranked = sorted(found.items(), key=lambda one: (-one[1][0], one[0]))
    areas = [
        {"place": place, "number": number, "worst": _WORST[rank]}
        for place, (number, rank) in ranked[:MOST_AREAS]
    ]
    return {"areas": areas, "elsewhere": sum(number for _, (number, _) in ranked[MOST_AREAS:])}


def _ranks(columns: Columns, rows: Array) -> Array:
    """Of each row, the rank of its worst result; the last where nothing was assessed."""
    texts = columns.codes["worst"].meant
    table = np.array([_RANK.get(text, len(STRENGTH)) for text in texts], dtype=np.int8)
    ranks: Array = table[columns["worst"][rows]]
    return ranks


def _tally(codes: Array, ranks: Array, size: int) -> tuple[Array, Array]:
    """Of each code, how many rows have it and the strongest rank among them."""
    ways = len(STRENGTH) + 1
    both = np.bincount(codes * ways + ranks, minlength=size * ways).reshape(size, ways)
    return both.sum(axis=1), (both > 0).argmax(axis=1)
