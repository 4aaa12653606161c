"""How many incidents of a query have each value of each filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.domain.place import PlaceKind
from trucewatch.storage.incident_place import known_place
from trucewatch.storage.incidents.columns import Array, Columns
from trucewatch.storage.incidents.matching import Masks, rows_of
from trucewatch.storage.incidents.pages import Count

MOST_VALUES = 50
"""Of one filter; a longer list is not read but searched."""
PROVINCE = frozenset({PlaceKind.ADMIN1})
SINGLE = {"family": "family", "act": "act", "status": "status", "result": "worst"}
Facets = Mapping[str, Mapping[str, Count]]


def facets_of(masks: Masks, columns: Columns) -> Facets:
    """Values of each filter with the number of incidents, most first, at most 50 each.

    The filter itself is left out of its own counts, so they tell what choosing another value would
    find. Incidents of which a value is not known are in no count. An incident with two actors is
    in the count of both; of places, provinces are counted, else the country.
    """
    every = np.flatnonzero(rows_of(masks, columns))

    def counted(name: str, column: str) -> Counter[str]:
        own = np.flatnonzero(rows_of(masks, columns, without=name)) if name in masks else every
        return _per_text(columns, column, own)

    found = {name: counted(name, column) for name, column in SINGLE.items()}
    found["actor"] = _split(counted("actor", "actors"))
    found["place"] = _provinces(counted("place", "places"))
    return {name: _shown(counter) for name, counter in found.items()}


def _per_text(columns: Columns, name: str, rows: Array) -> Counter[str]:
    texts = columns.codes[name].meant
    numbers = np.bincount(columns[name].take(rows), minlength=len(texts)).tolist()
    return Counter({text: n for text, n in zip(texts, numbers, strict=True) if n and text})


def _split(per_text: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text, number in per_text.items():
        for one in text.split():
            found[one] += number
    return found


def _provinces(per_text: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text, number in per_text.items():
        for one in {province_of(place) for place in text.split()}:
            found[one] += number
    return found


def province_of(place_id: str) -> str:
    """Id of the province of a place, else of its country, else its own."""
    place = known_place(place_id)
    if place is None:
        return place_id
    chain = (place, *Gazetteer.packaged().ancestors(place.id))
    return next((one.id for one in chain if one.kind in PROVINCE), chain[-1].id)


def _shown(counter: Counter[str]) -> dict[str, Count]:
    # Of equals the first by name, so that the same incidents always give the same list.
    ranked = sorted(counter.items(), key=lambda one: (-one[1], one[0]))
    return {text: Count.of(number) for text, number in ranked[:MOST_VALUES]}
