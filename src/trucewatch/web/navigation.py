"""The areas of the centre in the order of the day, each for those who may work there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Area:
    """One entry of the navigation.

    Args:
        page: name of its first page, as `triage:queue`.
        action: what somebody must be allowed to do to see it, as `may` spells it in templates.
        label: how people call it.
    """

    page: str
    action: str
    label: str | Promise


@dataclass(frozen=True)
class Entry:
    """An area as one page shows it: where it is, and whether this page is part of it."""

    address: str
    label: str | Promise
    current: bool


AREAS = (
    Area("hotline:call", "call_log", _("Log a call")),
    Area("intake:desk", "report_receive", _("Intake")),
    Area("triage:queue", "triage_claim", _("Triage")),
    Area("incidents:list", "incident_list", _("Incidents")),
    Area("review:cases", "case_see", _("Joint review")),
    Area("registers:parties", "register_see", _("Registers")),
    Area("duty:board", "duty_note", pgettext_lazy("area", "Duty")),
    Area("health:page", "health_read", _("Health")),
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
            yield Entry(address, area.label, area.page.partition(":")[0] == namespace)
