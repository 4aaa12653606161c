"""Correcting a statement: the person's word counts, the machine's stays beside it."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trucewatch.domain.errors import Refusal
from trucewatch.domain.statement import Statement
from trucewatch.domain.wire import from_wire
from trucewatch.export.incident_wording import Wording
from trucewatch.service import statements
from trucewatch.storage.custody import new_id
from trucewatch.web.centre import centre
from trucewatch.web.pages.hotline.choosing import parties_to_pick
from trucewatch.web.pages.triage import wording
from trucewatch.web.pages.triage.forms import Correction
from trucewatch.web.pages.triage.item import standing
from trucewatch.web.pages.triage.queue import desk_of
from trucewatch.web.pages.triage.showing import lang_of, show, to_item
from trucewatch.web.pages.triage.statements import facts, first_and_now
from trucewatch.web.pages.triage.undoing import remember
from trucewatch.web.person import allowed, person_of


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("statement.correct")
def page(request: HttpRequest, subject: str, statement: str) -> HttpResponse:
    """The form; what was entered becomes the statement's next version."""
    person = person_of(request)
    standing(person, subject)
    read, now = first_and_now(statement)
    if not now:
        raise Http404(f"nothing {statement} is on record")
    posted = request.method == "POST"
    form = Correction(now, request.POST if posted else None)
    if posted and form.is_valid():
        key = request.POST.get("key") or new_id()
        reason = form.cleaned_data["reason"]
        try:
            changes = form.changes()
            statements.correct(centre(), person, statement, changes, reason=reason, key=key)
        except Refusal as refused:
            form.add_error(None, wording.refusal(refused))
        else:
            done = _("Statement corrected.")
            remember(request, "judged", done, subject=subject, statement=statement)
            messages.success(request, done)
            return to_item(request, subject)
    machine = from_wire(Statement, read)
    told = {
        "form": form,
        "statement": statement,
        "parties": parties_to_pick(lang_of()),
        "words": read["words"],
        "read": list(facts(machine, machine, Wording.packaged(lang_of()))),
        "desk": desk_of(person, subject),
    }
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if posted else HTTPStatus.OK
    return show(request, "correct", told, subject=subject, status=wrong)
