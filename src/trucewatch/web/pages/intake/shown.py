"""Reports as the desk shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count
from django.utils import translation

from trucewatch.domain.access import Person
from trucewatch.service import arrivals
from trucewatch.service.report_settling import releasable
from trucewatch.service.sight import seen_of_kind
from trucewatch.storage.documents import content, table
from trucewatch.storage.models.documents import Version
from trucewatch.web import refused
from trucewatch.web.names import names_of
from trucewatch.web.pages.intake.wording import channel, told
from trucewatch.web.wording import status

A_PAGE = 50
STATES = (
    arrivals.RECEIVED,
    arrivals.QUARANTINED,
    arrivals.TABLE,
    arrivals.FAILED,
    arrivals.READ,
    arrivals.DUPLICATE,
    arrivals.DISMISSED,
)


def listing(person: Person, state: str, number: int) -> dict[str, Any]:
    """One page of what came in, what changed last on top.

    Args:
        state: one of `STATES`; anything else is all.
        number: of the page, from 1.
    """
    found = seen_of_kind(person, "report")
    chosen = state if state in STATES else ""
    some = found.filter(body__state=chosen) if chosen else found
    start = (number - 1) * A_PAGE
    page = list(some[start : start + A_PAGE + 1])
    return {
        "state": chosen,
        "number": number,
        "more": len(page) > A_PAGE,
        "rows": rows(page[:A_PAGE]),
        "waiting": any(content(one).get("state") == arrivals.RECEIVED for one in page),
        "counts": counts(person),
    }


def counts(person: Person) -> list[tuple[str, str, int]]:
    """How many reports stand in each state."""
    found = seen_of_kind(person, "report").order_by().values_list("body__state")
    numbers = dict(found.annotate(number=Count("subject")))
    return [(state, status(state), numbers.get(state, 0)) for state in STATES]


def rows(versions: Sequence[Version]) -> list[dict[str, Any]]:
    """Reports with what the desk says of each, in the language of the page."""
    firsts = {
        one.subject: one
        for one in table("report").filter(subject__in=[one.subject for one in versions], version=1)
    }
    names = names_of({one.actor for one in firsts.values()})
    return [row(one, firsts.get(one.subject, one), names) for one in versions]


def row(stands: Version, first: Version, names: Mapping[str, str]) -> dict[str, Any]:
    """One report."""
    lang = translation.get_language() or "en"
    body = content(stands)
    reasons = body.get("reasons", [])
    open_still = body.get("state") in (arrivals.QUARANTINED, arrivals.FAILED)
    return {
        "subject": stands.subject,
        "version": stands,
        "body": body,
        "name": body.get("name", ""),
        "came": first.recorded_at,
        "who": names.get(first.actor, first.actor),
        "public": first.actor == "public",
        "channel": channel(body.get("channel", "")),
        "reasons": told(reasons, lang),
        "why": refused.kept(body.get("refused"), body.get("why", "")),
        "remarks": told(body.get("remarks", []), lang),
        "may_release": open_still and releasable(reasons),
        "may_dismiss": open_still,
    }
