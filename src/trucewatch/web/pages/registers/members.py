"""The form of a membership."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trucewatch.domain.wire import to_wire
from trucewatch.service.registers import memberships, terms
from trucewatch.web.centre import centre
from trucewatch.web.pages.registers.fields import MomentField, PartiesField, PartyField, wire
from trucewatch.web.pages.registers.filling import EntryForm, fill
from trucewatch.web.pages.registers.parties import NOBODY, form_methods
from trucewatch.web.pages.registers.wording import choices
from trucewatch.web.person import allowed, person_of


def agreement_choices() -> list[tuple[str, str]]:
    """Every agreement by its name in the language of the page."""
    lang = translation.get_language() or "en"
    return [(one.id, one.name_in(lang)) for one in terms.terms()]


class MembershipForm(EntryForm):
    """Who is bound, since when, and who vouches for it."""

    agreement = forms.ChoiceField(label=gettext_lazy("Agreement"), choices=agreement_choices)
    actor = PartyField(label=gettext_lazy("Party"))
    side = forms.CharField(
        label=gettext_lazy("Side, as the clauses name it"), max_length=80, initial="parties"
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=lambda: choices("status"))
    start = MomentField(label=gettext_lazy("Since (UTC)"), required=False)
    end = MomentField(label=gettext_lazy("Until before (UTC)"), required=False)
    channel = PartyField(
        label=gettext_lazy("Channel: who received it"), none=NOBODY, required=False
    )
    attested_by = PartiesField(label=gettext_lazy("Attested by"))
    listed_by = PartiesField(label=gettext_lazy("On whose list; nobody is common ground"))
    source = forms.CharField(label=gettext_lazy("Source"), max_length=500)
    grade = forms.ChoiceField(label=gettext_lazy("Grade"), choices=lambda: choices("grade"))

    def entry(self) -> dict[str, Any]:
        """The membership."""
        told = self.cleaned_data
        return {
            **{name: told[name] for name in ("actor", "side", "status")},
            "citation": {"source": told["source"], "grade": told["grade"]},
            "channel": told["channel"] or None,
            "attested_by": to_wire(told["attested_by"]),
            "listed_by": to_wire(told["listed_by"]),
            "start": wire(told["start"]),
            "end": wire(told["end"]),
        }


@form_methods
@allowed("membership.record")
def add(request: HttpRequest) -> HttpResponse:
    """A membership that came to be known."""
    asked = {"actor": request.GET.get("party"), "agreement": request.GET.get("agreement")}
    form = MembershipForm(request.POST or None, initial=asked)

    def act() -> HttpResponse:
        told = form.cleaned_data
        memberships.enter(centre(), person_of(request), told["agreement"], form.given())
        return redirect("registers:party", told["actor"])

    context = {
        "tab": "agreements",
        "heading": _("Record a membership"),
        "words": _("Incidents that are gathered or change from now on are held against it."),
    }
    return fill(request, form, act, context)
