"""The words by which acts, places and actors are known, in every language of their registers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.loading import load_yaml
from trucewatch.data.place_spelling import fold, folded_words
from trucewatch.data.registry import Registry
from trucewatch.domain.place import PlaceKind
from trucewatch.storage.incident_place import known_place

_UNITS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.ADMIN3})


def words_of_text(column: str, text: str) -> set[str]:
    """The words by which a text of a column is found.

    >>> {"aleppo", "алеппо", "حلب"} <= words_of_text("places", "ocha:C1007")
    True
    >>> words_of_text("actors", "")
    set()
    """
    return {word for name in _names(column, text) for word in (*folded_words(name), fold(name))}


def holders_of(place_id: str) -> set[str]:
    """Ids of a place and of all that it lies in; the id alone where no register has it."""
    place = known_place(place_id)
    if place is None:
        return {place_id}
    above = Gazetteer.packaged().ancestors(place.id)
    return {place_id, place.id, *(holder.id for holder in above)}


def bodies_of(actor_id: str) -> set[str]:
    """Ids of an actor and of all that it is an organ of."""
    return {actor_id, *(above.id for above in Registry.packaged().organ_of(actor_id))}


def _names(column: str, text: str) -> Iterator[str]:
    if column in ("act", "family"):
        yield from _labels(column).get(text, ())
    elif column == "places":
        for one in text.split():
            yield from _place_names(one)
    else:
        actors = Registry.packaged().actors
        for one in text.split():
            if one in actors:
                yield from (name.text for name in actors[one].names)


@cache
def _labels(column: str) -> dict[str, tuple[str, ...]]:
    tree = load_yaml("vocabulary/acts.yaml")["acts" if column == "act" else "families"]
    return {
        name: (name.replace("_", " "), entry["en"], entry["ru"], entry["ar"])
        for name, entry in tree.items()
    }


def _place_names(place_id: str) -> Iterator[str]:
    """Names of a place and of the town around it, not of the province."""
    place = known_place(place_id)
    if place is None:
        return
    above = Gazetteer.packaged().ancestors(place.id)
    towns = [holder for holder in above if holder.kind not in _UNITS]
    for one in (place, *towns):
        yield from (name.text for name in one.names)
