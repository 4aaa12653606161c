"""The filters of the list: each value with how many incidents choosing it would leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.phrases import act_name
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.finding import Result
from trucewatch.export.incident_wording import Wording
from trucewatch.storage.incident_facts import Status
from trucewatch.storage.incidents.counts import Facets
from trucewatch.storage.incidents.pages import Count
from trucewatch.storage.incidents.query import IncidentQuery
from trucewatch.web import wording
from trucewatch.web.pages.incidents.asking import address, toggled

MOST_SHOWN = 12


@dataclass(frozen=True)
class Choice:
    """One value of a filter.

    Args:
        address: of the list with the value chosen, or without it where it is chosen now.
    """

    label: str
    count: Count
    address: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """One filter with its values, the most frequent first."""

    name: str
    label: Any
    choices: tuple[Choice, ...]


def actor_name(actor: str, lang: str) -> str:
    """How the registry calls an actor in a language, else the id."""
    return Wording.packaged(lang).actor_name(actor, lang) or actor


def place_name(place: str, lang: str) -> str:
    """How the gazetteer calls a place in a language, else in any, else the id."""
    found = Wording.packaged(lang).place_name(place, lang)
    if found:
        return found
    try:
        return Gazetteer.packaged().get(place).names[0].text
    except UnknownName:
        return place


Label = Callable[[str, str], str]
FILTERS: dict[str, tuple[str, Any, Label, Callable[[str], Any]]] = {
    "result": ("results", _("Result"), lambda code, _: wording.result(code), Result),
    "status": ("statuses", _("Status"), lambda code, _: wording.status(code), Status),
    "family": ("families", _("Kind of act"), act_name, str),
    "act": ("acts", _("Act"), act_name, str),
    "actor": ("actors", _("Said to have done it"), actor_name, str),
    "place": ("places", _("Place"), place_name, str),
}


def filters(facets: Facets, query: IncidentQuery, lang: str) -> list[Filter]:
    """Every filter that has a value to choose."""
    found = []
    for name, (member, label, word, kind) in FILTERS.items():
        chosen = [str(one) for one in getattr(query, member)]
        counts = dict(facets.get(name, {}))
        for one in chosen:
            counts.setdefault(one, Count(0))
        shown = sorted(counts, key=lambda one: one not in chosen)[:MOST_SHOWN]
        choices = tuple(
            Choice(
                word(value, lang),
                counts[value],
                address(query, **{member: toggled(getattr(query, member), kind(value))}),
                value in chosen,
            )
            for value in shown
        )
        if choices:
            found.append(Filter(name, label, choices))
    return found
