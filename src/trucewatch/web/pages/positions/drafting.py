"""The draft of a delegation: its versions, what its people say of them, and no trace elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from trucewatch.domain.access import Person, Resource, Side
from trucewatch.domain.errors import Refusal
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.review.position_drafts import (
    Draft,
    comment,
    comments_of,
    draft,
    drafts_of,
    own,
)
from trucewatch.service.review.rounds import Round, round_for
from trucewatch.service.taking_part import is_offered
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.positions.forms import DraftForm, RemarkForm
from trucewatch.web.pages.positions.wording import round_shown, versions_shown, word
from trucewatch.web.person import allowed, person_of


def own_round(request: HttpRequest, case: str) -> Round:
    """The newest round, for somebody of a delegation; for others there is no such page.

    Raises:
        NotThere: they are of none.
    """
    person = person_of(request)
    if person.side is Side.NEUTRAL:
        raise NotThere("a page of delegations")
    return round_for(person, case)


def may_file(person: Person) -> bool:
    """Whether a page offers somebody to file for their side."""
    return is_offered(person, "position.file", Resource("position", side=person.side))


@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
@allowed("case.see")
def page(request: HttpRequest, case: str) -> HttpResponse:
    """Write the next version of the draft."""
    person, round_ = person_of(request), own_round(request, case)
    form, problem = DraftForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        try:
            follows = form.cleaned_data["follows"]
            made = draft(centre(), person, round_, form.said(), follows=follows)
        except Denied:
            raise
        except Refusal as refusal:
            problem = refused.told(refusal)
        else:
            said = _("Version %(number)s of the draft is kept.") % {"number": made.version}
            messages.success(request, said)
            return redirect("review:position-draft", case)
    written = drafts_of(centre(), person, round_)
    if request.method != "POST":
        form = DraftForm(initial=_initial(written))
    remarks = comments_of(centre(), person, round_)
    facts: dict[str, Any] = {"versions": versions_shown(written, remarks)}
    facts |= {"form": form, "problem": problem, "round": round_shown(round_), "part": "cases"}
    facts |= {"side_name": word("sides", person.side)}
    facts |= {"may_file": may_file(person), "remark": RemarkForm()}
    facts["may_draft"] = is_offered(person, "position.draft", own(person))
    status = 422 if problem or form.errors else 200
    return render(request, "positions/draft.html", facts, status=status)


@sensitive_post_parameters("words")
@require_POST
@allowed("case.see")
def remark(request: HttpRequest, case: str) -> HttpResponse:
    """Say something of a version, to the own delegation alone."""
    round_, form = own_round(request, case), RemarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A comment has 1 to 4,000 characters."))
    else:
        told = form.cleaned_data
        try:
            words, version = told["words"], told["version"]
            comment(centre(), person_of(request), round_, words, version=version)
        except Denied:
            raise
        except Refusal as refusal:
            messages.error(request, refused.told(refusal))
    return redirect("review:position-draft", case)


def _initial(written: list[Draft]) -> dict[str, Any]:
    if not written:
        return {"follows": 0}
    newest = written[0]
    return {
        "stance": newest.said.stance.value,
        "text": newest.said.text,
        "follows": newest.version,
    }
