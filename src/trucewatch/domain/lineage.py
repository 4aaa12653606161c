"""Who has it from whom, and on how many origins a claim rests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Taking(StrEnum):
    """How it shows that one account was taken from another, the plainest first."""

    NAMED = "named"
    COPIED = "copied"
    SAME_FIGURES = "same_figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One account that was taken from another.

    Args:
        taken, origin: ids of statements: the later one and the one it was taken from.
        how: the plainest sign; `evidence` tells it, as the outlet named or the share copied.
    """

    taken: str
    origin: str
    how: Taking
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """How the accounts of one happening hang together.

    Args:
        edges: each taken account with what it was taken from, by id.
        origins: id or name of whoever is at the root, by statement; at most one each.
        untold: statements of which nobody can see where they come from.
        circles: outlets that quote one another in a circle, each circle in order.
    """

    edges: tuple[Edge, ...]
    origins: tuple[tuple[str, str], ...]
    untold: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]

    @property
    def independent(self) -> int:
        """On how many origins it rests; a circle adds none, nor does what is not told."""
        return len({origin for _, origin in self.origins}) or int(bool(self.untold))
