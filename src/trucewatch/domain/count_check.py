"""What the arithmetic of a claim's own figures comes to; it is shown, never repaired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.amount import Amount


class Outcome(StrEnum):
    """Whether figures of one claimant go together."""

    HOLDS = "holds"
    CONTRADICTS = "contradicts"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a check used.

    Args:
        what: its part in the check, as in `total` or `sum_of_parts`.
        claim: id of the claim it stands in, None where the check made it.
    """

    what: str
    amount: Amount
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountCheck:
    """One check of the arithmetic, within the figures of one claimant.

    Args:
        code: what was checked, as in `parts_sum`; with the outcome it names the sentence.
        claims: ids of the claims it is about, the one it stands with first.
        figures: every number it used, and what it made of them.
        facts: what the sentence needs, by name.
    """

    code: str
    outcome: Outcome
    claims: tuple[str, ...]
    figures: tuple[Figure, ...]
    facts: Mapping[str, str]

    @property
    def sentence(self) -> str:
        """The code of its sentence, as in `count.parts_sum.contradicts`."""
        return f"count.{self.code}.{self.outcome.value}"
