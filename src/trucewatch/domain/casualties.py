"""How many people were harmed, as each origin tells it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require


class Fate(StrEnum):
    """What befell people."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"


class Best(StrEnum):
    """Why a figure is the best one, or why there is none."""

    MOST_ORIGINS = "most_origins"
    ONLY_ACCOUNT = "only_account"
    TIED = "tied"
    NO_EXACT_FIGURE = "no_exact_figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigure:
    """What one origin tells of one class of people.

    Args:
        origin: id of the group of origins, "" where none is told.
        low, high: inclusive, None where that side is open.
        statements: ids, in order; copies of one account stand together here.
        stands: False where the same origin told another figure later.
    """

    origin: str
    low: int | None
    high: int | None
    words: str
    statements: tuple[str, ...]
    stands: bool = True

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None:
            require(self.low <= self.high, f"no figure runs from {self.low} to {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One class of people harmed in one way, as all accounts together tell it.

    Args:
        who: class of people, as in `civilians`; `people` where the accounts name none.
        low, high: the lowest and the highest that a standing account admits, None where open.
        best: one exact figure, never a mean; `because` is the rule that gave it or withheld it.
        told: every account, those that differ side by side.
        contradicted: two standing accounts cannot both be right.
        part_of: the class these people are among, None for the widest; parts are never added.
    """

    fate: Fate
    who: str
    low: int | None
    best: int | None
    high: int | None
    because: Best
    told: tuple[ToldFigure, ...]
    contradicted: bool = False
    part_of: str | None = None

    def __post_init__(self) -> None:
        given = self.because in {Best.MOST_ORIGINS, Best.ONLY_ACCOUNT}
        require(given == (self.best is not None), "a best figure has the rule that gave it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """All that the accounts of a happening tell of people harmed.

    Args:
        tolls: by fate and class; () means that nobody told a figure, not that nobody was harmed.
    """

    tolls: tuple[Toll, ...] = ()
