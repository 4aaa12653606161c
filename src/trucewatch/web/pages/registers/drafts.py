"""Pages of drafts: write, see what the linter says beside it, keep versions, publish."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from trucewatch.domain.ambiguity import Ambiguity
from trucewatch.domain.errors import Refusal
from trucewatch.service.refusals import Denied
from trucewatch.service.registers import agreements
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest, versions
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.registers.parties import form_methods
from trucewatch.web.person import allowed, person_of


@dataclass(frozen=True)
class Linted:
    """What the linter says of a text.

    Args:
        faults: errors, each with its line and remedy.
        ambiguities: gaps first, each with what other agreements did there.
    """

    faults: list[Refusal] = field(default_factory=list)
    ambiguities: tuple[Ambiguity, ...] = ()


class DraftForm(forms.Form):
    """The text of an agreement as YAML."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=agreements.LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 34, "dir": "ltr", "spellcheck": "false"}),
    )
    follows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=new_id)


@require_GET
@allowed("register.see")
def listed(request: HttpRequest) -> HttpResponse:
    """Every draft, the one that changed last first."""
    rows = list(newest(agreements.DRAFT))
    people = names_of(one.actor for one in rows)
    context = {"tab": "agreements", "rows": rows, "people": people}
    return render(request, "registers/drafts.html", context)


@form_methods
@allowed("agreement.draft")
def write(request: HttpRequest, subject: str = "") -> HttpResponse:
    """A new draft or the next version of one, with what the linter says beside it."""
    stands = agreements.get_draft(subject) if subject else None
    begun = agreements.text_of(request.GET["from"]) if request.GET.get("from") else ""
    text = (stands.body or {})["text"] if stands else begun
    initial = {"text": text, "follows": stands.version if stands else 0}
    form = DraftForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        text = told["text"]
        if "keep" in request.POST and (kept := _keep(request, form, subject)):
            messages.success(request, _("Kept as a version of the draft."))
            return redirect("registers:draft", kept)
    past = versions(agreements.DRAFT, subject) if subject else []
    context = {
        "tab": "agreements",
        "form": form,
        "stands": stands,
        "linted": linted(text),
        "past": past,
        "people": names_of(one.actor for one in past),
        "key": new_id(),
    }
    return render(request, "registers/draft.html", context, status=422 if form.errors else 200)


@require_POST
@allowed("agreement.publish")
def publish(request: HttpRequest, subject: str) -> HttpResponse:
    """Publish the version that was seen."""
    reason, follows = request.POST.get("reason", ""), request.POST.get("follows", "")
    try:
        made = agreements.publish(
            centre(),
            person_of(request),
            subject,
            reason=reason,
            follows=int(follows) if follows.isdecimal() else 0,
            key=request.POST.get("key") or new_id(),
        )
    except Denied:
        raise
    except Refusal as err:
        messages.error(request, refused.told(err))
        return redirect("registers:draft", subject)
    messages.success(request, _("Published. Incidents that change from now on are held to it."))
    return redirect("registers:agreement", made)


def linted(text: str) -> Linted:
    """What the linter says, in the language of the page as far as it has words in it."""
    if not text.strip():
        return Linted()
    try:
        found = agreements.lint(text, translation.get_language() or "en")
    except Refusal as err:
        return Linted([err])
    open_points = found.checked[0].ambiguities if found.checked else ()
    return Linted(agreements.faults_of(found), open_points)


def _keep(request: HttpRequest, form: DraftForm, subject: str) -> str:
    """Id of the draft; "" where it was refused, which the form then tells."""
    told: dict[str, Any] = form.cleaned_data
    try:
        return agreements.draft(
            centre(),
            person_of(request),
            told["text"],
            key=told["key"],
            subject=subject,
            follows=told["follows"],
        )
    except Denied:
        raise
    except Refusal as err:
        form.add_error(None, refused.told(err))
        return ""
