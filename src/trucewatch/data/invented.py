"""The invented world of an exercise beside what is packaged: its parties and its places.

A program of an exercise calls `live_in` before it reads anything; in every other program there is
nothing here, so that no centre ever knows an invented name.
"""

from __future__ import annotations

from trucewatch.data.place_files import PlaceRow
from trucewatch.domain.actor import Actor, ActorName, NameUse
from trucewatch.domain.exercise import Party, Script, Spellings, Spot
from trucewatch.domain.place import PlaceKind

SOURCE = "invented for an exercise"
_world: list[Script] = []


def live_in(script: Script) -> None:
    """From now on this process knows the parties and places of a script; for its whole life."""
    _world[:] = [script]


def actors() -> tuple[Actor, ...]:
    """The invented parties; none outside of an exercise.

    >>> actors()
    ()
    """
    return tuple(_actor(party) for one in _world for party in one.parties)


def place_rows() -> tuple[PlaceRow, ...]:
    """The invented places; none outside of an exercise.

    >>> place_rows()
    ()
    """
    return tuple(_row(spot) for one in _world for spot in one.places)


def _actor(party: Party) -> Actor:
    names = [
        ActorName(text, lang, NameUse.ALIAS if number else NameUse.NAME)
        for lang, listed in _by_language(party.names)
        for number, text in enumerate(listed)
    ]
    return Actor(
        id=party.id, kind=party.kind, names=tuple(names), source=SOURCE, parent=party.parent
    )


def _row(spot: Spot) -> PlaceRow:
    by_language = _by_language(spot.names)
    return PlaceRow(
        id=spot.id,
        kind=PlaceKind.CITY,
        country="",
        official=tuple((listed[0], lang) for lang, listed in by_language),
        other=tuple((text, lang) for lang, listed in by_language for text in listed[1:]),
        source=SOURCE,
        lon=str(spot.lon),
        lat=str(spot.lat),
        radius_m=spot.radius_m,
    )


def _by_language(names: Spellings) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("en", names.en), ("ru", names.ru), ("ar", names.ar))
