"""The query of a page: out of its address, and back into addresses of other pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from trucewatch.storage.incidents.index import IncidentIndex
from trucewatch.storage.incidents.parameters import parameters, parse
from trucewatch.storage.incidents.query import IncidentQuery

BESIDE = ("zoom", "view", "on", "at", "in_frame")
"""Parameters that pages read themselves."""


@cache
def index() -> IncidentIndex:
    """The one index of this process."""
    return IncidentIndex()


def asked(request: HttpRequest) -> IncidentQuery:
    """What the address asks.

    Raises:
        InvalidValue: it names the parameter and the remedy.
    """
    given = ((name, one) for name, values in request.GET.lists() for one in values)
    return parse(given, beside=BESIDE)


def address(query: IncidentQuery, **changes: Any) -> str:
    """The part of an address after `?` that asks the query with changes, from its first page."""
    changed = replace(query, **{"cursor": "", **changes})
    return urlencode(parameters(changed))


def toggled(values: Iterable[Any], value: Any) -> tuple[Any, ...]:
    """The values without this one, or with it."""
    found = tuple(values)
    if value in found:
        return tuple(one for one in found if one != value)
    return (*found, value)
