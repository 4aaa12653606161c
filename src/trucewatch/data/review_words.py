"""What the joint review says to people, by code in three languages; a file for each part of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from trucewatch.data.loading import load_yaml
from trucewatch.domain.errors import UnknownName

FOLDER = "review/words"


def refusal(code: str, lang: str, facts: Mapping[str, object]) -> tuple[str, str]:
    """What is not possible and the remedy, in words.

    Args:
        lang: `en`, `ru` or `ar`.

    Raises:
        UnknownName: no such code or language, or a fact is missing.

    >>> refusal("not_from_here", "en", {"step": "close", "state": "opened"})[0]
    'A case that is opened cannot take the step “close”'
    """
    try:
        told = _part("refusals")[code]
        named = {key: _named(key, one, lang) for key, one in facts.items()}
        says, remedy = (str(told[part][lang]).format_map(named) for part in ("says", "remedy"))
    except KeyError as err:
        raise UnknownName(f"no refusal {code!r} in {lang!r} with {sorted(facts)}") from err
    return says, remedy


def sentence(group: str, code: str, lang: str, facts: Mapping[str, object]) -> str:
    """A sentence of a list, with its facts.

    Raises:
        UnknownName: no such code or language, or a fact is missing.
    """
    try:
        named = {key: _named(key, one, lang) for key, one in facts.items()}
        return str(_part(group)[code][lang]).format_map(named)
    except KeyError as err:
        raise UnknownName(f"no {group} {code!r} in {lang!r} with {sorted(facts)}") from err


def term(group: str, code: str, lang: str) -> str:
    """The words of a code of a list, as `states` or `outcomes`; an unknown one in its own letters.

    >>> term("outcomes", "disputed", "ru"), term("outcomes", "lost_at_sea", "ru")
    ('оспорено', 'lost at sea')
    """
    found = _part(group).get(code)
    return str(found[lang]) if found else code.replace("_", " ")


def terms(group: str) -> tuple[str, ...]:
    """Codes of a list, in the order of the files."""
    return tuple(_part(group))


def _named(key: str, value: object, lang: str) -> object:
    """A fact in words where the list of its name, as `states` for `state`, holds it."""
    found = _part(f"{key}s").get(str(value))
    return found[lang] if found else value


@cache
def _part(group: str) -> dict[str, Any]:
    """A group of all files of the folder, which share no code."""
    found: dict[str, Any] = {}
    folder = files("trucewatch.data").joinpath(*FOLDER.split("/"))
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        found |= load_yaml(f"{FOLDER}/{item.name}").get(group, {})
    return found
