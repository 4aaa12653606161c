"""What bound whom at one time and place, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.clause import Modality
from trucewatch.domain.finding import Certainty, Step


class TermsStatus(StrEnum):
    """How an agreement stood at one time and place."""

    IN_FORCE = "in_force"
    POSSIBLY_IN_FORCE = "possibly_in_force"
    PENDING = "pending"
    ENDED = "ended"
    NOT_YET_ANNOUNCED = "not_yet_announced"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseThere:
    """One clause at one time and place.

    Args:
        certainty: how surely it bound its bearers there and then; with an actor asked for, how
            surely it bound that actor.
        because: the reasons in English, those that leave it open first.
        steps: the questions behind it.
    """

    clause: str
    number: str
    modality: Modality
    summary: str
    bearers: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    certainty: Certainty
    because: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsThere:
    """One agreement at one time and place.

    Args:
        certainty: how surely it held there and then, over all readings: `surely` needs all.
        starts_in_s: seconds until it takes effect by the earliest account, where it is pending.
        steps: the questions behind it; one answered differently by readings stands once for each.
        clauses: in the order of the agreement; () unless it may have been in force there.
    """

    agreement: str
    name: str
    status: TermsStatus
    certainty: Certainty
    because: str
    steps: tuple[Step, ...]
    clauses: tuple[ClauseThere, ...] = ()
    starts_in_s: int | None = None
