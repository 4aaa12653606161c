"""A text that would be the next version of a centre's rules, and who signed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.domain.errors import require

SIGNERS = ("a", "b", "facilitator")
"""Who all have to sign, in this order; each knows the others' keys."""


class ProposalState(StrEnum):
    """What became of a proposal; `overtaken` where another one became the rules first."""

    OPEN = "open"
    IN_FORCE = "in force"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesProposal:
    """A proposal.

    Args:
        text: all of the rules, as they would stand, line by line.
        version: that they would be; the one in force and 1.
        reason: why, in the words of whoever proposes.
        by: id of that person.
        signatures: the signed note of each side that signed, as text.
    """

    text: str
    version: int
    reason: str
    by: str
    state: ProposalState = ProposalState.OPEN
    signatures: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        require(self.version >= 2, "version 1 was installed, not proposed")
        odd = [one for one in self.signatures if one not in SIGNERS]
        require(not odd, f"{', '.join(odd)} signs no rules")
