"""Pages of sources: who publishes, who owns it, what each side judges of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from trucewatch.data.loading import load_yaml
from trucewatch.data.phrases import act_name
from trucewatch.domain.access import Person, Resource, Side
from trucewatch.domain.source import Reliability
from trucewatch.domain.wire import to_wire
from trucewatch.service.registers import sources
from trucewatch.service.taking_part import offered
from trucewatch.storage.documents import versions
from trucewatch.web import wording
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.registers.fields import NamesForm, names_initial
from trucewatch.web.pages.registers.filling import EntryForm, fill, named_like
from trucewatch.web.pages.registers.parties import form_methods
from trucewatch.web.pages.registers.wording import choices
from trucewatch.web.person import allowed, person_of


def topics() -> list[tuple[str, str]]:
    """Act families that a judgement can be on, and any topic."""
    lang = translation.get_language() or "en"
    families = load_yaml("vocabulary/acts.yaml")["families"]
    return [("", _("any topic")), *((one, act_name(one, lang)) for one in families)]


class SourceForm(EntryForm, NamesForm):
    """A source: names, kind, with whom it counts as one, under which domains it publishes."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=lambda: choices("source"))
    group = forms.CharField(
        label=gettext_lazy("Counts as one with (id of a group or body)"),
        required=False,
        max_length=80,
    )
    domains = forms.CharField(
        label=gettext_lazy("Internet domains, parted by blanks"), required=False, max_length=1000
    )

    def entry(self) -> dict[str, Any]:
        """Its members."""
        told = self.cleaned_data
        before = {one["text"]: one for one in self.initial.get("names", ())}
        plain = {"use": "name", "valid": {"start": None, "end": None}}
        return {
            "names": [
                {**plain, **before.get(text, {}), "text": text, "lang": lang or "en"}
                for text, lang in self.named()
            ],
            "kind": told["kind"],
            "independence_group": told["group"].strip() or None,
            "domains": told["domains"].split(),
        }


class JudgementForm(EntryForm):
    """What the person's side judges of a source."""

    topic = forms.ChoiceField(label=gettext_lazy("On which topic"), choices=topics, required=False)
    letter = forms.ChoiceField(
        label=gettext_lazy("Reliability"), choices=lambda: choices("reliability")
    )

    def entry(self) -> dict[str, Any]:
        """The topic; the letter is told beside it."""
        return {"topic": self.cleaned_data["topic"]}


@require_GET
@allowed("register.see")
def listed(request: HttpRequest) -> HttpResponse:
    """Every source, or those whose name, domain or group fits."""
    typed = request.GET.get("q", "")
    every = sources.sources()
    found = named_like(every, typed, _spellings)
    judged: dict[str, list[Any]] = {}
    for one in sources.judgements():
        judged.setdefault(one.about, []).append(one)
    lang = translation.get_language() or "en"
    rows = [
        {"entry": one, "name": one.value.name_in(lang), "judged": judged.get(one.id, [])}
        for one in found
    ]
    context = {"tab": "sources", "rows": rows, "typed": typed, "at_all": len(every)}
    return render(request, "registers/sources.html", context)


@require_GET
@allowed("register.see")
def one(request: HttpRequest, source: str) -> HttpResponse:
    """One source: ownership and alignment as recorded, and each side's judgements."""
    entry = sources.get(source)
    judged = sources.judgements_on(source)
    past = versions("source", entry.version.subject) if entry.version else []
    lang = translation.get_language() or "en"
    context = {
        "tab": "sources",
        "entry": entry,
        "title": entry.value.name_in(lang),
        "judged": [
            {
                "one": each,
                "side": wording.SIDES[each.side],
                "topic": act_name(each.judgement.topic, lang) if each.judgement.topic else "",
            }
            for each in judged
        ],
        "may_judge": may_judge(person_of(request)),
        "past": past,
        "people": names_of({each.version.actor for each in judged} | {each.actor for each in past}),
    }
    return render(request, "registers/source.html", context)


@form_methods
@allowed("source.add")
def add(request: HttpRequest) -> HttpResponse:
    """A source that no register has."""
    form = SourceForm(request.POST or None)

    def act() -> HttpResponse:
        made = sources.add(centre(), person_of(request), form.given())
        return redirect("registers:source", made)

    return fill(request, form, act, {"tab": "sources", "heading": _("Add a source")})


@form_methods
@allowed("source.add")
def correct(request: HttpRequest, source: str) -> HttpResponse:
    """Another version of a source."""
    entry = sources.get(source)
    told = entry.value
    initial = {
        **names_initial((name.text, name.lang) for name in told.names),
        "names": to_wire(told.names),
        "kind": told.kind.value,
        "group": told.independence_group or "",
        "domains": " ".join(told.domains),
        "follows": entry.follows,
    }
    form = SourceForm(request.POST or None, initial=initial)

    def act() -> HttpResponse:
        sources.correct(centre(), person_of(request), source, form.given())
        return redirect("registers:source", source)

    name = told.name_in(translation.get_language() or "en")
    context = {"tab": "sources", "heading": _("Correct: %(name)s") % {"name": name}}
    return fill(request, form, act, context)


@form_methods
@allowed("register.see")
def judge(request: HttpRequest, source: str) -> HttpResponse:
    """A judgement of the person's side."""
    entry, person = sources.get(source), person_of(request)
    form = JudgementForm(request.POST or None)

    def act() -> HttpResponse:
        told = form.given()
        stands = _standing(source, person.side, str(told.entry["topic"]))
        letter = Reliability(form.cleaned_data["letter"])
        sources.judge(centre(), person, source, letter, given=replace(told, follows=stands))
        return redirect("registers:source", source)

    name = entry.value.name_in(translation.get_language() or "en")
    context = {
        "tab": "sources",
        "heading": _("Judge: %(name)s") % {"name": name},
        "words": _("It stands as the judgement of your side; earlier ones are kept."),
    }
    return fill(request, form, act, context)


def may_judge(person: Person) -> bool:
    """Whether the person may judge in the name of their side."""
    return offered(person, "source.judge", Resource("reliability", side=person.side)).allow


def _standing(source: str, side: Side, topic: str) -> int:
    """The version of the side's judgement that stands; 0 where there is none."""
    for one in sources.judgements_on(source):
        if one.side is side and one.judgement.topic == topic and one.current:
            return one.version.version
    return 0


def _spellings(entry: Any) -> list[str]:
    told = entry.value
    named = [name.text for name in told.names]
    return [entry.id, *named, *told.domains, told.independence_group or ""]
