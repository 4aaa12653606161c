"""Asking a delegation, and replying for one."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from trucewatch.domain.access import Person, Side
from trucewatch.domain.request import RequestState
from trucewatch.review.requests import Asked
from trucewatch.service import reports
from trucewatch.service.review import requests
from trucewatch.web.centre import centre
from trucewatch.web.pages.review.acting import act, said
from trucewatch.web.person import allowed, person_of

SIDES = {"a": Side.A, "b": Side.B}


@require_POST
@allowed("request.send")
def send(request: HttpRequest, case: str) -> HttpResponse:
    """Ask the delegation that is chosen."""
    told, person = request.POST, person_of(request)
    if told.get("to") not in SIDES:
        raise Http404
    asked = Asked(case, SIDES[told["to"]], told.get("asks", ""), "confidential" in told)
    return act(
        request,
        lambda: requests.send(centre(), person, asked, key=said(request).key),
        "review:case",
        case,
    )


@require_POST
@allowed("case.see")
def reply(request: HttpRequest, subject: str) -> HttpResponse:
    """Acknowledge, answer, answer in part or refuse; a file goes with it by way of intake."""
    person, told = person_of(request), said(request)
    case = requests.get(person, subject).request.case
    try:
        step = RequestState(request.POST.get("step", ""))
    except ValueError as err:
        raise Http404 from err
    if step not in requests.VERBS:
        raise Http404

    def replied() -> None:
        brought = [
            handed_in(person, file, f"{told.key}:{number}")
            for number, file in enumerate(request.FILES.getlist("evidence"))
        ]
        requests.reply(centre(), person, subject, (step, brought), said=told)

    return act(request, replied, "review:case", case)


def handed_in(person: Person, file: UploadedFile[bytes], key: str) -> str:
    """A file as a report: it is stored as it came, examined, and opened only if nothing forbids."""
    arrival = reports.Arrival(name=file.name or "", media_type=file.content_type or "")
    return reports.receive(centre(), person, file.read(), arrival, key=key)
