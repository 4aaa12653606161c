"""Pages of parties: the list, one party with all accounts of it, and the forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from trucewatch.domain.access import Person, Resource, Side
from trucewatch.domain.actor import Actor, RelationKind
from trucewatch.domain.wire import to_wire
from trucewatch.service.registers import designations, memberships, parties
from trucewatch.service.registers.designations import Listed, asserter_of
from trucewatch.service.registers.edits import Entry
from trucewatch.service.registers.terms import terms
from trucewatch.service.taking_part import offered
from trucewatch.storage.documents import versions
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.registers.fields import NamesForm, PartyField, names_initial
from trucewatch.web.pages.registers.filling import EntryForm, fill, named_like
from trucewatch.web.pages.registers.wording import choices
from trucewatch.web.person import allowed, person_of

form_methods = require_http_methods(["GET", "HEAD", "POST"])
NOBODY = gettext_lazy("nobody")
GRADES = ("R", "B", "I")


class PartyForm(EntryForm, NamesForm):
    """A party: names, kind, whose organ it is."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=lambda: choices("party"))
    parent = PartyField(label=gettext_lazy("An organ of"), none=NOBODY, required=False)
    field_order = ("name_en", "name_ru", "name_ar", "other_names", "kind", "parent")

    def entry(self) -> dict[str, Any]:
        """Its members; spellings that were there keep their use and their days."""
        told = self.cleaned_data
        before = {one["text"]: one for one in self.initial.get("names", ())}
        plain = {"use": "name", "valid": {"start": None, "end": None}}
        names = [
            {**plain, "use": "name" if lang else "alias", **before.get(text, {}), "text": text}
            | {"lang": lang or before.get(text, {}).get("lang", "")}
            for text, lang in self.named()
        ]
        return {"names": names, "kind": told["kind"], "parent": told["parent"] or None}


