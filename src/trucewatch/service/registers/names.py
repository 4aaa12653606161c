"""How parties, places and sources are called, those made here among them."""

from __future__ import annotations

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.data.sources import Sources
from trucewatch.domain.errors import UnknownName
from trucewatch.storage.documents import content, newest_of


def party_name(party: str, lang: str) -> str:
    """The name of a party; the id where no register has it."""
    if party in Registry.packaged().actors:
        return Registry.packaged().name_of(party, lang)
    return _made_here(party, lang) or party


def source_name(source: str, lang: str) -> str:
    """The name of a source, a group or a body; the id where no register has it."""
    found = Sources.packaged().name_of(source, lang)
    return found if found != source else _made_here(source, lang) or source


def place_name(place: str, lang: str) -> str:
    """The name of a place; the id where no register has it."""
    if ":" not in place:
        return _made_here(place, lang) or place
    try:
        return Gazetteer.packaged().get(place).name_in(lang)
    except UnknownName:
        return place


def _made_here(subject: str, lang: str) -> str:
    found = newest_of(subject)
    names = content(found).get("names") if found else None
    if not isinstance(names, list) or not names:
        return ""
    return str(next((one["text"] for one in names if one["lang"] == lang), names[0]["text"]))
