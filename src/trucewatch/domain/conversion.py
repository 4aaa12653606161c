"""Single observations counted by a named rule; it is always told as a conversion."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.domain.amount import Amount
from trucewatch.domain.errors import require
from trucewatch.domain.time import TimeRange


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A row that does not enter the count, or that stands in its way, and why.

    Args:
        why: code, as in `flare` or `number_not_known`.
    """

    observation: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What the rows of one observer come to by one rule, within one window.

    Args:
        rule: label of the rule, as in `each_shot@1`.
        amount: None where it cannot be converted; `barring` says by which rows.
        rows: ids of the observations that were counted.
        left_out: rows within the window that the rule does not count.
        barring: rows that keep the figure from being made.
    """

    id: str
    observer: str
    observer_name: str
    rule: str
    window: TimeRange
    amount: Amount | None
    rows: tuple[str, ...]
    left_out: tuple[SetAside, ...] = ()
    barring: tuple[SetAside, ...] = ()

    def __post_init__(self) -> None:
        require((self.amount is None) == bool(self.barring), "a conversion fails by its rows alone")
