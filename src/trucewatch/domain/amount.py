"""How many, as far as somebody told it: zero, no data and refused are three different things."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require


class Told(StrEnum):
    """What somebody told of a number."""

    COUNTED = "counted"
    ZERO = "zero"
    NO_DATA = "no_data"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number between two bounds, or the reason why there is none.

    Args:
        low, high: inclusive, 0 or more; None where that side is open. Counted with both sides
            open is "N/K": something was counted and the number is not known.

    Raises:
        InvalidValue: bounds that are reversed, negative or do not go with what was told.

    >>> Amount.of(0, 0).told.value, Amount.of(12, None).told.value
    ('zero', 'counted')
    >>> str(Amount.of(4, 6)), str(Amount.of(12, None)), str(Amount.of(None, 7))
    ('4..6', '12..', '..7')
    >>> str(Amount.of(None, None)), str(Amount(told=Told.REFUSED))
    ('N/K', 'refused')
    """

    told: Told = Told.COUNTED
    low: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        known = [bound for bound in (self.low, self.high) if bound is not None]
        require(all(bound >= 0 for bound in known), "a count is 0 or more")
        reversed_ = len(known) == 2 and known[0] > known[1]
        require(
            not reversed_, "a count cannot run from {low} to {high}", low=self.low, high=self.high
        )
        zero = (self.low, self.high) == (0, 0)
        require((self.told is Told.ZERO) == zero, "zero is told as zero, and as nothing else")
        none = self.told in {Told.NO_DATA, Told.REFUSED}
        require(not (none and known), "what is {told} has no number", told=self.told.value)

    @classmethod
    def of(cls, low: int | None, high: int | None) -> Amount:
        """A number that was told, zero included; None leaves a side open."""
        zero = (low, high) == (0, 0)
        return cls(told=Told.ZERO if zero else Told.COUNTED, low=low, high=high)

    @property
    def has_number(self) -> bool:
        """Whether at least one side is known."""
        return self.low is not None or self.high is not None

    @property
    def exact(self) -> bool:
        """Whether both sides are known and the same."""
        return self.low is not None and self.low == self.high

    def __str__(self) -> str:
        if self.told in {Told.NO_DATA, Told.REFUSED}:
            return self.told.value
        if not self.has_number:
            return "N/K"
        if self.exact:
            return str(self.low)
        low, high = ("" if bound is None else str(bound) for bound in (self.low, self.high))
        return f"{low}..{high}"


def summed(amounts: tuple[Amount, ...]) -> Amount:
    """What these come to together; a side that any of them leaves open stays open above.

    For parts of one claim and stretches of one claimant alone: figures of different claimants
    may count the same happening.

    >>> str(summed((Amount.of(5, 5), Amount.of(3, 4)))), str(summed((Amount.of(5, 5), Amount())))
    ('8..9', '5..')
    """
    low = sum(one.low or 0 for one in amounts)
    highs = [one.high for one in amounts]
    return Amount.of(low, None if None in highs else sum(filter(None, highs)))
