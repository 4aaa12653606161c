"""What somebody sees where a page cannot be shown: what it means, and a way out; never a trace."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from trucewatch.service.refusals import Denied
from trucewatch.service.taking_part import LEFT
from trucewatch.web.exercise import in_exercise
from trucewatch.web.refusing import read_only


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    del exception
    return _told(
        request,
        HTTPStatus.BAD_REQUEST,
        _("This was not understood"),
        _("Part of the request is missing or damaged. Go back and try again."),
    )


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    cause = exception.__cause__ if exception else None
    if isinstance(cause, Denied) and cause.decision.reason == LEFT:
        heading = _("The record is read-only for you")
        return _told(request, HTTPStatus.FORBIDDEN, heading, read_only(request))
    return _told(
        request,
        HTTPStatus.FORBIDDEN,
        _("This is not open to you"),
        _("Your role does not include it. If you need it, ask the head of your team."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; the same for what is not there and for what somebody may not know of."""
    del exception
    return _told(
        request,
        HTTPStatus.NOT_FOUND,
        _("Nothing is here"),
        _("There is no such page, or it is not open to you."),
    )


def token_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that does not prove that it came from one of our own pages."""
    del reason
    return _told(
        request,
        HTTPStatus.FORBIDDEN,
        _("This page was open for too long"),
        _("For safety the form was not taken. Go back, reload the page, and send it once more."),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500; asks neither database nor session, for either may be what failed."""
    shown = {
        "language": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "path": request.path,
        "exercise": in_exercise(),
    }
    page = render_to_string("shell/failed.html", shown)
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _told(request: HttpRequest, status: HTTPStatus, heading: str, words: str) -> HttpResponse:
    shown = {"status": status.value, "heading": heading, "words": words}
    return render(request, "shell/error.html", shown, status=status)
