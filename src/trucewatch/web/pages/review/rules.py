"""The rules of the centre: what holds, what is proposed, who signed, and signing."""

from __future__ import annotations

import difflib
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.rules_proposal import SIGNERS, ProposalState
from trucewatch.ledger.statement_note import key_name
from trucewatch.service.policy import decide
from trucewatch.service.refusals import Denied
from trucewatch.service.review import rules_change, rules_in_force
from trucewatch.service.review.statement_keys import current, side_of
from trucewatch.service.taking_part import is_offered
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import versions
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.review.acting import act, said
from trucewatch.web.person import allowed, person_of

LONGEST_NOTE = 262_144
"""Bytes of a signed note that is handed in; the text of the rules and a line of signature."""


@require_safe
@allowed("case.see")
def page(request: HttpRequest) -> HttpResponse:
    """The rules that hold today, every earlier version, and what is proposed."""
    version, rules = rules_in_force.in_force(centre())
    past = versions(rules_in_force.KIND, rules_in_force.SUBJECT)
    proposals = rules_change.proposals(version)
    people = names_of({one.actor for one in past} | {one.proposal.by for one in proposals})
    context = {
        "part": "rules",
        "version": version,
        "rules": rules,
        "text": rules_in_force.text_at(version),
        "past": list(reversed(past)),
        "proposals": proposals,
        "people": people,
        "signers": SIGNERS,
    }
    return render(request, "review/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("rules.propose")
def propose(request: HttpRequest) -> HttpResponse:
    """Another text of the rules, with the reason for it."""
    version, _rules = rules_in_force.in_force(centre())
    text, reason, problem = rules_in_force.text_at(version), "", ""
    if request.method == "POST":
        text, reason = request.POST.get("text", ""), request.POST.get("words", "")
        try:
            key = said(request).key
            made = rules_change.propose(centre(), person_of(request), text, reason, key=key)
            return redirect("review:rules-proposal", made)
        except Denied:
            raise
        except Refusal as refusal:
            problem = refused.told(refusal)
    context = {"part": "rules", "text": text, "reason": reason, "problem": problem}
    status = 422 if problem else 200
    return render(request, "review/propose.html", {**context, "key": new_id()}, status=status)


@require_safe
@allowed("case.see")
def proposal(request: HttpRequest, subject: str) -> HttpResponse:
    """What a proposal would change, line by line, and who has signed it."""
    person = person_of(request)
    version, _rules = rules_in_force.in_force(centre())
    [found] = [one for one in rules_change.proposals(version) if one.id == subject] or [
        rules_change.get(person, subject)
    ]
    made = found.proposal
    before = rules_in_force.text_at(made.version - 1) if made.version - 1 <= version else ""
    context = {
        "part": "rules",
        "id": subject,
        "proposal": made,
        "open": made.state is ProposalState.OPEN,
        "lines": changed_lines(before, made.text),
        "signed": [(one, one in made.signatures) for one in SIGNERS],
        "people": names_of({made.by}),
        "signing": _signing(person, made),
        "key": new_id(),
        "version": found.version,
    }
    return render(request, "review/proposal.html", context)


@require_safe
@allowed("case.see")
def to_sign(request: HttpRequest, subject: str) -> HttpResponse:
    """The text that one's side signs, for `trucewatch sign` on a machine of its own."""
    person = person_of(request)
    found, side = rules_change.get(person, subject), side_of(person)
    if not side:
        raise Denied("rules.sign", decide(person, "rules.sign", Resource("rules_proposal")))
    text = rules_change.statement(centre(), found.proposal, side).text
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = f"rules-{found.proposal.version}-{side}.txt"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@allowed("case.see")
def sign(request: HttpRequest, subject: str) -> HttpResponse:
    """Hand in the signature of one's side, made in the page or elsewhere."""
    person = person_of(request)

    def signed() -> None:
        note = _note(request)
        if rules_change.sign(centre(), person, subject, note, key=said(request).key):
            messages.success(request, _("All have signed: these rules hold from now on."))

    return act(request, signed, "review:rules-proposal", subject)


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    r"""Each line of both texts with `+`, `-` or a blank; three lines around a change are kept.

    >>> changed_lines("a\nb", "a\nc")
    [(' ', 'a'), ('-', 'b'), ('+', 'c')]
    """
    old, new = (text.splitlines() for text in (before, after))
    listed = list(difflib.unified_diff(old, new, lineterm="", n=3))[2:]
    return [("…", "") if one.startswith("@@") else (one[0], one[1:]) for one in listed][1:]


def _signing(person: Person, proposal: Any) -> dict[str, Any] | None:
    """What the page needs to sign for this person's side; None for whoever signs nothing."""
    side = side_of(person)
    thing = Resource("rules_proposal", side=person.side)
    if not side or not is_offered(person, "rules.sign", thing) or side in proposal.signatures:
        return None
    key = current(side)
    origin = centre().home.key().name
    return {
        "side": side,
        "vkey": str(key) if key else "",
        "name": key_name(origin, side),
        "text": rules_change.statement(centre(), proposal, side).text,
    }


def _note(request: HttpRequest) -> str:
    file = request.FILES.get("note_file")
    if isinstance(file, UploadedFile):
        return bytes(file.read(LONGEST_NOTE)).decode("utf-8", "replace")
    note = request.POST.get("note", "").replace("\r\n", "\n")
    if not note.strip():
        raise InvalidValue(_("no signature was handed in"), remedy=_("choose the signed note"))
    return note
