"""Two rows of findings on the same incidents held against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from trucewatch.data.counting import label
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import Finding, Result, Step
from trucewatch.domain.what_if import (
    FindingDifference,
    LabelDifference,
    Outcome,
    StepDifference,
    Tally,
)

Key = tuple[str, str, str]
"""Incident, agreement and reading."""


def by_key(findings: Iterable[Finding]) -> dict[Key, Finding]:
    """Findings under terms by what they are about; those without terms left out."""
    return {
        (one.incident, one.agreement, one.reading): one
        for one in findings
        if one.agreement is not None
    }


def differences(
    before: Mapping[Key, Finding], after: Mapping[Key, Finding]
) -> tuple[FindingDifference, ...]:
    """What is otherwise, if only a step, in the order of `before`; both have the same keys."""
    found = (_difference(key, one, after[key]) for key, one in before.items())
    return tuple(one for one in found if one.moved or one.steps)


def _difference(key: Key, before: Finding, after: Finding) -> FindingDifference:
    incident, agreement, reading = key
    return FindingDifference(
        incident=incident,
        agreement=agreement,
        reading=reading,
        before=_outcome(before),
        after=_outcome(after),
        steps=_steps(before.steps, after.steps),
    )


def _outcome(finding: Finding) -> Outcome:
    return Outcome(clause=finding.clause, result=finding.result, reason=finding.reason)


def _steps(before: Sequence[Step], after: Sequence[Step]) -> tuple[StepDifference, ...]:
    """Questions whose answer or ground differs, in the order they were asked."""
    old, new = ({one.question: one for one in steps} for steps in (before, after))
    asked = dict.fromkeys((*old, *new))
    return tuple(
        StepDifference(
            question=question,
            before=old[question].answer if question in old else "",
            after=new[question].answer if question in new else "",
            because_before=old[question].because if question in old else "",
            because_after=new[question].because if question in new else "",
        )
        for question in asked
        if _ground(old.get(question)) != _ground(new.get(question))
    )


def _ground(step: Step | None) -> tuple[str, str] | None:
    return (step.answer, step.code) if step else None


def tallies(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Tally, ...]:
    """How often each result came out under each reading; readings as they are first met."""
    one, other = list(before), list(after)
    readings = dict.fromkeys(finding.reading for finding in (*one, *other))
    old, new = (Counter((f.reading, f.result) for f in found) for found in (one, other))
    return tuple(
        Tally(
            reading=reading, result=result, before=old[reading, result], after=new[reading, result]
        )
        for reading in readings
        for result in Result
        if old[reading, result] or new[reading, result]
    )


def labels(before: Iterable[Agreement], after: Iterable[Agreement]) -> tuple[LabelDifference, ...]:
    """Clauses whose counts carry another rule; both rows hold the same agreements in order."""
    return tuple(
        LabelDifference(
            agreement=old.id,
            clause=one.id,
            before=label(one.counting_rule),
            after=label(other.counting_rule),
        )
        for old, new in zip(before, after, strict=True)
        for one, other in zip(old.clauses, new.clauses, strict=True)
        if one.counting_rule != other.counting_rule
    )
