"""The areas of the centre in the order of the day, each for those who may work there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise


@dataclass(frozen=True)
class Area:
    """One entry of the navigation.

    Args:
        page: name of its first page, as `triage:queue`.
        action: what somebody must be allowed to do to see it, as `may` spells it in templates.
        label: how people call it.
        about: what one does there, in one line.
    """

    page: str
    action: str
    label: Words
    about: Words


@dataclass(frozen=True)
class Entry:
    """An area as one page shows it: where it is, and whether this page is part of it."""

    area: Area
    address: str
    current: bool


AREAS = (
    Area("hotline:call", "call_log", _("Log a call"), _("Write down what a caller tells.")),
    Area("intake:desk", "report_see", _("Intake"), _("Take in files, messages and feeds.")),
    Area("triage:queue", "triage_claim", _("Triage"), _("Turn what came in into incidents.")),
    Area(
        "incidents:list",
        "incident_list",
        _("Incidents"),
        _("See what happened as a list, on the map and in time."),
    ),
    Area("review:cases", "case_see", _("Joint review"), _("Settle cases with the other side.")),
    Area(
        "registers:parties",
        "register_see",
        _("Registers"),
        _("Look up parties, agreements, places and sources."),
    ),
    Area(
        "duty:board",
        "duty_note",
        pgettext_lazy("area", "Duty"),
        _("Keep the log, call back, hand over the shift."),
    ),
    Area("exercise:page", "exercise_see", _("Exercise"), _("Run the exercise, and look back.")),
    Area("health:page", "health_read", _("Health"), _("See that the system is well.")),
)


def entries(may: Mapping[str, bool], namespace: str) -> Iterator[Entry]:
    """Those areas that are built and that this person may use.

    Args:
        may: what the person is allowed to do.
        namespace: area of the page that is shown, as `triage`; "" for none.
    """
    for area in AREAS:
        try:
            address = reverse(area.page)
        except NoReverseMatch:
            continue  # an area whose pages are still to come
        if may[area.action]:
            yield Entry(area, address, area.page.partition(":")[0] == namespace)
