"""A measure that was set for a case: who owes what until when, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.access import Side
from trucewatch.domain.errors import require


class MeasureKind(StrEnum):
    """What can be done on a case; the last but one is for what the list does not have."""

    CONTACT_PARTY = "contact_party"
    REQUEST_INFORMATION = "request_information"
    WARNING = "warning"
    CLARIFY_POSITIONS = "clarify_positions"
    JOINT_VISIT = "joint_visit"
    CORRECTIVE_WITHDRAWAL = "corrective_withdrawal"
    APOLOGY_OR_COMPENSATION = "apology_or_compensation"
    REFER_TO_TASK_FORCE = "refer_to_task_force"
    REFER_TO_MINISTERS = "refer_to_ministers"
    SUSPEND_PROTECTION = "suspend_protection"
    EXCLUDE_PARTY = "exclude_party"
    OTHER = "other"


class MeasureState(StrEnum):
    """How far it is; all but the first two end it.

    `superseded` and `withdrawn` are no word of its owner: a later round of the case determined what
    is owed now, or the case was taken back.
    """

    SET = "set"
    IN_HAND = "in_hand"
    DONE = "done"
    NOT_DONE = "not_done"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class MeasureStep:
    """What its owner reported, or that it was set.

    Args:
        at: a UTC instant.
        by: opaque id of the person.
    """

    at: dt.datetime
    by: str
    state: MeasureState
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure.

    Args:
        case: its id.
        what: in words.
        owner: who owes it: a delegation, or neutral for the centre itself.
        due: the last day on which it is in time; None where none was agreed.
        clause: of the agreement that it follows from, as that numbers it; "" where none is named.
        determination: id of the determination that says so; "" where the facilitator set it.
    """

    case: str
    kind: MeasureKind
    what: str
    owner: Side
    due: dt.date | None = None
    clause: str = ""
    determination: str = ""
    state: MeasureState = MeasureState.SET
    steps: tuple[MeasureStep, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.what.strip()), "a measure says what is to be done")


def measure_id(determination: str, number: int) -> str:
    """The one id of a measure that a determination sets.

    Args:
        number: of the measure in its text, from 1.

    >>> measure_id("c-1-d2", 3)
    'c-1-d2-m3'
    """
    return f"{determination}-m{number}"


REPORTED = frozenset({MeasureState.IN_HAND, MeasureState.DONE, MeasureState.NOT_DONE})
"""What its owner can say of a measure."""
UNFINISHED = frozenset({MeasureState.SET, MeasureState.IN_HAND})
"""States in which something is still owed."""
