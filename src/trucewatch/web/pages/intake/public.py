"""The form for everybody: no account, no scripts, and an answer that tells nothing of inside."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from trucewatch.domain.access import PUBLIC
from trucewatch.service import reports
from trucewatch.storage.custody import new_id
from trucewatch.web.centre import centre
from trucewatch.web.pages.intake.forms import PublicForm


# Nobody's rights are used, so a forged form could do no more than an honest one.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """The form; what is handed in is the public's, whoever happens to be signed in here."""
    if request.method == "GET":
        empty = PublicForm(initial={"key": new_id()})
        return render(request, "intake/public.html", {"form": empty})
    given = PublicForm(request.POST, request.FILES)
    if not given.is_valid():
        return render(request, "intake/public.html", {"form": given}, status=422)
    if not given.cleaned_data["website"]:
        _hand_in(given.cleaned_data)
    return redirect("public:received")


@require_GET
def received(request: HttpRequest) -> HttpResponse:
    """The same page for everybody."""
    return render(request, "intake/public_received.html")


def _hand_in(told: dict[str, Any]) -> None:
    """The text, and each file as a report that names it.

    The key of each holds what it says: who goes back, writes it otherwise and sends again under
    the same key of the form has told something new.
    """
    words, first = told["text"].strip(), ""
    if words:
        raw = words.encode("utf-8", "replace")
        first = _receive(told["key"], raw, "", "text/plain", part_of="")
    _hand_in_files(told["key"], told["file"], first)


def _hand_in_files(key: str, files: Sequence[UploadedFile[Any]], first: str) -> None:
    for one in files:
        media_type = (one.content_type or "").lower()
        whole = _receive(key, one.read(), one.name or "", media_type, part_of=first)
        first = first or whole


def _receive(key: str, raw: bytes, name: str, media_type: str, *, part_of: str) -> str:
    more = {"part_of": part_of} if part_of else {}
    arrival = reports.Arrival(name=name, media_type=media_type, channel="public", more=more)
    told = (raw, name.encode("utf-8", "replace"), media_type.encode("utf-8", "replace"))
    own = sha256(b"\0".join((*told, part_of.encode(), key.encode("utf-8", "replace")))).hexdigest()
    return reports.receive(centre(), PUBLIC, raw, arrival, key=f"public:{own}")
