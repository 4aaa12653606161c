"""The places of the case that is heard: as a list, on the map, and the one somebody points at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from trucewatch.data.phrases import act_name
from trucewatch.data.review_words import term
from trucewatch.domain.access import Resource
from trucewatch.domain.place import E7
from trucewatch.domain.session import Session, SessionState
from trucewatch.service.review.pointing import ACTION, Spot, pointed, spots_of
from trucewatch.service.review.rounds import round_for
from trucewatch.service.taking_part import is_offered
from trucewatch.storage.models import IncidentRow, Pointing
from trucewatch.storage.people.models import Account
from trucewatch.web.pages.incidents.facets import place_name
from trucewatch.web.pages.incidents.outlines import outline_of
from trucewatch.web.pages.room.guests import View
from trucewatch.web.person import allowed, person_of

METRES_A_KM = 1000


@require_GET
@allowed("case.see")
def map_data(request: HttpRequest, case: str) -> HttpResponse:
    """Where the incidents of a case lie: each place as the area in which it is, never finer."""
    found = round_for(person_of(request), case)
    rows = IncidentRow.objects.filter(subject__in=found.case.incidents)
    worst = dict(rows.values_list("subject", "worst"))
    lang = get_language() or "en"
    points: list[dict[str, Any]] = []
    areas: list[dict[str, Any]] = []
    for one in spots_of(case):
        facts = {
            "spot": one.id,
            "worst": worst.get(one.incident, ""),
            "href": reverse("incidents:one", args=[one.incident]),
            "label": f"{act_name(one.act, lang)}, {named(one, lang)}",
            "radius_m": one.where.radius_m,
        }
        shape = {"type": "Feature", "properties": facts}
        if one.where.lon is not None and one.where.lat is not None:
            at = [one.where.lon / E7, one.where.lat / E7]
            points.append({**shape, "geometry": {"type": "Point", "coordinates": at}})
        elif rings := outline_of(str(one.told.get("place") or "")):
            drawn = [[[lon / E7, lat / E7] for lon, lat in ring] for ring in rings]
            areas += [
                {**shape, "geometry": {"type": "Polygon", "coordinates": [ring]}} for ring in drawn
            ]
    return JsonResponse({"kind": "points", "features": points, "outlines": areas})


def places_shown(id_: str, session: Session, heard: str, view: View) -> dict[str, Any]:
    """Context of the list, in the language of the page."""
    lang, now = get_language() or "en", pointed(id_)
    listed = [_listed(one, now, lang) for one in spots_of(heard)] if heard else []
    sits = session.state is SessionState.OPEN and session.under_way == heard
    return {
        "id": id_,
        "spots": listed,
        "shown": next((one for one in listed if one["shown"]), None),
        "by": dict(_who(now, lang)) if now else {},
        "may_point": sits
        and view.takes_part
        and is_offered(view.person, ACTION, Resource("session")),
    }


def named(spot: Spot, lang: str) -> str:
    """The place as the register calls it, else as it was told."""
    known = spot.told.get("place")
    return place_name(known, lang) if known else str(spot.told.get("name") or "")


def _listed(spot: Spot, now: Pointing | None, lang: str) -> dict[str, Any]:
    there = now is not None and (now.incident, now.place) == (spot.incident, spot.number)
    return {
        "id": spot.id,
        "name": named(spot, lang),
        "act": act_name(spot.act, lang),
        "incident": spot.incident,
        "within": _within(spot),
        "drawn": spot.where.west is not None,
        "shown": there,
    }


def _within(spot: Spot) -> str:
    """How exactly it is known, in words: what the map shows as an area."""
    metres = spot.where.radius_m
    if spot.where.west is None:
        return _("not known where")
    if spot.where.lon is None:
        return _("somewhere in its area")
    if metres is None:
        return _("it is not known how exactly")
    if metres < METRES_A_KM:
        return ngettext("within %(number)s metre", "within %(number)s metres", metres) % {
            "number": metres
        }
    km = round(metres / METRES_A_KM)
    return ngettext("within %(number)s km", "within %(number)s km", km) % {"number": km}


def _who(now: Pointing, lang: str) -> Iterator[tuple[str, str]]:
    account = Account.objects.filter(id=now.person).first()
    side = account.side if account and account.side in ("a", "b") else "neutral"
    yield "name", (account.name or account.username) if account else now.person
    yield "side", term("sides", side, lang)
