"""The desk: what came in, and ways to bring in more. Nothing is looked at before it is stored."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trucewatch.domain.errors import Refusal
from trucewatch.service import reports
from trucewatch.storage.custody import new_id
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.intake.forms import FilesForm, PasteForm
from trucewatch.web.pages.intake.shown import listing
from trucewatch.web.person import allowed, person_of

INVALID = 422


@require_http_methods(["GET", "POST"])
@allowed("report.see")
def page(request: HttpRequest) -> HttpResponse:
    """The list; and, posted to, one or several files, told as JSON to the page's own script."""
    if request.method == "GET":
        return _desk(request, {})
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        if _is_script(request):
            return JsonResponse({"error": _first_error(form)}, status=INVALID)
        return _desk(request, {"files": form}, status=INVALID)
    told = form.cleaned_data
    try:
        made = [
            _receive(request, one, told, key=f"{told['key']}.{number}")
            for number, one in enumerate(told["file"])
        ]
    except Refusal as refusal:
        if _is_script(request):
            return JsonResponse({"error": refused.told(refusal)}, status=INVALID)
        form.add_error(None, refused.told(refusal))
        return _desk(request, {"files": form}, status=INVALID)
    if _is_script(request):
        return JsonResponse({"reports": [{"address": _address(one)} for one in made]}, status=201)
    messages.success(request, _stored(len(made)))
    return redirect("intake:desk")


@require_POST
@allowed("report.receive")
def paste(request: HttpRequest) -> HttpResponse:
    """A text, kept as it was pasted."""
    form = PasteForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        arrival = reports.Arrival(
            media_type="text/plain",
            channel="paste",
            source=told["source"],
            published=told["published"],
        )
        raw = told["text"].encode("utf-8", "replace")
        try:
            person = person_of(request)
            key = f"paste:{person.id}:{told['key']}"
            reports.receive(centre(), person, raw, arrival, key=key)
        except Refusal as refusal:
            form.add_error(None, refused.told(refusal))
        else:
            messages.success(request, _stored(1))
            return redirect("intake:desk")
    return _desk(request, {"paste": form}, status=INVALID)


@require_GET
@allowed("report.see")
def rows(request: HttpRequest) -> HttpResponse:
    """The list alone, for the page that waits for what becomes of its files."""
    return render(request, "intake/rows.html", _listed(request))


def _desk(request: HttpRequest, forms: dict[str, Any], status: int = 200) -> HttpResponse:
    key = {"key": new_id()}
    shown = {
        "files": forms.get("files") or FilesForm(initial=key),
        "paste": forms.get("paste") or PasteForm(initial=key, auto_id="paste_%s"),
        **_listed(request),
    }
    return render(request, "intake/desk.html", shown, status=status)


def _listed(request: HttpRequest) -> dict[str, Any]:
    number = request.GET.get("page", "1")
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    return listing(person_of(request), request.GET.get("state", ""), max(at, 1))


def _receive(
    request: HttpRequest, file: UploadedFile[Any], told: dict[str, Any], *, key: str
) -> str:
    person = person_of(request)
    arrival = reports.Arrival(
        name=file.name or "",
        media_type=(file.content_type or "").lower(),
        source=told["source"],
        published=told["published"],
    )
    return reports.receive(centre(), person, file.read(), arrival, key=f"upload:{person.id}:{key}")


def _stored(number: int) -> str:
    words = ngettext(
        "%(number)s report is stored. It is examined now.",
        "%(number)s reports are stored. They are examined now.",
        number,
    )
    return words % {"number": number}


def _address(report: str) -> str:
    return reverse("intake:one", args=[report])


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _first_error(form: FilesForm) -> str:
    return next((str(one[0]) for one in form.errors.values()), _("This cannot be taken."))
