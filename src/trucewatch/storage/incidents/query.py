"""What is asked of the incidents: one value for the list, the map, the timeline and the counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from trucewatch.domain.errors import require
from trucewatch.domain.finding import Result
from trucewatch.storage.incident_facts import Status


class Order(StrEnum):
    """In which order incidents are listed; each goes on by id, so that no two stand level."""

    NEWEST = "newest"
    OLDEST = "oldest"
    FIRST_SEEN = "first_seen"
    CHANGED = "changed"


class Frame(NamedTuple):
    """A part of the globe in 1e-7 degree of WGS 84; where west > east it goes over 180°."""

    west: int
    south: int
    east: int
    north: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentQuery:
    """Filters that all have to hold; values of one filter are alternatives, () asks nothing.

    Args:
        text: words in any script, all of which have to be found, each as the beginning of a word.
        start, end: seconds of UTC, half-open; what may have been then, dated incidents alone.
        results: of any finding that `agreements` and `readings` leave, the strongest of all
            where both are ().
        actors: registry ids of who is said to have done it; an actor stands for its organs too.
        places: ids; a place stands for all that lies in it.
        frame: what may lie in it; None asks nothing.
        changed_since: seconds of UTC from which on the newest version was recorded.
        cursor: where the page begins, as `cursors` writes it, "" for the first page.
    """

    text: str = ""
    start: int | None = None
    end: int | None = None
    families: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    results: tuple[Result, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    frame: Frame | None = None
    changed_since: int | None = None
    order: Order = Order.NEWEST
    cursor: str = ""

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None:
            require(self.start < self.end, "a time cannot end before it starts")
