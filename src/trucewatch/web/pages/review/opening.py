"""The form that opens a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from trucewatch.data.review_words import term
from trucewatch.domain.access import Person, Side
from trucewatch.domain.case import OpenedAs, Severity
from trucewatch.domain.errors import Refusal
from trucewatch.review.opening import Opening
from trucewatch.service.refusals import Denied
from trucewatch.service.review import cases
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import content, newest_of, table
from trucewatch.storage.models import IncidentRow
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.registers.fields import party_choices
from trucewatch.web.pages.registers.members import agreement_choices
from trucewatch.web.pages.review.case import incident
from trucewatch.web.person import allowed, person_of

NEAR, OFFERED = 3 * 24 * 3600, 12
"""Seconds around an incident, and how many others of that time are offered."""


class OpeningForm(forms.Form):
    """What whoever opens a case says of it."""

    title = forms.CharField(
        label=gettext_lazy("Title, as the agenda shows it"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    complaint = forms.CharField(
        label=gettext_lazy("What is complained of"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    incidents = forms.MultipleChoiceField(
        label=gettext_lazy("Incidents"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one incident.")},
    )
    opened_as = forms.ChoiceField(label=gettext_lazy("On whose word"))
    suspected = forms.MultipleChoiceField(
        label=gettext_lazy("Whose part it may have been, as the incidents tell"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other_party = forms.CharField(
        label=gettext_lazy("Another party"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "parties", "dir": "auto", "autocomplete": "off"}),
        help_text=gettext_lazy("As the register of parties calls it."),
    )
    agreement = forms.ChoiceField(label=gettext_lazy("Under which agreement"), required=False)
    clauses = forms.CharField(
        label=gettext_lazy("Clauses, as they are numbered, parted by commas"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    severity = forms.ChoiceField(label=gettext_lazy("Severity"))
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, given: Any, person: Person, incidents: list[str], lang: str) -> None:
        super().__init__(given, initial={"incidents": incidents, "key": new_id()})
        fields: dict[str, Any] = self.fields
        fields["incidents"].choices = [
            (one, _summary(one, lang)) for one in [*incidents, *near(incidents)]
        ]
        fields["opened_as"].choices = [
            (one.value, term("opened_as", one.value, lang)) for one in _as(person)
        ]
        named = dict(party_choices())
        fields["suspected"].choices = [(one, named.get(one, one)) for one in accused(incidents)]
        fields["agreement"].choices = [("", _("not known")), *agreement_choices()]
        fields["severity"].choices = [
            (one.value, term("severities", one.value, lang)) for one in Severity
        ]
        self._parties = named
        self.initial["agreement"] = likely_agreement(incidents)

    @property
    def parties(self) -> list[str]:
        """Names that the field for another party offers."""
        return list(self._parties.values())

    def clean_other_party(self) -> str:
        """Its id; "" where none is named."""
        typed: str = self.cleaned_data["other_party"].strip()
        found = [key for key, name in self._parties.items() if typed in (key, name)]
        if typed and len(found) != 1:
            raise forms.ValidationError(_("The register has no one party of this name."))
        return found[0] if typed else ""

    def opening(self) -> Opening:
        """What was filled in, for the verb."""
        given = self.cleaned_data
        named = [*given["suspected"], *filter(None, [given["other_party"]])]
        clauses = [one.strip() for one in given["clauses"].split(",")]
        return Opening(
            title=given["title"],
            complaint=given["complaint"],
            incidents=tuple(given["incidents"]),
            opened_as=OpenedAs(given["opened_as"]),
            suspected=tuple(dict.fromkeys(named)),
            agreement=given["agreement"],
            clauses=tuple(dict.fromkeys(filter(None, clauses))),
            severity=Severity(given["severity"]),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("case.open")
def page(request: HttpRequest) -> HttpResponse:
    """The form for the incidents that are chosen; when it is sent, the new case."""
    person, lang = person_of(request), translation.get_language() or "en"
    asked = request.POST.getlist("incidents") or request.GET.getlist("incident")
    chosen = [one for one in dict.fromkeys(asked) if _there(one)]
    form = OpeningForm(request.POST or None, person, chosen, lang)
    if request.method == "POST" and form.is_valid():
        try:
            key = form.cleaned_data["key"]
            made = cases.open_(centre(), person, form.opening(), key=key)
            return redirect("review:case", made)
        except Denied:
            raise
        except Refusal as refusal:
            form.add_error(None, refused.told(refusal))
    for name in form.errors:
        if name in form.fields:
            form.fields[name].widget.attrs["aria-invalid"] = "true"
    facts = {"part": "cases", "form": form}
    return render(request, "review/open.html", facts, status=422 if form.errors else 200)


def near(incidents: Iterable[str]) -> list[str]:
    """Other incidents of the same days; the last ones where none is chosen."""
    chosen = list(incidents)
    rows = IncidentRow.objects.exclude(subject__in=chosen).exclude(status="merged")
    at = IncidentRow.objects.filter(subject__in=chosen).values_list("at", flat=True).first()
    if at is not None:
        rows = rows.filter(at__gte=at - NEAR, at__lte=at + NEAR)
    return list(rows.order_by("-at", "-id").values_list("subject", flat=True)[:OFFERED])


def accused(incidents: Iterable[str]) -> list[str]:
    """Parties that the incidents name as those who may have done it, each once."""
    bodies = [content(found) for one in incidents if (found := newest_of(one)) is not None]
    named = [one.get("actor") for told in bodies for one in told.get("initiators") or ()]
    return list(dict.fromkeys(filter(None, named)))


def likely_agreement(incidents: Iterable[str]) -> str:
    """The agreement under which an incident was assessed first; "" where none was."""
    for one in incidents:
        found = table("assessment").filter(body__incident=one).order_by("-version").first()
        for finding in (found.body or {}).get("findings", ()) if found else ():
            if finding.get("agreement") and finding.get("result") not in ("outside_scope", ""):
                return str(finding["agreement"])
    return ""


def _as(person: Person) -> list[OpenedAs]:
    if person.side is not Side.NEUTRAL:
        return [OpenedAs.PARTY]
    return [OpenedAs.MONITOR, OpenedAs.PUBLIC]


def _there(subject: str) -> bool:
    found = newest_of(subject)
    return found is not None and "act" in content(found)


def _summary(subject: str, lang: str) -> str:
    told = incident(subject, lang)
    start = told["start"]
    day = f"{dt.datetime.fromisoformat(start):%Y-%m-%d}" if start else _("day not known")
    return " · ".join(filter(None, [told["act"], ", ".join(told["places"]), day]))
