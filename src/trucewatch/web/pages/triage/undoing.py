"""What somebody did last in this session, so that one key takes it back, one step a press."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trucewatch.domain.access import Person
from trucewatch.domain.errors import Refusal
from trucewatch.service import bulk, incidents, statements
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest_of
from trucewatch.web.centre import centre
from trucewatch.web.pages.triage import wording
from trucewatch.web.person import allowed, person_of

MOST = 30
DONE = "triage_done"
Step = dict[str, Any]


def remember(request: HttpRequest, kind: str, words: str, **told: Any) -> None:
    """Note something that was done.

    Args:
        kind: one of `BACK`.
        words: what it was, as it is offered to be taken back.
    """
    steps = [*request.session.get(DONE, []), {"kind": kind, "words": words, **told}]
    request.session[DONE] = steps[-MOST:]


def last(request: HttpRequest) -> str:
    """What one would take back now, "" for nothing."""
    steps = request.session.get(DONE, [])
    return str(steps[-1]["words"]) if steps else ""


@require_POST
@allowed("incident.undo")
def undo(request: HttpRequest) -> HttpResponse:
    """Take the last step back."""
    query = request.GET.urlencode()
    steps = list(request.session.get(DONE, []))
    if not steps:
        messages.info(request, _("There is nothing to take back."))
        return redirect(f"{reverse('triage:queue')}?{query}")
    step = steps.pop()
    request.session[DONE] = steps
    try:
        BACK[step["kind"]](person_of(request), step, steps)
        request.session[DONE] = steps
        messages.success(request, _("Taken back: %(what)s") % {"what": step["words"]})
    except Refusal as told:
        messages.error(request, wording.refusal(told))
    if step["kind"] == "bulk":
        return redirect(f"{reverse('triage:bulk-done', args=[step['key']])}?{query}")
    return redirect(f"{reverse('triage:item', args=[step['subject']])}?{query}")


@require_POST
@allowed("incident.undo")
def undo_decision(request: HttpRequest, subject: str, decision: str) -> HttpResponse:
    """Take one merge, link or split back, whoever decided it."""
    try:
        key = request.POST.get("key") or new_id()
        incidents.undo(centre(), person_of(request), decision, key=key)
        messages.success(request, _("Taken back. It shows once the reports are gathered again."))
    except Refusal as told:
        messages.error(request, wording.refusal(told))
    query = request.GET.urlencode()
    return redirect(f"{reverse('triage:item', args=[subject])}?{query}")


def _settled(person: Person, step: Step, earlier: list[Step]) -> None:
    del earlier
    incidents.reopen(centre(), person, step["subject"], key=new_id(), seen=step["version"])


def _decided(person: Person, step: Step, earlier: list[Step]) -> None:
    made = incidents.undo(centre(), person, step["decision"], key=new_id())
    for one in step.get("with", ()):
        incidents.undo(centre(), person, one, key=new_id())
    # A split is taken back by a merge. Who then takes back the merge before it means both.
    before = next((one for one in reversed(earlier) if one["kind"] == "decided"), None)
    joined = _statements(made)
    if before and joined and joined <= _statements(before["decision"]):
        before["with"] = [*before.get("with", ()), made]


def _statements(decision: str) -> set[str]:
    """Ids of those that a decision names."""
    stands = newest_of(decision)
    sides = (stands.body or {})["sides"] if stands else ()
    return {one for side in sides for one in side["statements"]}


def _judged(person: Person, step: Step, earlier: list[Step]) -> None:
    del earlier
    statements.take_back(centre(), person, step["statement"], key=new_id())


def _bulk(person: Person, step: Step, earlier: list[Step]) -> None:
    del earlier
    bulk.undo(centre(), person, step["key"])


BACK: dict[str, Callable[[Person, Step, list[Step]], None]] = {
    "settled": _settled,
    "decided": _decided,
    "judged": _judged,
    "bulk": _bulk,
}
