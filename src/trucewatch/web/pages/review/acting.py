"""How a step of the joint review is taken from a page, and how a refusal of it is told there."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import Refusal
from trucewatch.service.refusals import Denied
from trucewatch.service.review.cases import Said
from trucewatch.service.taking_part import is_offered
from trucewatch.storage.custody import new_id
from trucewatch.web import refused


def said(request: HttpRequest) -> Said:
    """What a form says beside its own fields: why, under which key, on what version."""
    seen = request.POST.get("seen", "")
    return Said(
        key=request.POST.get("key") or new_id(),
        words=request.POST.get("words", ""),
        seen=int(seen) if seen.isdecimal() else None,
    )


def may_take(person: Person) -> bool:
    """Whether somebody may take files away, if need be after proving themselves once more."""
    return is_offered(person, "case_file.take", Resource("case_file"))


def act(request: HttpRequest, verb: Callable[[], object], *way: str) -> HttpResponse:
    """Take a step, tell in one line what came of it, and go where it shows.

    Args:
        way: name of a page and what it takes.

    Raises:
        Denied: the person may not; they are asked to sign in or to prove themselves once more.
    """
    try:
        verb()
    except Denied:
        raise
    except Refusal as refusal:
        messages.error(request, refused.told(refusal))
    else:
        messages.success(request, _("Recorded."))
    return redirect(*way)
