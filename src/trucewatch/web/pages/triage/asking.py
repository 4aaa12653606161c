"""Which incidents wait, by the same parameters of an address as the list of incidents has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from trucewatch.storage.incident_facts import Status
from trucewatch.storage.incidents.parameters import parameters, parse
from trucewatch.storage.incidents.query import IncidentQuery, Order

WAITING = (Status.SINGLE_SOURCE, Status.CORROBORATED, Status.DISPUTED)
"""Where the reports alone put an incident: nobody has filed or dismissed it."""
BESIDE = ("how", "search", "with", "statement", "do", "only", "subject", "after")
"""Parameters that pages of triage read themselves."""
USUAL = Order.CHANGED


def asked(request: HttpRequest) -> IncidentQuery:
    """What the address asks; in the order in which things changed, where it names none.

    Raises:
        InvalidValue: it names the parameter and the remedy.
    """
    given = [(name, one) for name, values in request.GET.lists() for one in values]
    if not request.GET.get("order"):
        given = [*((name, one) for name, one in given if name != "order"), ("order", USUAL.value)]
    return parse(given, beside=BESIDE)


def waiting(query: IncidentQuery) -> IncidentQuery | None:
    """The query of those that wait; None where it asks for such alone as wait no more."""
    statuses = tuple(one for one in query.statuses or WAITING if one in WAITING)
    return replace(query, statuses=statuses) if statuses else None


def address(query: IncidentQuery, **changes: Any) -> str:
    """The part of an address after `?` that asks the query with changes."""
    changed = replace(query, **changes)
    told = [one for one in parameters(changed) if one[0] != "order"]
    if changed.order is not USUAL:
        told.append(("order", changed.order.value))
    return urlencode(told)


def filtered(query: IncidentQuery) -> bool:
    """Whether it asks for some incidents only."""
    return bool(address(query, order=USUAL, cursor=""))
