"""What a verb refuses."""

from __future__ import annotations

from trucewatch.domain.access import Decision
from trucewatch.domain.errors import Refusal


class Denied(Refusal):
    """The person may not do it; `decision.reason` says for want of what."""

    code = "denied"

    def __init__(self, action: str, decision: Decision) -> None:
        self.action, self.decision = action, decision
        super().__init__(f"{action} is not allowed", remedy=f"missing: {decision.reason}")


class NotThere(Refusal):
    """There is no such thing, or none that this person may know of; the two look the same."""

    code = "not_there"
