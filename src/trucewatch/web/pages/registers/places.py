"""Pages of places: search as typed, one place, by hand, corrections, lists taken in."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_GET

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.domain.errors import Refusal, UnknownName
from trucewatch.domain.place import E7, LonLat, Place
from trucewatch.domain.wire import to_wire
from trucewatch.service import places as search
from trucewatch.service.registers import place_lists, places
from trucewatch.service.registers.edits import Entry, Origin, entry_id
from trucewatch.service.registers.names import place_name
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest, versions
from trucewatch.storage.models.documents import Version
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.hotline.fragments import LONGEST, options
from trucewatch.web.pages.registers.fields import NamesForm, PlaceField, names_initial
from trucewatch.web.pages.registers.filling import EntryForm, fill
from trucewatch.web.pages.registers.parties import form_methods
from trucewatch.web.pages.registers.place_map import picture
from trucewatch.web.pages.registers.wording import choices
from trucewatch.web.person import allowed, person_of

MOST = 40
LATEST = 50


class PlaceForm(EntryForm, NamesForm):
    """A place: names, kind, a point with a radius or a drawn outline, what holds it."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=lambda: choices("place"))
    lon = forms.FloatField(
        label=gettext_lazy("Longitude, decimal degrees"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"}),
    )
    lat = forms.FloatField(
        label=gettext_lazy("Latitude, decimal degrees"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"}),
    )
    radius_m = forms.IntegerField(
        label=gettext_lazy("Within how many metres of the point"),
        required=False,
        min_value=1,
        max_value=500_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
    )
    outline = forms.CharField(
        label=gettext_lazy("Outline as GeoJSON"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "spellcheck": "false"}),
        help_text=gettext_lazy("A Polygon or MultiPolygon, drawn in any map program."),
    )
    parent = PlaceField(
        label=gettext_lazy("Lies in (name or id of a place)"), required=False, max_length=200
    )
    country = forms.CharField(
        label=gettext_lazy("Country, as in SY"), required=False, max_length=2, min_length=2
    )

    def clean(self) -> dict[str, Any]:
        """A point has both coordinates and a radius, or none of them is given."""
        told: dict[str, Any] = super().clean() or {}
        given = [told.get(name) is not None for name in ("lon", "lat", "radius_m")]
        if any(given) and not all(given) and not self.errors:
            raise forms.ValidationError(_("A point has a longitude, a latitude and a radius."))
        return told

    def entry(self) -> dict[str, Any]:
        """Its members."""
        told = self.cleaned_data
        pointed = told["lon"] is not None
        langs = self.initial.get("langs", {})
        entry = {
            "names": [
                {"text": text, "lang": lang or langs.get(text, "")} for text, lang in self.named()
            ],
            "kind": told["kind"],
            "country": told["country"].upper(),
            "parent": told["parent"] or None,
            "centre": to_wire(LonLat.of(told["lon"], told["lat"])) if pointed else None,
            "radius_m": told["radius_m"],
        }
        drawn = told["outline"].strip()
        return {**entry, "outline": drawn} if drawn else entry


class ListForm(EntryForm):
    """A list of places as a file."""

    file = forms.FileField(
        label=pgettext_lazy("of places", "File"),
        help_text=gettext_lazy(
            "CSV with the columns name, lon, lat, and if known name_ru, name_ar, kind, radius_m, "
            "country, parent, population; or a table of GeoNames."
        ),
    )


@require_GET
@allowed("register.see")
def listed(request: HttpRequest) -> HttpResponse:
    """Candidates for what was typed; without words, what was made here last."""
    typed, lang = request.GET.get("q", "").strip(), _lang()
    found = search.find(typed, most=MOST).candidates if typed else ()
    rows = [
        {
            "id": one.id,
            "name": one.names[lang],
            "kind": one.kind,
            "within": [each[lang] for each in one.within],
            "country": one.country,
            "matched": one.matched,
        }
        for one in found
    ]
    made = [] if typed else [_latest(one, lang) for one in newest("place")[:LATEST] if one.body]
    context = {
        "tab": "places",
        "typed": typed,
        "rows": rows,
        "made": made,
        "at_all": len(Gazetteer.packaged()),
    }
    return render(request, "registers/places.html", context)


@require_GET
@allowed("register.see")
def offered(request: HttpRequest) -> HttpResponse:
    """Candidates while somebody types, as the hotline offers them."""
    typed = request.GET.get("q", "")[:LONGEST]
    found = search.find(typed)
    # Beside a distance and a direction an id alone would be another place than was typed.
    rows = [] if found.bearing else options(found.candidates, _lang())
    return render(request, "hotline/places.html", {"rows": rows})


@require_GET
@allowed("register.see")
def one(request: HttpRequest, place: str) -> HttpResponse:
    """One place: names, what holds it, where it is, other entries for it."""
    entry, lang = places.get(place), _lang()
    rings = places.rings_of(entry)
    title = entry.value.name_in(lang)
    past = versions("place", entry.version.subject) if entry.version else []
    context = {
        "tab": "places",
        "entry": entry,
        "title": title,
        "chain": _chain(entry.value),
        "picture": picture(entry.value, rings, title),
        "borrowed": _borrowed(entry),
        "rings": len(rings),
        "same": [(one, place_name(one, lang)) for one in entry.value.same_as],
        "past": past,
        "people": names_of(one.actor for one in past),
    }
    return render(request, "registers/place.html", context)


@form_methods
@allowed("place.add")
def add(request: HttpRequest) -> HttpResponse:
    """A place by hand."""
    form = PlaceForm(request.POST or None, initial={"kind": "site"})

    def act() -> HttpResponse:
        given = form.given()
        told = replace(given, entry={**given.entry, "source": given.reason})
        made = places.add(centre(), person_of(request), told)
        return redirect("registers:place", made)

    words = _("A place has a point with a radius, or an outline; it is never a bare name.")
    context = {"tab": "places", "heading": _("Add a place"), "words": words}
    return fill(request, form, act, context)


@form_methods
@allowed("place.correct")
def correct(request: HttpRequest, place: str) -> HttpResponse:
    """Another version of a place."""
    entry = places.get(place)
    told = entry.value
    point = told.centre
    initial = {
        **names_initial((name.text, name.lang) for name in told.names),
        "langs": {name.text: name.lang for name in told.names},
        "kind": told.kind.value,
        "lon": point.lon_e7 / E7 if point else None,
        "lat": point.lat_e7 / E7 if point else None,
        "radius_m": told.radius_m,
        "parent": told.parent or "",
        "country": told.country,
        "follows": entry.follows,
    }
    form = PlaceForm(request.POST or None, initial=initial)

    def act() -> HttpResponse:
        places.correct(centre(), person_of(request), place, form.given())
        return redirect("registers:place", place)

    heading = _("Correct: %(name)s") % {"name": told.name_in(_lang())}
    return fill(request, form, act, {"tab": "places", "heading": heading})


@form_methods
@allowed("place.import")
def take_in(request: HttpRequest) -> HttpResponse:
    """A list of places: first what each row would become, then the rows that are good."""
    if request.method == "POST" and "list" in request.POST:
        return _record_rows(request)
    form = ListForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"tab": "places", "form": form}
    if request.method == "POST" and form.is_valid():
        raw = form.cleaned_data["file"].read(place_lists.LARGEST + 1)
        try:
            rows = place_lists.rows_of(raw)
        except Refusal as err:
            form.add_error("file", refused.told(err))
        else:
            packed = base64.b64encode(raw).decode()
            told = form.cleaned_data
            bad = [one for one in rows if one.fault]
            context |= {"rows": rows, "bad": len(bad), "good": len(rows) - len(bad)}
            context |= {"packed": packed, "reason": told["reason"], "key": told["key"]}
    return render(request, "registers/place_list.html", context, status=422 if form.errors else 200)


