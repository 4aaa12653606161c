"""How a case begins: who may open it as what, who answers for whom, what it lacks to be heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.domain.access import Person, Side
from trucewatch.domain.case import Case, OpenedAs, Severity
from trucewatch.domain.centre_rules import CentreRules
from trucewatch.review.refusals import NotLawful


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What whoever opens a case says of it; the fields are those of `Case`."""

    title: str
    incidents: tuple[str, ...]
    opened_as: OpenedAs
    complaint: str = ""
    suspected: tuple[str, ...] = ()
    agreement: str = ""
    clauses: tuple[str, ...] = ()
    severity: Severity = Severity.UNKNOWN


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """What admissibility asks of an incident that a case rests on.

    Args:
        timed, placed: whether it is known when and where.
    """

    timed: bool
    placed: bool


def open_case(opening: Opening, person: Person, rules: CentreRules, version: int) -> Case:
    """The case as it begins.

    A delegation opens as the party whose word it brings; the centre's own people open for a
    monitor or for the public.

    Args:
        version: that of `rules`, under which the case will stay.

    Raises:
        NotLawful: `opened_as`.
        InvalidValue: the case cannot be, as one without an incident.
    """
    of_delegation = person.side is not Side.NEUTRAL
    if of_delegation is not (opening.opened_as is OpenedAs.PARTY):
        raise NotLawful("opened_as", side=person.side.value)
    return Case(
        title=opening.title.strip(),
        incidents=opening.incidents,
        opened_as=opening.opened_as,
        opened_side=person.side,
        rules=version,
        complaint=opening.complaint.strip(),
        suspected=opening.suspected,
        answers=who_answers(opening.suspected, rules),
        agreement=opening.agreement,
        clauses=opening.clauses,
        severity=opening.severity,
    )


def who_answers(suspected: tuple[str, ...], rules: CentreRules) -> Side | None:
    """The one delegation that answers for all of them; None where the rules name none, or both."""
    sides = {rules.side_for(party) for party in suspected}
    return sides.pop() if len(sides) == 1 else None


def lacking(
    case: Case, rules: CentreRules, incidents: Mapping[str, IncidentFacts]
) -> tuple[str, ...]:
    """What the rules ask of a case and it has not, in the order of the rules.

    Args:
        incidents: those of the case that are on file, by id.
    """
    has = {
        "incident_on_file": bool(incidents),
        "agreement_named": bool(case.agreement),
        "time_or_place_known": any(one.timed or one.placed for one in incidents.values()),
        "party_named": bool(case.suspected),
    }
    return tuple(code for code in rules.admissible_if if not has.get(code, False))


def facts_of(body: Mapping[str, Any]) -> IncidentFacts:
    """What admissibility asks, out of the body of an incident.

    >>> facts_of({"time": {"start": "2016-05-03T00:00:00Z", "end": None}, "places": []})
    IncidentFacts(timed=True, placed=False)
    """
    time = body.get("time") or {}
    timed = bool(time.get("start") or time.get("end"))
    return IncidentFacts(timed, placed=bool(body.get("places")))
