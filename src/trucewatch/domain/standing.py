"""Where a delegation stands: it takes part, it left, or the rules put it out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.access import Side
from trucewatch.domain.errors import require


class StandingState(StrEnum):
    """Whether a delegation takes part."""

    TAKES_PART = "takes part"
    LEFT = "left"
    SUSPENDED = "suspended"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one delegation stands from now on.

    Args:
        state: for everything but `takes part`, its people read and change nothing.
        reason: in the words of whoever recorded it.
        case: the case on whose way up the ladder it was suspended or excluded; "" otherwise.
        rules: version of the rules of that case; 0 where it left or returned by its own will.
    """

    side: Side
    state: StandingState = StandingState.TAKES_PART
    reason: str = ""
    case: str = ""
    rules: int = 0

    def __post_init__(self) -> None:
        require(self.side is not Side.NEUTRAL, "a delegation stands somewhere, not the centre")
