"""What the pickers of the form offer: acts and parties, in all languages at once."""

from __future__ import annotations

from functools import cache
from typing import Any

from trucewatch.data.call_words import offered
from trucewatch.data.incident_words import act as act_label
from trucewatch.data.loading import load_yaml
from trucewatch.data.place_spelling import fold
from trucewatch.data.registry import Registry
from trucewatch.domain.actor import Actor, ActorKind, NameUse
from trucewatch.pipeline.incidents import breach_acts

LANGUAGES = ("en", "ru", "ar")
NO_PARTY = frozenset({ActorKind.MEDIA, ActorKind.PERSON, ActorKind.POPULATION})
"""Kinds of actors that are no parties to anything on the ground."""


def act_groups(lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Acts that terms may forbid, the frequent ones first, then by family, as a select takes it."""
    tree = load_yaml("vocabulary/acts.yaml")
    often = [(act, act_label(act, lang)) for act in offered("frequent")]
    groups: dict[str, list[tuple[str, str]]] = {"1-9": often}
    for act, entry in tree["acts"].items():
        if act in breach_acts() and act not in offered("frequent"):
            family = tree["families"][entry["family"]][lang]
            groups.setdefault(family, []).append((act, entry[lang]))
    return list(groups.items())


@cache
def acts_to_pick(lang: str) -> list[dict[str, Any]]:
    """Acts for the picker: id, label, the key that picks it, and what it is found by."""
    tree = load_yaml("vocabulary/acts.yaml")["acts"]
    often = offered("frequent")
    order = [*often, *(one for one in tree if one in breach_acts() and one not in often)]
    return [
        {
            "id": act,
            "label": act_label(act, lang),
            "key": str(often.index(act) + 1) if act in often else "",
            "find": [tree[act][one] for one in LANGUAGES],
        }
        for act in order
    ]


@cache
def parties_to_pick(lang: str) -> list[dict[str, Any]]:
    """Parties for the picker: id, label, and every name they are found by."""
    parties = [one for one in Registry.packaged().actors.values() if one.kind not in NO_PARTY]
    return [
        {"id": one.id, "label": one.name_in(lang), "key": "", "find": _names(one)}
        for one in sorted(parties, key=lambda one: one.name_in(lang).casefold())
    ]


def registered(words: str) -> str:
    """The id of the one party that is called exactly so; "" where none or several are."""
    found = _by_name().get(fold(words), ()) if words else ()
    return next(iter(found)) if len(found) == 1 else ""


@cache
def _by_name() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in Registry.packaged().actors.values():
        for name in _names(one):
            found.setdefault(fold(name), set()).add(one.id)
    return found


def _names(one: Actor) -> list[str]:
    uses = {NameUse.NAME, NameUse.ACRONYM, NameUse.ALIAS}
    return list(dict.fromkeys(name.text for name in one.names if name.use in uses))
