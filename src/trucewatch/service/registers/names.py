"""How parties, places and sources are called, those made here among them."""

from __future__ import annotations

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.data.sources import Sources
from trucewatch.domain.errors import UnknownName
from trucewatch.service.registers.edits import WITHDRAWN, subject_on
from trucewatch.storage.documents import content, newest_of


def party_name(party: str, lang: str) -> str:
    """The name of a party; the id where no register has it."""
    packaged = Registry.packaged().name_of(party, lang)
    return _edited("party", party, lang) or packaged


def source_name(source: str, lang: str) -> str:
    """The name of a source, a group or a body; the id where no register has it."""
    packaged = Sources.packaged().name_of(source, lang)
    return _edited("source", source, lang) or packaged


def place_name(place: str, lang: str) -> str:
    """The name of a place; the id where no register has it."""
    edited = _edited("place", place, lang)
    if edited:
        return edited
    try:
        return Gazetteer.packaged().get(place).name_in(lang)
    except UnknownName:
        return place


def _edited(kind: str, entry: str, lang: str) -> str:
    """The name that people of this centre gave it; "" where they gave none."""
    for subject in (subject_on(kind, entry), entry):
        found = newest_of(subject)
        body = content(found) if found else {}
        names = body.get("names")
        if isinstance(names, list) and names and not body.get(WITHDRAWN):
            named = (one["text"] for one in names if one["lang"] == lang)
            return str(next(named, names[0]["text"]))
    return ""
