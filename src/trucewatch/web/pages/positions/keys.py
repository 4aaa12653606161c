"""The keys by which each side signs: shown to all who work here, set by the side's own head."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trucewatch.domain.access import Role
from trucewatch.domain.errors import Refusal
from trucewatch.ledger.ceremony import fingerprint
from trucewatch.ledger.statement_note import SIDES, key_name
from trucewatch.service.refusals import Denied
from trucewatch.service.review.statement_keys import current, set_key, side_of, subject
from trucewatch.storage.documents import versions
from trucewatch.web.centre import centre
from trucewatch.web.pages.positions.forms import KeyForm
from trucewatch.web.pages.positions.wording import problem_of, word
from trucewatch.web.person import allowed, person_of

SETTERS = (Role.DELEGATION_HEAD, Role.FACILITATOR)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("case.see")
def page(request: HttpRequest) -> HttpResponse:
    """All three keys; for who answers for a side, a form to set its own."""
    person, problem = person_of(request), ""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            key = request.POST.get("key", "")
            set_key(centre(), person, form.cleaned_data["vkey"], key=key)
        except Denied:
            raise
        except Refusal as refusal:
            problem = problem_of(refusal)
        else:
            messages.success(request, _("The key is set. From now on your side signs with it."))
            return redirect("review:statement-keys")
    origin, own = centre().home.key().name, side_of(person)
    facts = {
        "keys": [_key(side, origin) for side in SIDES],
        "own": key_name(origin, own) if own and person.role in SETTERS else "",
        "form": form,
        "problem": problem,
        "key": secrets.token_hex(16),
        "part": "keys",
    }
    return render(request, "positions/keys.html", facts, status=422 if problem else 200)


def _key(side: str, origin: str) -> dict[str, object]:
    found, rows = current(side), versions("statement_key", subject(side))
    return {
        "name": key_name(origin, side),
        "side": word("statement_sides", side),
        "vkey": str(found) if found else "",
        "fingerprint": fingerprint(str(found).encode()) if found else "",
        "set_at": rows[-1].recorded_at if rows else None,
        "earlier": len(rows) - 1 if rows else 0,
    }
