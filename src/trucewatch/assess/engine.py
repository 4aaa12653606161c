"""Holds an incident against terms and tells what follows, with every reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from trucewatch.assess.answer import NOT, Answer
from trucewatch.assess.case import Case, Ground
from trucewatch.assess.changes import in_force_at, would_change
from trucewatch.assess.decide import Judged, strongest
from trucewatch.assess.explain import Names
from trucewatch.assess.known import as_known
from trucewatch.assess.readings import readings_of
from trucewatch.assess.scope import Places
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.data.versions import versions as packaged_versions
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import RESULT_OF, Change, Finding, Reason, Result
from trucewatch.domain.incident import Incident
from trucewatch.domain.statement import Versions

ALL_READINGS = "all"
"""The reading of a finding that no terms were in force: it is the same in every one."""


def assess(  # noqa: PLR0913 - all but the first two are by keyword
    incident: Incident,
    agreements: Iterable[Agreement],
    *,
    readings: Sequence[str] | None = None,
    registry: Registry | None = None,
    places: Places | None = None,
    reported_at: dt.datetime | None = None,
    known_at: dt.datetime | None = None,
    settled: Reason | None = None,
    explicit: bool = False,
    all_clauses: bool = False,
    versions: Versions | None = None,
) -> tuple[Finding, ...]:
    """One finding for each agreement in force there and then and each reading of it.

    Args:
        readings: registry ids of keepers; None asks for every reading of each agreement.
        registry, places: None takes the packaged ones.
        reported_at: the instant by which the report was out; an incident that tells no time was
            before it. None where that is not known.
        known_at: judge by terms as they could have been known then; None knows everything.
        settled: a reason that people settled for this incident: `duplicate`, `unfounded`,
            `exempt_act` or `proportionate_self_defence`.
        explicit: keep agreements that surely did not hold then or there, with that as reason.
        all_clauses: a finding for each clause; else the strongest speaks for the agreement, by
            the order of `decide.Judged.rank`.

    Returns:
        In the order of the agreements, then of their readings, then of their clauses. Where no
        agreement can have been in force: one finding without an agreement. An incident without a
        place is held against terms alone that know somebody whom it names; where none does, the
        one finding is that its place is not known.
    """
    ground = Ground(registry or Registry.packaged(), places or Gazetteer.packaged())
    terms = tuple(as_known(one, known_at) or one for one in agreements)
    names = Names(ground.registry, ground.places, {one.id: one for one in terms})
    made = versions or packaged_versions()
    idle: list[Case] = []
    found: list[Finding] = []
    for agreement in terms:
        cases = [
            Case(incident, agreement, reading, ground, reported_at, known_at, settled)
            for reading in readings_of(agreement)
            if readings is None or reading.name in readings
        ]
        if explicit or any(case.may_hold for case in cases):
            for case in cases:
                found += _findings(case, names, made, all_clauses=all_clauses)
        else:
            idle += cases[:1]
    return tuple(found) or (_without_terms(incident, idle, names, made),)


def _findings(
    case: Case, names: Names, versions: Versions, *, all_clauses: bool
) -> Iterator[Finding]:
    if not all_clauses:
        yield _finding(case, case.best, would_change(case, names), names=names, versions=versions)
        return
    for clause in case.agreement.clauses:
        alone = replace(case, agreement=replace(case.agreement, clauses=(clause,)))
        best = strongest([one for one in case.judged if one.clause is clause])
        changes = would_change(alone, names)
        yield _finding(case, best, changes, names=names, versions=versions)


def _finding(
    case: Case,
    judged: Judged,
    changes: tuple[Change, ...],
    *,
    names: Names,
    versions: Versions,
) -> Finding:
    return Finding(
        incident=case.incident.id,
        agreement=case.agreement.id,
        clause=judged.clause.id if judged.clause else None,
        reading=case.reading.name,
        result=judged.result,
        reason=judged.reason,
        steps=names.steps(judged.answers),
        would_change=changes,
        versions=versions,
        decided_by=judged.decided_by,
    )


def _without_terms(
    incident: Incident, idle: Sequence[Case], names: Names, versions: Versions
) -> Finding:
    """No terms there and then: the steps tell of those that held there at another time."""
    unplaced = [case for case in idle if case.placeless and case.held_then]
    answers = [_any_terms(len(unplaced))]
    changes = []
    for case in idle:
        then, there = case.there_and_then()
        if there.certainty is NOT or (case.placeless and not case.concerned):
            continue
        facts = {**then.facts, "agreement": case.agreement.id}
        answers.append(Answer(then.question, then.certainty, then.code, facts))
        for one in in_force_at(case):
            if one.result is not Result.OUTSIDE_SCOPE:
                facts = {**one.facts, "agreement": case.agreement.id}
                sentence = names.sentence(f"change.{one.code}", facts)
                changes.append(
                    Change(code=one.code, sentence=sentence, then=one.result, facts=facts)
                )
    reason = Reason.PLACE_UNKNOWN if unplaced else Reason.NO_AGREEMENT_IN_FORCE
    return Finding(
        incident=incident.id,
        agreement=None,
        clause=None,
        reading=ALL_READINGS,
        result=RESULT_OF[reason],
        reason=reason,
        steps=names.steps(answers),
        would_change=tuple(changes),
        versions=versions,
        decided_by="any_terms",
    )


def _any_terms(unplaced: int) -> Answer:
    """Whether any terms held; open where some did at that time, and nobody tells where it was."""
    if not unplaced:
        return Answer("any_terms", NOT, "no_terms.none")
    return Answer("any_terms", None, "no_terms.no_place", {"number": str(unplaced)})
