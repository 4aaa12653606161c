"""The two panes: the queue, and beside it the thing that is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from trucewatch.domain.errors import Refusal
from trucewatch.service import triage
from trucewatch.service.bulk import ACTIONS
from trucewatch.storage.custody import new_id
from trucewatch.storage.incidents.query import IncidentQuery, Order
from trucewatch.web.centre import centre
from trucewatch.web.pages.incidents.asking import index
from trucewatch.web.pages.incidents.facets import filters
from trucewatch.web.pages.triage import undoing, wording
from trucewatch.web.pages.triage.asking import USUAL, address, asked, waiting
from trucewatch.web.pages.triage.queue import queue_of
from trucewatch.web.person import person_of


def query_of(request: HttpRequest) -> IncidentQuery:
    """The query of the address; a bad one is told, and everything that waits is shown."""
    try:
        return asked(request)
    except Refusal as told:
        messages.error(request, wording.refusal(told))
        return IncidentQuery(order=USUAL)


def show(
    request: HttpRequest,
    pane: str,
    told: Mapping[str, Any],
    *,
    subject: str = "",
    status: int = 200,
) -> HttpResponse:
    """The queue with a pane beside it; alone where the page around it is there already.

    Args:
        pane: name of the template beside the queue, as `item`.
        subject: what is looked at, "" for nothing.
    """
    person, query, lang = person_of(request), query_of(request), lang_of()
    triage.be_at(centre(), person, subject)
    asks = waiting(query)
    context = {
        "query": query,
        "address": address(query),
        "carried": parse_qsl(address(query)),
        # The list of incidents leaves its own usual order out of its addresses.
        "ordered": "&order=newest" if query.order is Order.NEWEST else "",
        "filters": _filters(query, lang),
        "chosen": sum(len(one) for one in (query.statuses, query.families, query.acts)),
        "queue": queue_of(person, query, lang),
        "orders": [(one, ORDERS[one], address(query, order=one, cursor="")) for one in Order],
        "actions": [(one, wording.ACTIONS[one]) for one in ACTIONS],
        "waits": bool(asks),
        "pane": f"triage/{pane}.html",
        "subject": subject,
        "last_done": undoing.last(request),
        "key": new_id(),
        "beat_s": triage.BEAT_S,
        **told,
    }
    part = request.headers.get("HX-Request-Type") == "partial"
    template = "triage/work.html" if part else "triage/queue.html"
    answer = render(request, template, context, status=status)
    if part and request.method == "GET":
        # After an answer that led elsewhere the address is that of what is shown.
        answer["HX-Push-Url"] = request.get_full_path()
    return answer


def lang_of() -> str:
    """The language of the page."""
    return translation.get_language() or "en"


def to_item(request: HttpRequest, subject: str, query: IncidentQuery | None = None) -> HttpResponse:
    """To a thing of the queue.

    Args:
        query: of the queue, None for that of the address.
    """
    told = address(query or query_of(request))
    return redirect(f"{reverse('triage:item', args=[subject])}?{told}")


def to_queue(request: HttpRequest) -> HttpResponse:
    """Back to the queue alone, at its beginning."""
    return redirect(f"{reverse('triage:queue')}?{address(query_of(request), cursor='')}")


ORDERS: dict[Order, wording.Words] = {
    Order.CHANGED: _("what changed last comes first"),
    Order.FIRST_SEEN: _("what came in last comes first"),
    Order.NEWEST: _("what happened last comes first"),
    Order.OLDEST: _("what happened first comes first"),
}


def _filters(query: IncidentQuery, lang: str) -> list[Any]:
    """The filters of the list of incidents, each leading to what waits."""
    asks = waiting(query)
    return filters(index().facets(asks), query, lang) if asks else []
