"""What a rule says of an incident under one clause and one reading, with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.domain.actor import Designation
from trucewatch.domain.errors import require
from trucewatch.domain.statement import Versions


class Result(StrEnum):
    """What an assessment can come to."""

    VIOLATION_ASSESSED = "violation_assessed"
    POSSIBLE_VIOLATION = "possible_violation"
    NOT_A_VIOLATION = "not_a_violation"
    OUTSIDE_SCOPE = "outside_scope"
    NOT_APPLICABLE = "not_applicable"
    INCONCLUSIVE = "inconclusive"


class Reason(StrEnum):
    """Why; each reason belongs to one result."""

    ALL_CONDITIONS_MET = "all_conditions_met"
    UNKNOWN_INITIATOR = "unknown_initiator"
    SINGLE_PARTY_CLAIM = "single_party_claim"
    UNSURE_TIME = "unsure_time"
    UNSURE_ZONE = "unsure_zone"
    UNSURE_PARTY = "unsure_party"
    UNSURE_ACT = "unsure_act"
    EXCUSE_CLAIMED = "excuse_claimed"
    EXEMPT_ACT = "exempt_act"
    PROPORTIONATE_SELF_DEFENCE = "proportionate_self_defence"
    DUPLICATE = "duplicate"
    UNFOUNDED = "unfounded"
    NOT_PARTY = "not_party"
    EXCLUDED_GROUP = "excluded_group"
    OUTSIDE_ZONE = "outside_zone"
    BEFORE_EFFECT = "before_effect"
    AFTER_END = "after_end"
    NO_AGREEMENT_IN_FORCE = "no_agreement_in_force"
    ACT_NOT_COVERED = "act_not_covered"
    NOT_A_DUTY = "not_a_duty"
    NOT_BEARER = "not_bearer"
    NOT_PROTECTED = "not_protected"
    TIME_UNKNOWN = "time_unknown"
    PLACE_UNKNOWN = "place_unknown"
    COUNT_ONLY = "count_only"


RESULT_OF: Mapping[Reason, Result] = {
    Reason.ALL_CONDITIONS_MET: Result.VIOLATION_ASSESSED,
    Reason.UNKNOWN_INITIATOR: Result.POSSIBLE_VIOLATION,
    Reason.SINGLE_PARTY_CLAIM: Result.POSSIBLE_VIOLATION,
    Reason.UNSURE_TIME: Result.POSSIBLE_VIOLATION,
    Reason.UNSURE_ZONE: Result.POSSIBLE_VIOLATION,
    Reason.UNSURE_PARTY: Result.POSSIBLE_VIOLATION,
    Reason.UNSURE_ACT: Result.POSSIBLE_VIOLATION,
    Reason.EXCUSE_CLAIMED: Result.POSSIBLE_VIOLATION,
    Reason.EXEMPT_ACT: Result.NOT_A_VIOLATION,
    Reason.PROPORTIONATE_SELF_DEFENCE: Result.NOT_A_VIOLATION,
    Reason.DUPLICATE: Result.NOT_A_VIOLATION,
    Reason.UNFOUNDED: Result.NOT_A_VIOLATION,
    Reason.NOT_PARTY: Result.OUTSIDE_SCOPE,
    Reason.EXCLUDED_GROUP: Result.OUTSIDE_SCOPE,
    Reason.OUTSIDE_ZONE: Result.OUTSIDE_SCOPE,
    Reason.BEFORE_EFFECT: Result.OUTSIDE_SCOPE,
    Reason.AFTER_END: Result.OUTSIDE_SCOPE,
    Reason.NO_AGREEMENT_IN_FORCE: Result.OUTSIDE_SCOPE,
    Reason.ACT_NOT_COVERED: Result.NOT_APPLICABLE,
    Reason.NOT_A_DUTY: Result.NOT_APPLICABLE,
    Reason.NOT_BEARER: Result.NOT_APPLICABLE,
    Reason.NOT_PROTECTED: Result.NOT_APPLICABLE,
    Reason.TIME_UNKNOWN: Result.INCONCLUSIVE,
    Reason.PLACE_UNKNOWN: Result.INCONCLUSIVE,
    Reason.COUNT_ONLY: Result.INCONCLUSIVE,
}
"""One table maps each reason to its result."""


class Certainty(StrEnum):
    """Whether a condition holds, as far as the facts are known."""

    SURELY = "surely"
    POSSIBLY = "possibly"
    NOT = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question of an assessment.

    Args:
        question: stable code, as in `is_party`; its sentence is in the vocabulary.
        answer: the answer's code, as in `no`.
        because: the reason in English, made from `code` and `facts`.
        code: which sentence of the vocabulary.
        facts: the facts it used, by parameter name.
    """

    question: str
    answer: str
    because: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of fact or term that would change the result, and to what."""

    code: str
    sentence: str
    then: Result
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One incident, one agreement, its decisive clause, one reading.

    Args:
        decided_by: the question of the step that the reason rests on, "" where all steps bear it.

    Raises:
        InvalidValue: the result is not that of the reason, or no step is given.
    """

    incident: str
    agreement: str | None
    clause: str | None
    reading: str
    result: Result
    reason: Reason
    steps: tuple[Step, ...]
    would_change: tuple[Change, ...]
    versions: Versions
    decided_by: str = ""

    def __post_init__(self) -> None:
        require(bool(self.steps), "a finding lists its steps")
        asked = {step.question for step in self.steps}
        known = not self.decided_by or self.decided_by in asked
        require(known, f"a finding decided by {self.decided_by} has that step")
        expected = RESULT_OF[self.reason]
        require(self.result is expected, f"{self.reason} is {expected}, not {self.result}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationConflict:
    """A statement that says of somebody's list what the register does not hold.

    The statement is kept as what its speaker says, the register as it is; neither mends the other.

    Args:
        statement: id of the statement.
        asserter, target: registry ids: whose list it speaks of, and whom it is said to hold.
        claimed: `listed` or `not_listed`, as the statement has it.
        registered: the entries of the register that differ, never empty.
        sentence: the contradiction in English, made from `code` and `facts`.
    """

    statement: str
    asserter: str
    target: str
    claimed: str
    registered: tuple[Designation, ...]
    sentence: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        require(bool(self.registered), "a contradiction names the entries that differ")
