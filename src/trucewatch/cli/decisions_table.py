"""What people decided on the terminal, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from trucewatch.domain.decision import DecisionFate, Overriding
from trucewatch.domain.time import write_instant
from trucewatch.export import wording


def fates(found: Iterable[DecisionFate]) -> Iterator[RenderableType]:
    """Each decision with its state, in the order in which they were made."""
    for one in found:
        decision = one.decision
        on = " and ".join(
            f"{side.incident or ', '.join(side.statements)}" for side in decision.sides
        )
        head = f"{decision.id} {decision.kind} of {on or decision.withdraws}"
        yield Text.assemble((head, "act"), f": {wording.plain(one.state)}")
        told = f"by {decision.by}, {write_instant(decision.at)}: {decision.reason}"
        yield Padding(Text(told), (0, 0, 0, 2))
        if one.later:
            yield Padding(Text(f"against it: {', '.join(one.later)}", "quiet"), (0, 0, 0, 2))
        if one.missing:
            told = f"not told at present: {', '.join(one.missing)}"
            yield Padding(Text(told, "quiet"), (0, 0, 0, 2))


def overriding(one: Overriding) -> Text:
    """A decision against the comparison, as in "merged by ... at ...: reason"."""
    verb = {"confirm": "confirmed", "merge": "merged", "split": "split"}[one.kind]
    pair = f"{one.link.one} with {one.link.other}, {one.link.weight:+d} by comparison"
    return Text(f"{verb} by {one.by} at {write_instant(one.at)}: {one.reason} ({pair})")
