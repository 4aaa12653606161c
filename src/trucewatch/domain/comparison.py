"""What the accounts of one happening agree on, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require


class Standing(StrEnum):
    """How the accounts stand to one another in one part."""

    AGREED = "agreed"
    COMPATIBLE = "compatible"
    DIFFER = "differ"
    ONE_ACCOUNT = "one_account"
    NOT_TOLD = "not_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldValue:
    """One value of one part, with whoever tells it.

    Args:
        value: registry ids joined by commas, an act, a range of instants or of numbers; an open
            side is empty, as in `2016-05-03T00:40:00Z/` or `3/`.
        words: as the first of the statements words it.
        origins: ids of the groups of origins, in order; "" is an origin that is not told.
        statements: ids, in order.
    """

    value: str
    words: str
    origins: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPart:
    """One part of a happening as the accounts tell it.

    Args:
        part: place, time, act, initiator, target, or what a figure counts, as in `killed`.
        agreed: what all who tell it can mean, the most exact form; None where they differ.
        versions: every value that is told, side by side, those of most origins first.
        untold: ids of the statements that say nothing of it.
    """

    part: str
    standing: Standing
    agreed: ToldValue | None
    versions: tuple[ToldValue, ...]
    untold: tuple[str, ...]

    def __post_init__(self) -> None:
        none = self.standing in {Standing.DIFFER, Standing.NOT_TOLD}
        require(none == (self.agreed is None), "a part is agreed on, or its accounts differ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The accounts of one happening held against one another.

    Args:
        parts: in a fixed order.
        denied: statements that deny it or do not confirm it.
    """

    parts: tuple[ComparedPart, ...]
    denied: tuple[str, ...] = ()

    def part(self, name: str) -> ComparedPart | None:
        """One part by its name."""
        return next((one for one in self.parts if one.part == name), None)