class RelationForm(EntryForm):
    """How a party stands to another, as somebody asserts it."""

    kind = forms.ChoiceField(label=gettext_lazy("It"), choices=lambda: choices("relation"))
    other = PartyField(label=gettext_lazy("Whom"))
    asserted_by = PartyField(
        label=gettext_lazy("Who asserts it"), none=gettext_lazy("common ground"), required=False
    )
    contested = forms.BooleanField(label=gettext_lazy("Somebody denies it"), required=False)
    start = forms.DateField(
        label=gettext_lazy("Since"), required=False, widget=forms.DateInput({"type": "date"})
    )
    end = forms.DateField(
        label=gettext_lazy("Until before"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def entry(self) -> dict[str, Any]:
        """The relations that stand, and this one."""
        told = self.cleaned_data
        added = {
            "kind": RelationKind(told["kind"]),
            "other": told["other"],
            "asserted_by": told["asserted_by"] or "common",
            "contested": told["contested"],
            "valid": {"start": told["start"], "end": told["end"]},
        }
        return {"relations": [*self.initial["relations"], to_wire(added)]}


class DesignationForm(EntryForm):
    """An entry of an asserter's list."""

    asserter = PartyField(label=gettext_lazy("Whose list"))
    list = forms.CharField(label=gettext_lazy("Name of the list"), max_length=200)
    status = forms.CharField(label=gettext_lazy("Called there"), max_length=200)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=500)
    grade = forms.ChoiceField(label=gettext_lazy("Grade"), choices=lambda: choices("grade"))
    start = forms.DateField(
        label=gettext_lazy("Since"), required=False, widget=forms.DateInput({"type": "date"})
    )
    end = forms.DateField(
        label=gettext_lazy("Until before"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def entry(self) -> dict[str, Any]:
        """The designation."""
        told = self.cleaned_data
        plain = {name: told[name] for name in ("asserter", "list", "status", "source", "grade")}
        valid = to_wire({"start": told["start"], "end": told["end"]})
        return {**plain, "target": self.initial["target"], "valid": valid}


@require_GET
@allowed("register.see")
def listed(request: HttpRequest) -> HttpResponse:
    """Every party, or those whose name or kind fits."""
    typed, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    every = {one.id: one for one in parties.parties()}
    found = named_like(every.values(), typed, _spellings)
    if kind:
        found = [one for one in found if one.value.kind.value == kind]
    context = {
        "tab": "parties",
        "rows": [_row(one, every) for one in found],
        "typed": typed,
        "kind": kind,
        "kinds": choices("party"),
        "at_all": len(every),
    }
    return render(request, "registers/parties.html", context)


@require_GET
@allowed("register.see")
def one(request: HttpRequest, party: str) -> HttpResponse:
    """One party: names, relations with who asserts them, memberships, designations side by side."""
    entry = parties.get(party)
    past = versions("party", entry.version.subject) if entry.version else []
    lang = translation.get_language() or "en"
    context = {
        "tab": "parties",
        "entry": entry,
        "title": entry.value.name_in(lang),
        "agreements": {one.id: one.name_in(lang) for one in terms()},
        "told_of": _relations_to(party),
        "organs": [one for one in parties.parties() if one.value.parent == party],
        "memberships": [one for one in memberships.members() if one.membership.actor == party],
        "asserters": _side_by_side(party),
        "may_designate": may_designate(person_of(request)),
        "past": past,
        "people": names_of(one.actor for one in past),
    }
    return render(request, "registers/party.html", context)


@form_methods
@allowed("party.add")
def add(request: HttpRequest) -> HttpResponse:
    """A party that no register has."""
    form = PartyForm(request.POST or None)

    def act() -> HttpResponse:
        given = form.given()
        told = replace(given, entry={**given.entry, "source": given.reason})
        made = parties.add(centre(), person_of(request), told)
        return redirect("registers:party", made)

    return fill(request, form, act, {"tab": "parties", "heading": _("A new party")})


@form_methods
@allowed("party.correct")
def correct(request: HttpRequest, party: str) -> HttpResponse:
    """Another version of a party."""
    entry = parties.get(party)
    told = entry.value
    initial = {
        **names_initial((name.text, name.lang) for name in told.names),
        "names": to_wire(told.names),
        "kind": told.kind.value,
        "parent": told.parent or "",
        "follows": entry.follows,
    }
    form = PartyForm(request.POST or None, initial=initial)

    def act() -> HttpResponse:
        parties.correct(centre(), person_of(request), party, form.given())
        return redirect("registers:party", party)

    return fill(request, form, act, _headed(entry, _("Correct")))


@form_methods
@allowed("party.correct")
def relate(request: HttpRequest, party: str) -> HttpResponse:
    """A relation of a party, as somebody asserts it."""
    entry = parties.get(party)
    initial = {"relations": to_wire(entry.value.relations), "follows": entry.follows}
    form = RelationForm(request.POST or None, initial=initial)

    def act() -> HttpResponse:
        parties.correct(centre(), person_of(request), party, form.given())
        return redirect("registers:party", party)

    return fill(request, form, act, _headed(entry, _("Add a relation")))


@form_methods
@allowed("register.see")
def designate(request: HttpRequest, party: str) -> HttpResponse:
    """An entry of an asserter's list; a delegation sees its own asserter alone to choose."""
    entry, person = parties.get(party), person_of(request)
    form = DesignationForm(request.POST or None, initial={"target": party})
    own = asserter_of(person.side)
    if own:
        form.fields["asserter"] = PartyField(label=_("Whose list"), only=own)

    def act() -> HttpResponse:
        designations.enter(centre(), person, form.given())
        return redirect("registers:party", party)

    return fill(request, form, act, _headed(entry, _("Record a designation")))


def may_designate(person: Person) -> bool:
    """Whether the person may make entries of some asserter's list."""
    allowed_to = offered(person, "designation.record", Resource("designation", side=person.side))
    return allowed_to.allow and (person.side is Side.NEUTRAL or bool(asserter_of(person.side)))


def _headed(entry: Entry[Actor], heading: str) -> dict[str, Any]:
    name = entry.value.name_in(translation.get_language() or "en")
    return {"tab": "parties", "heading": f"{heading}: {name}", "past": entry.follows}


def _spellings(entry: Entry[Actor]) -> list[str]:
    return [entry.id, *(name.text for name in entry.value.names)]


def _row(entry: Entry[Actor], every: Mapping[str, Entry[Actor]]) -> dict[str, Any]:
    names = {lang: _in(entry.value, lang) for lang in ("en", "ru", "ar")}
    above = every.get(entry.value.parent or "")
    parent = above.value.name_in(translation.get_language() or "en") if above else ""
    return {"entry": entry, "first": entry.value.name, "parent": parent, **names}


def _in(actor: Actor, lang: str) -> str:
    """The name in this very language, "" where none is on file."""
    return next((name.text for name in actor.names if name.lang == lang), "")


def _relations_to(party: str) -> list[tuple[Entry[Actor], Any]]:
    """What is asserted of other parties and names this one."""
    return [
        (one, relation)
        for one in parties.parties()
        for relation in one.value.relations
        if relation.other == party
    ]


def _side_by_side(party: str) -> list[tuple[str, list[Listed]]]:
    """Each asserter with its own entries on the party, in the order of their days."""
    found = [one for one in designations.designations() if one.designation.target == party]
    found.sort(key=lambda one: (one.designation.asserter, str(one.designation.valid.start or "")))
    by_asserter = groupby(found, key=lambda one: one.designation.asserter)
    return [(asserter, list(group)) for asserter, group in by_asserter]
