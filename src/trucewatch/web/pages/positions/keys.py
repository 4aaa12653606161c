"""The keys by which each side signs: shown to all who work here, set by the side's own head."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import Refusal
from trucewatch.ledger.ceremony import fingerprint
from trucewatch.ledger.statement_note import SIDES, Statement, key_name
from trucewatch.service.refusals import Denied
from trucewatch.service.review import lost_keys
from trucewatch.service.review.statement_keys import (
    current,
    proof_of,
    set_key,
    side_of,
    subject,
)
from trucewatch.service.taking_part import is_offered
from trucewatch.storage.documents import versions
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.pages.positions.forms import KeyForm
from trucewatch.web.pages.positions.wording import word
from trucewatch.web.person import allowed, person_of

LONGEST = 8192
"""Bytes of a note over a key, several times what one has."""
Verb = Callable[[], object]


@require_safe
@allowed("case.see")
def page(request: HttpRequest) -> HttpResponse:
    """All three keys; for who answers for a side, a form to set its own."""
    return _page(request)


@require_safe
@allowed("case.see")
def text(request: HttpRequest) -> HttpResponse:
    """What is signed to set a key, for `trucewatch sign`."""
    asked = request.GET
    side, lost = side_of(person_of(request)), "lost" in asked
    try:
        wanted = proof_of(centre(), side, asked.get("vkey", ""), lost=lost)
    except Refusal as refusal:
        return _page(request, refused.told(refusal))
    answer = HttpResponse(wanted.text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="key.txt"'
    return answer


@require_POST
@allowed("case.see")
def set_(request: HttpRequest) -> HttpResponse:
    """Set the key, or say that the one before is lost."""
    person, told = person_of(request), request.POST
    vkey, key = told.get("vkey", ""), told.get("key", "")
    if "lost" in told:
        words, done = told.get("words", ""), _("Recorded. The key holds once it is confirmed.")
        return _take(
            request, done,
            lambda: lost_keys.report_lost(
                centre(), person, vkey, words, key=key, proofs=_notes(request)
            ),
        )  # fmt: skip
    done = _("The key is set. From now on your side signs with it.")
    return _take(
        request, done, lambda: set_key(centre(), person, vkey, key=key, proofs=_notes(request))
    )


@require_POST
@allowed("case.see")
def confirm(request: HttpRequest, side: str) -> HttpResponse:
    """Confirm that another side lost its key."""
    person, told = person_of(request), request.POST
    seen, key = told.get("seen", ""), told.get("key", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    if side not in SIDES:
        return redirect("review:statement-keys")
    return _take(
        request,
        _("Confirmed."),
        lambda: lost_keys.confirm(centre(), person, side, version, key=key),
    )


def _take(request: HttpRequest, done: str, verb: Verb) -> HttpResponse:
    try:
        verb()
    except Denied:
        raise
    except Refusal as refusal:
        return _page(request, refused.told(refusal))
    messages.success(request, done)
    return redirect("review:statement-keys")


def _page(request: HttpRequest, problem: str = "") -> HttpResponse:
    person, origin = person_of(request), centre().home.key().name
    key = Resource("statement_key", side=person.side)
    own = side_of(person) if is_offered(person, "statement_key.set", key) else ""
    asked = request.POST.get("vkey") or request.GET.get("vkey")
    form = KeyForm({"vkey": asked} if asked else None)
    facts: dict[str, Any] = {"wanted": None, "lost": None, "before": ""}
    if own and asked and form.is_valid():
        try:
            facts |= _to_sign(own, form.cleaned_data["vkey"].strip())
        except Refusal as refusal:
            problem = problem or refused.told(refusal)
    facts |= {
        "keys": [_key(side, origin) for side in SIDES],
        "own": key_name(origin, own) if own else "",
        "form": form,
        "problem": problem,
        "key": secrets.token_hex(16),
        "part": "keys",
        "pending": [_pending(person, one) for one in lost_keys.all_pending()],
    }
    status = 422 if problem or form.errors else 200
    return render(request, "positions/keys.html", facts, status=status)


def _to_sign(side: str, vkey: str) -> dict[str, Statement | str | None]:
    """The text that the new key signs and the one before too; that for where it is lost."""
    before, wanted = current(side), proof_of(centre(), side, vkey)
    lost = proof_of(centre(), side, vkey, lost=True) if before else None
    return {"vkey": vkey, "before": str(before or ""), "wanted": wanted, "lost": lost}


def _notes(request: HttpRequest) -> list[str]:
    """The signed notes, made by the page or handed in as files."""
    files = [one.read(LONGEST).decode("utf-8", "replace") for one in request.FILES.getlist("notes")]
    note = request.POST.get("note", "").replace("\r\n", "\n")
    return [one for one in (note, *files) if one]


def _pending(person: Person, one: lost_keys.LostKey) -> dict[str, object]:
    return {
        "lost": one,
        "name": word("statement_sides", one.side),
        "by": names_of({one.by})[one.by],
        "fingerprint": fingerprint(one.vkey.encode()),
        "missing": [word("statement_sides", side) for side in SIDES if side in one.missing],
        "mine": side_of(person) in one.missing
        and is_offered(person, "statement_key.confirm", Resource("statement_key")),
    }


def _key(side: str, origin: str) -> dict[str, object]:
    found, rows = current(side), versions("statement_key", subject(side))
    lost = bool(rows and (rows[-1].body or {}).get("lost"))
    return {
        "name": key_name(origin, side),
        "side": word("statement_sides", side),
        "vkey": str(found) if found else "",
        "fingerprint": fingerprint(str(found).encode()) if found else "",
        "set_at": rows[-1].recorded_at if rows else None,
        "earlier": len(rows) - 1 if rows else 0,
        "confirmed": lost,
    }
