"""Facts about moments: who asserts which, on what ground, and since when it is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require
from trucewatch.domain.sentence import Sentence


class Grade(StrEnum):
    """How well a fact is grounded: read at its source, background, or inferred."""

    READ = "R"
    BACKGROUND = "B"
    INFERRED = "I"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact was read, and its grade."""

    source: str
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeFact:
    """One assertion of a moment: several may stand side by side for one question.

    Args:
        at: UTC instant, None for "not known".
        until: where the source tells a day or a span alone, the instant by which the moment had
            come; the moment lies in the half-open range from `at`. None where `at` is exact.
        words: how the source words it.
        zone: IANA name of the clock it was given in.
        asserted_by: registry ids; () where it is common ground.
        known_from: when it was announced, None where that was with the agreement.
        contested_by: registry ids that deny it.
    """

    at: dt.datetime | None
    citation: Citation
    until: dt.datetime | None = None
    words: str = ""
    zone: str | None = None
    asserted_by: tuple[str, ...] = ()
    known_from: dt.datetime | None = None
    contested_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.until is not None:
            require(self.at is not None and self.at < self.until, "a moment runs from at to until")

    @property
    def latest(self) -> dt.datetime | None:
        """The last instant at which the moment can have been; None where it is not known."""
        return self.until or self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When terms hold: every asserted start and every asserted end.

    More than one start, or end, means it is contested; the reader of a window keeps them all.
    An empty `ends` means open-ended by the text.

    Raises:
        InvalidValue: no start is asserted, or every end comes before every start.
    """

    starts: tuple[TimeFact, ...]
    ends: tuple[TimeFact, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.starts), "a window needs at least one asserted start")
        begun = [fact.at for fact in self.starts]
        ended = [fact.latest for fact in self.ends]
        if self.ends and None not in begun and None not in ended:
            first, last = min(filter(None, begun)), max(filter(None, ended))
            what = Sentence(
                "it ends ({last:%Y-%m-%d %H:%M}Z) before it starts ({first:%Y-%m-%d %H:%M}Z)",
                last=last,
                first=first,
            )
            require(first < last, what, remedy="check the two moments and their zones")