def _record_rows(request: HttpRequest) -> HttpResponse:
    reason, key = request.POST.get("reason", ""), request.POST.get("key") or new_id()
    try:
        rows = place_lists.rows_of(base64.b64decode(request.POST["list"]))
        made = place_lists.take_in(centre(), person_of(request), rows, reason=reason, key=key)
    except Refusal as err:
        messages.error(request, refused.told(err))
        return redirect("registers:place-list")
    except ValueError:
        messages.error(request, _("The list did not come whole. Choose its file again."))
        return redirect("registers:place-list")
    told = ngettext("%(number)s place recorded.", "%(number)s places recorded.", len(made))
    messages.success(request, told % {"number": len(made)})
    return redirect("registers:places")


def _latest(made: Version, lang: str) -> dict[str, Any]:
    """A place that was made or edited here, by the id that it is found by."""
    place = entry_id(made)
    return {"id": place, "name": place_name(place, lang), "version": made}


def _chain(place: Place) -> list[tuple[str, str]]:
    """What holds it, nearest first."""
    if place.parent is None:
        return []
    if ":" in place.parent:
        above = Gazetteer.packaged().ancestors(place.parent)
        ids = [place.parent, *(one.id for one in above)]
        return [(one, place_name(one, _lang())) for one in ids]
    nearest = (place.parent, place_name(place.parent, _lang()))
    return [nearest, *_chain(places.get(place.parent).value)]


def _borrowed(entry: Entry[Place]) -> str:
    """The name of the holder whose outline stands for the place's own; "" where it has its own."""
    outline = entry.value.outline_id
    if entry.origin is Origin.SITE or outline in (None, entry.id):
        return ""
    try:
        return Gazetteer.packaged().get(outline).name_in(_lang())
    except UnknownName:
        return outline


def _lang() -> str:
    return translation.get_language() or "en"
