"""List, map and timeline side by side: one query that lives in the address drives them all."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trucewatch.data.phrases import act_name
from trucewatch.domain.errors import Refusal
from trucewatch.domain.place import E7
from trucewatch.domain.time import UTC
from trucewatch.storage.incidents.map_view import hexagon
from trucewatch.storage.incidents.pages import OF_TIME
from trucewatch.storage.incidents.parameters import parameters
from trucewatch.storage.incidents.query import IncidentQuery, Order
from trucewatch.storage.models import Entry, IncidentRow, SavedView, Visit
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.incidents import layers
from trucewatch.web.pages.incidents.asking import address, asked, index
from trucewatch.web.pages.incidents.bars import bars
from trucewatch.web.pages.incidents.facets import actor_name, filters, place_name
from trucewatch.web.pages.incidents.outlines import outline_of
from trucewatch.web.person import allowed, person_of


@require_GET
@allowed("incident.list")
def page(request: HttpRequest) -> HttpResponse:
    """The list with its filters, timeline and map; a bad address is told, and nothing is hidden."""
    trouble = ""
    try:
        query = asked(request)
    except Refusal as refusal:
        query, trouble = IncidentQuery(), refused.told(refusal)
    at = request.GET.get("at", "")[:10]
    zones = layers.told_at(at, translation.get_language() or "en")
    context = {**shown(query), "trouble": trouble, "zones_at": at, "zones": zones}
    context |= _personal(request)
    part = request.headers.get("HX-Request") == "true"
    return render(request, "incidents/results.html" if part else "incidents/list.html", context)


def shown(query: IncidentQuery) -> dict[str, Any]:
    """What a page shows of a query, in the language of the page."""
    lang = translation.get_language() or "en"
    found = index().page(query)
    here = parameters(query)
    cursors = {name: getattr(found, name) for name in ("previous", "next")}
    return {
        "query": query,
        "rows": [row(one, lang) for one in found.rows],
        "total": found.total,
        "filters": filters(index().facets(query), query, lang),
        "timeline": bars(index().timeline(query), query),
        "address": urlencode(here),
        "asked": [(name, value) for name, value in here if name != "cursor"],
        "typed": {name: value[:10] for name, value in here if name in ("from", "to")},
        "kept": [(name, value) for name, value in here if name not in _TYPED],
        "by_time": query.order in OF_TIME,
        "orders": [(one, _order_label(one), address(query, order=one)) for one in Order],
        "without_frame": address(query, frame=None) if query.frame else None,
        **{
            name: urlencode([*((k, v) for k, v in here if k != "cursor"), ("cursor", value)])
            for name, value in cursors.items()
            if value
        },
    }


_TYPED = ("text", "from", "to", "cursor")
"""Parameters that the form has fields for."""


def row(one: IncidentRow, lang: str) -> dict[str, Any]:
    """An incident as one row of the table."""
    return {
        "one": one,
        "act": act_name(one.act, lang),
        "start": _moment(one.start_at),
        "end": _moment(one.end_at),
        "undated": one.start_at is None and one.end_at is None,
        "places": [place_name(place, lang) for place in one.places.split()[:2]],
        "actors": [actor_name(actor, lang) for actor in one.actors.split()[:2]],
    }


@require_GET
@allowed("incident.list")
def map_data(request: HttpRequest) -> HttpResponse:
    """What the map shows of the query: points with their radius, or cells where there are many."""
    try:
        query, zoom = asked(request), float(request.GET.get("zoom", "3"))
    except (Refusal, ValueError) as err:
        return JsonResponse({"error": str(err)}, status=400)
    view = index().map(query, min(max(zoom, 0.0), 24.0))
    rows = IncidentRow.objects.filter(id__in=[one["id"] for one in view["features"]])
    subjects = dict(rows.values_list("id", "subject"))
    lang = translation.get_language() or "en"
    for one in view["features"]:
        one["properties"]["href"] = reverse("incidents:one", args=[subjects.get(one["id"], "-")])
        one["properties"]["label"] = act_name(one["properties"]["act"], lang)
    outlined = [_outline(one, lang) for one in view["areas"] if one["place"]]
    view["outlines"] = [one for one in outlined if one]
    view["nowhere"] = sum(one["number"] for one in view.pop("areas") if not one["place"])
    if "cells" in view:
        view["features"] = [hexagon(*cell) for cell in view.pop("cells")]
    return JsonResponse(view)


@require_GET
@allowed("incident.list")
def go_to_date(request: HttpRequest) -> HttpResponse:
    """The page of the list that begins at a day."""
    query = asked(request)
    try:
        day = dt.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return redirect(f"{reverse('incidents:list')}?{address(query)}")
    end = dt.datetime.combine(day, dt.time(), UTC) + dt.timedelta(days=1)
    turned = index().at_date(query, int(end.timestamp()))
    return redirect(f"{reverse('incidents:list')}?{urlencode(parameters(turned))}")


@require_POST
@allowed("view.keep")
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the query under a name, or drop the one of that name."""
    person = person_of(request)
    name = request.POST.get("name", "").strip()[:80]
    query = request.POST.get("query", "")[:2000]
    if "drop" in request.POST:
        SavedView.objects.filter(person=person.id, name=name).delete()
    elif name:
        SavedView.objects.update_or_create(person=person.id, name=name, defaults={"query": query})
    return HttpResponseRedirect(f"{reverse('incidents:list')}?{query}")


def _personal(request: HttpRequest) -> dict[str, Any]:
    """Saved views, and since when something changed for this person."""
    person = person_of(request)
    visit = Visit.objects.filter(person=person.id, area="incidents").first()
    newest = Entry.objects.order_by("-seq").values_list("seq", flat=True).first()
    now = centre().clock()
    if visit is None or (now - visit.at).total_seconds() > VISIT_S:
        Visit.objects.update_or_create(
            person=person.id, area="incidents", defaults={"seq": newest or 0, "at": now}
        )
    since = visit.at.replace(microsecond=0) if visit else None
    changed = None
    if since is not None:
        query = IncidentQuery(changed_since=int(since.timestamp()), order=Order.CHANGED)
        changed = {"count": index().count(query), "address": address(query), "since": since}
    return {
        "views": SavedView.objects.filter(person=person.id).order_by("name"),
        "changed": changed,
    }


VISIT_S = 30 * 60
"""Pages within this time belong to one visit."""


def _outline(area: dict[str, Any], lang: str) -> dict[str, Any] | None:
    """The outline in which incidents of a place lie; None where none is packaged."""
    rings = outline_of(area["place"])
    if not rings:
        return None
    told = {name: area[name] for name in ("number", "worst")}
    told |= {"label": place_name(area["place"], lang)}
    told |= {"href": f"{reverse('incidents:list')}?place={area['place']}"}
    shape = [[[round(x / E7, 4), round(y / E7, 4)] for x, y in ring] for ring in rings]
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": shape},
        "properties": told,
    }


def _moment(seconds: int | None) -> dt.datetime | None:
    return None if seconds is None else dt.datetime.fromtimestamp(seconds, UTC)


def _order_label(order: Order) -> str:
    labels = {
        Order.NEWEST: _("newest first"),
        Order.OLDEST: _("oldest first"),
        Order.FIRST_SEEN: _("as they came in"),
        Order.CHANGED: _("changed last"),
    }
    return labels[order]
