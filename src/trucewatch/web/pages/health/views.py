"""The operator's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from trucewatch.domain.access import Person
from trucewatch.service.health import health
from trucewatch.web.centre import centre
from trucewatch.web.person import allowed, person_of

NAMES = {
    "recorder": _("Recorder"),
    "queue": _("Reports waiting to be read"),
    "disk": _("Free disk space"),
    "checkpoint": _("Last signed checkpoint, entries"),
    "backup": _("Last backup"),
    "clock": _("Clock"),
    "entries": _("Entries on record"),
    "database": _("Database"),
    "software": _("Software"),
    "python": "Python",
}
ADVICE = {
    "recorder": _("Nothing can be recorded now. Look at what the service printed."),
    "queue": _("The worker falls behind. Look whether it runs."),
    "disk": _("Free some space; intake is refused when the disk is full."),
    "checkpoint": _("The guard is empty. Bring it back before the recorder starts again."),
    "backup": _("Make one with: trucewatch backup FOLDER"),
    "clock": _("Set the clock of this machine; recording goes on."),
}


@allowed("health.read")
def page(request: HttpRequest) -> HttpResponse:
    """Every sign with its name, and what to do where it is not well."""
    return render(request, "health/page.html", signs_for(person_of(request)))


def signs_for(person: Person) -> dict[str, Any]:
    """The signs of health in the words of a page, and how many of them are not well.

    Raises:
        Denied: the person may not read them.
    """
    found = health(centre(), person)
    ill = sum(one.well is False for one in found)
    signs = [
        {"sign": one, "name": NAMES[one.what], "advice": ADVICE.get(one.what, "")} for one in found
    ]
    return {"signs": signs, "ill": ill}
