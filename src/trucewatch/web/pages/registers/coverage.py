"""Pages of coverage: who could observe where and when, as a strip of days for each place."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from trucewatch.domain.coverage import CoverageKind
from trucewatch.service.registers import coverage
from trucewatch.service.registers.coverage import Recorded
from trucewatch.service.registers.names import place_name
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.registers.fields import MomentField, PlaceField, wire
from trucewatch.web.pages.registers.filling import EntryForm, fill, named_like
from trucewatch.web.pages.registers.parties import form_methods
from trucewatch.web.pages.registers.wording import choices
from trucewatch.web.person import allowed, person_of

DAYS = 28


class CoverageForm(EntryForm):
    """A post, patrol, camera or restriction."""

    place = PlaceField(label=gettext_lazy("Where (name or id of a place)"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=lambda: choices("coverage"))
    observer = forms.CharField(
        label=gettext_lazy("Who observes, or was kept from it"), max_length=200
    )
    start = MomentField(label=gettext_lazy("Since (UTC)"))
    end = MomentField(label=gettext_lazy("Until before (UTC)"), required=False)
    counted = forms.IntegerField(
        label=gettext_lazy("Happenings observed"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("0: watched, and nothing happened. Empty: not told yet."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    imposed_by = forms.CharField(
        label=gettext_lazy("Who imposed the restriction, as the observer says"),
        required=False,
        max_length=200,
    )
    words = forms.CharField(
        label=gettext_lazy("What else is told"), required=False, max_length=2000
    )

    def entry(self) -> dict[str, Any]:
        """The coverage."""
        told = self.cleaned_data
        plain = ("place", "kind", "observer", "counted", "imposed_by", "words")
        moments = {"start": wire(told["start"]), "end": wire(told["end"])}
        return {**{name: told[name] for name in plain}, **moments}


@require_GET
@allowed("register.see")
def listed(request: HttpRequest) -> HttpResponse:
    """A strip of days for each place that has a record, and the records."""
    last = _day(request.GET.get("to", "")) or centre().clock().date()
    first = last - dt.timedelta(days=DAYS - 1)
    lang = translation.get_language() or "en"
    typed = request.GET.get("q", "")
    found = named_like(coverage.recorded(), typed, lambda one: _spellings(one, lang))
    by_place: dict[str, list[Recorded]] = {}
    for one in found:
        by_place.setdefault(one.coverage.place, []).append(one)
    strips = [
        {
            "place": place,
            "name": place_name(place, lang),
            "days": list(coverage.strip((one.coverage for one in records), first, last)),
        }
        for place, records in by_place.items()
    ]
    context = {
        "tab": "coverage",
        "strips": sorted(strips, key=lambda one: str(one["name"])),
        "days": [first + dt.timedelta(days=number) for number in range(DAYS)],
        "records": found,
        "typed": typed,
        "to": last,
        "before": first - dt.timedelta(days=1),
        "after": last + dt.timedelta(days=DAYS),
        "people": names_of(one.version.actor for one in found),
    }
    return render(request, "registers/coverage.html", context)


@form_methods
@allowed("coverage.record")
def add(request: HttpRequest) -> HttpResponse:
    """Coverage of a place."""
    form = CoverageForm(request.POST or None, initial={"place": request.GET.get("place")})

    def act() -> HttpResponse:
        coverage.enter(centre(), person_of(request), form.given())
        return redirect("registers:coverage")

    return fill(request, form, act, {"tab": "coverage", "heading": _("Record coverage")})


@form_methods
@allowed("coverage.record")
def correct(request: HttpRequest, subject: str) -> HttpResponse:
    """Another version of a record: a figure that came in, an end."""
    found = next((one for one in coverage.recorded() if one.version.subject == subject), None)
    if found is None:
        raise Http404
    told = found.coverage
    named = ("place", "observer", "start", "end", "counted", "imposed_by", "words")
    initial = {name: getattr(told, name) for name in named}
    initial |= {"kind": CoverageKind(told.kind).value, "follows": found.version.version}
    form = CoverageForm(request.POST or None, initial=initial)

    def act() -> HttpResponse:
        coverage.enter(centre(), person_of(request), form.given(), subject=subject)
        return redirect("registers:coverage")

    return fill(request, form, act, {"tab": "coverage", "heading": _("Correct coverage")})


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _spellings(one: Recorded, lang: str) -> list[str]:
    told = one.coverage
    return [told.place, place_name(told.place, lang), told.observer, told.words]
