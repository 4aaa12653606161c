"""Who could observe where and when; without it, silence cannot be told from calm."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require
from trucewatch.domain.sentence import Sentence


class CoverageKind(StrEnum):
    """What observes, or keeps others from observing."""

    POST = "post"
    PATROL = "patrol"
    CAMERA = "camera"
    RESTRICTION = "restriction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """That somebody could observe a place for some time, or could not.

    Args:
        place: id of a place.
        observer: whose post, patrol or camera it is; of a restriction, who was kept from
            observing. A registry id or words, never empty.
        start, end: half-open; an end of None goes on.
        counted: happenings that were observed in that time. 0 is that nothing was; None is that
            nobody reported yet, which is no figure. Never of a restriction.
        imposed_by: of a restriction, who imposed it as the observer says; "" where not known.
        words: what else is told.

    Raises:
        InvalidValue: a part is missing, or cannot be.

    >>> day = dt.datetime(2016, 5, 3, tzinfo=dt.UTC)
    >>> kept_out = {"place": "p", "kind": CoverageKind.RESTRICTION, "observer": "m", "start": day}
    >>> Coverage(**kept_out, counted=0)
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: whoever was kept from observing counted nothing; leave \
the figure out
    """

    place: str
    kind: CoverageKind
    observer: str
    start: dt.datetime
    end: dt.datetime | None = None
    counted: int | None = None
    imposed_by: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        require(bool(self.place.strip()), "a place is missing", remedy="choose one")
        require(bool(self.observer.strip()), "an observer is missing", remedy="say who observes")
        require(self.start.tzinfo is not None, "the start has no time zone")
        ordered = self.end is None or self.start < self.end
        require(ordered, "it ends before it starts", remedy="check the two times")
        require(self.counted is None or self.counted >= 0, "a count cannot be below 0")
        restricted = self.kind is CoverageKind.RESTRICTION
        what = Sentence("whoever was kept from observing counted nothing")
        require(not restricted or self.counted is None, what, remedy="leave the figure out")
        require(restricted or not self.imposed_by, "only a restriction is imposed by somebody")
