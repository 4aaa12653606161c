"""What people decide of files that were not read: released after all, or dismissed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from trucewatch.data.intake_words import release as way_of
from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.service.arrivals import DISMISSED, FAILED, QUARANTINED, RECEIVED, becomes, standing
from trucewatch.service.centre import Centre
from trucewatch.service.reports import UNNAMED
from trucewatch.service.verb import permit

LONGEST_REASON = 400


class NotReleasable(Refusal):
    """It holds something for which nobody may open it."""

    code = "not_releasable"


def releasable(reasons: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a person may have a file opened that stays closed for these reasons."""
    return all(way_of(one["code"]) for one in reasons)


def release(centre: Centre, person: Person, report: str, reason: str, *, key: str) -> None:
    """Have a file examined once more; it waits to be read.

    Args:
        reason: why, in the person's words; it stands in the history.

    Raises:
        NotReleasable: something in it may run, fetch or unfold; nobody opens that.
    """
    permit(person, "report.release", Resource("report"))
    stands = standing(report)
    body = stands.body or {}
    _require(body, (QUARANTINED, FAILED))
    found = body.get("reasons", [])
    closed = [one["code"] for one in found if not way_of(one["code"])]
    if closed:
        what = Sentence("stays closed: {closed}", closed=", ".join(closed))
        raise NotReleasable(what, remedy="ask for the file without it, or type out what it says")
    how = UNNAMED if any(way_of(one["code"]) == UNNAMED for one in found) else "again"
    released = {"by": person.id, "reason": _words(reason), "how": how}
    told = {"state": RECEIVED, "released": released, "reason": released["reason"]}
    becomes(centre, person, stands, told, action="report.release", key=key)


def dismiss(centre: Centre, person: Person, report: str, reason: str, *, key: str) -> None:
    """Put a file aside that was not read; it stays in the record and in the evidence."""
    permit(person, "report.dismiss", Resource("report"))
    stands = standing(report)
    _require(stands.body or {}, (QUARANTINED, FAILED))
    told = {"state": DISMISSED, "reason": _words(reason)}
    becomes(centre, person, stands, told, action="report.dismiss", key=key)


def _require(body: Mapping[str, Any], states: Iterable[str]) -> None:
    if body["state"] not in states:
        remedy = Sentence("look at it again; somebody may have been faster")
        raise InvalidValue(Sentence("this report is {state}", state=body["state"]), remedy=remedy)


def _words(reason: str) -> str:
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise InvalidValue("a reason has 1 to 400 characters", remedy="say why")
    return reason.strip()
