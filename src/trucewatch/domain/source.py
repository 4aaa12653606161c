"""Who publishes reports, and how far they have proved right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reliability(StrEnum):
    """How reliable a source has been on a topic: the letters of the admiralty system."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher of reports.

    Args:
        id: the registry id of the body that publishes.
        ownership: as recorded, "" where not known.
        independence_group: sources of one group are never independent of each other.
        reliability: by topic; F means it cannot be judged.
    """

    id: str
    name: str
    ownership: str = ""
    independence_group: str | None = None
    reliability: tuple[tuple[str, Reliability], ...] = ()
