"""Codes that pages show as words, in the language of the page."""

from __future__ import annotations

import datetime as dt

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trucewatch.data.zones import zone as zone_named
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.finding import Result

Words = str | Promise

ROLES: dict[Role, Words] = {
    Role.DUTY_OFFICER: _("Duty officer"),
    Role.ANALYST: _("Analyst"),
    Role.DELEGATION_OFFICER: _("Delegation officer"),
    Role.DELEGATION_HEAD: _("Head of delegation"),
    Role.FACILITATOR: _("Facilitator"),
    Role.SOURCE_PROTECTION: _("Source protection officer"),
    Role.OPERATOR: _("Operator"),
    Role.MACHINE: _("The centre's own program"),
    Role.SCRIPT: _("The script of the exercise"),
    Role.PUBLIC: _("Visitor"),
}
SIDES: dict[Side, Words] = {
    Side.A: _("Delegation A"),
    Side.B: _("Delegation B"),
    Side.NEUTRAL: _("Centre"),
}
RESULTS: dict[str, Words] = {
    Result.VIOLATION_ASSESSED: _("Violation assessed"),
    Result.POSSIBLE_VIOLATION: _("Possible violation"),
    Result.NOT_A_VIOLATION: _("Not a violation"),
    Result.OUTSIDE_SCOPE: _("Outside scope"),
    Result.NOT_APPLICABLE: _("Not applicable"),
    Result.INCONCLUSIVE: _("Inconclusive"),
}
STATUSES: dict[str, Words] = {
    "new": pgettext_lazy("status", "New"),
    "open": pgettext_lazy("status", "Open"),
    "claimed": pgettext_lazy("status", "Claimed"),
    "due": pgettext_lazy("status", "Due"),
    "overdue": pgettext_lazy("status", "Overdue"),
    "filed": pgettext_lazy("status", "Filed"),
    "done": pgettext_lazy("status", "Done"),
    "accepted": pgettext_lazy("status", "Accepted"),
    "corrected": pgettext_lazy("status", "Corrected"),
    "rejected": pgettext_lazy("status", "Rejected"),
    "dismissed": pgettext_lazy("status", "Dismissed"),
    "quarantined": pgettext_lazy("status", "In quarantine"),
    "draft": pgettext_lazy("status", "Draft"),
    "published": pgettext_lazy("status", "Published"),
    "contested": pgettext_lazy("status", "Contested"),
    "failed": pgettext_lazy("status", "Failed"),
    "unknown": pgettext_lazy("status", "Unknown"),
    "reported": pgettext_lazy("status", "Reported"),
    "single_source": pgettext_lazy("status", "Single source"),
    "corroborated": pgettext_lazy("status", "Corroborated"),
    "verified": pgettext_lazy("status", "Verified"),
    "disputed": pgettext_lazy("status", "Disputed"),
    "unfounded": pgettext_lazy("status", "Unfounded"),
    "merged": pgettext_lazy("status", "Merged"),
    "split": pgettext_lazy("status", "Split"),
    "received": pgettext_lazy("status", "Received"),
    "read": pgettext_lazy("status", "Read"),
    "duplicate": pgettext_lazy("status", "Duplicate"),
    "table": pgettext_lazy("status", "Table to map"),
}
THOUSANDS = {"ru": "\N{NARROW NO-BREAK SPACE}"}
"""What stands between thousands where it is no comma. Digits are Western ones in each language, as
in the forms of the field, so that a number is the same in a call and on three pages."""
NOT_KNOWN = _("not known")


def instant(moment: dt.datetime) -> str:
    """Day and time in UTC.

    Args:
        moment: with its time zone.
    """
    return f"{_day(moment.astimezone(dt.UTC))} UTC"


def local(moment: dt.datetime, zone: str) -> str:
    """Day and time where it was, with the name of that clock.

    Args:
        moment: with its time zone.
        zone: name in the time zone database, as `Asia/Damascus`.
    """
    return f"{_day(moment.astimezone(zone_named(zone)))} {zone}"


def _day(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def at_most(number: int, most: int = 10_000) -> str:
    """A count with its thousands apart, exact up to `most`, then as `10,000+`.

    >>> at_most(9_999), at_most(10_000), at_most(10_001)
    ('9,999', '10,000', '10,000+')
    """
    apart = THOUSANDS.get(translation.get_language() or "", ",")
    words = f"{min(number, most):,}".replace(",", apart)
    return words if number <= most else f"{words}+"


def role(person: Person) -> str:
    """What somebody does at the centre, and for which delegation."""
    words = str(ROLES[person.role])
    return words if person.side is Side.NEUTRAL else f"{words} · {SIDES[person.side]}"


def result(code: str) -> str:
    """A result in words; a code of a later version as it stands."""
    return str(RESULTS.get(code, code.replace("_", " ")))


def status(code: str) -> str:
    """A status in words; one that is not in the table as it stands."""
    return str(STATUSES.get(code, code.replace("_", " ")))
