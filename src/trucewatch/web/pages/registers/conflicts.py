"""The page of conflicts: edits whose packaged entry a release changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trucewatch.domain.errors import Refusal
from trucewatch.service.refusals import Denied
from trucewatch.service.registers import conflicts
from trucewatch.service.registers.conflicts import PACKAGED, Conflict
from trucewatch.storage.custody import new_id
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.names import names_of
from trucewatch.web.person import allowed, may, person_of

ADDRESSES = {
    "party": "registers:party",
    "place": "registers:place",
    "source": "registers:source",
    "agreement": "registers:agreement",
}


@require_GET
@allowed("register.see")
def listed(request: HttpRequest) -> HttpResponse:
    """Each conflict: what the entry was, what it is now, what stands here."""
    found = list(conflicts.conflicts())
    permitted = may(person_of(request))
    context = {
        "tab": "conflicts",
        "rows": [
            {
                "one": one,
                "address": ADDRESSES[one.kind],
                "members": [_member(one, name) for name in one.changed],
                "may": permitted[PACKAGED[one.kind][0]],
                "key": new_id(),
            }
            for one in found
        ],
        "people": names_of(one.version.actor for one in found),
    }
    return render(request, "registers/conflicts.html", context)


@require_POST
@allowed("register.see")
def settle(request: HttpRequest, subject: str) -> HttpResponse:
    """Keep what was edited here on top, or take the packaged entry."""
    keep, reason = request.POST.get("do") == "keep", request.POST.get("reason", "")
    key = request.POST.get("key") or new_id()
    try:
        conflicts.settle(centre(), person_of(request), subject, keep=keep, reason=reason, key=key)
        messages.success(request, _("Settled. Both versions stay on record."))
    except Denied:
        raise
    except Refusal as err:
        messages.error(request, refused.told(err))
    return redirect("registers:conflicts")


def _member(one: Conflict, name: str) -> dict[str, Any]:
    return {
        "name": name.replace("_", " "),
        "was": one.was.get(name),
        "now": one.now.get(name),
        "ours": one.ours.get(name),
    }
