"""What someone said: one attributed, dated, located claim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require
from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.span import Span
from trucewatch.domain.time import TimeRange


class Polarity(StrEnum):
    """Whether the words affirm or negate the act."""

    AFFIRMED = "+"
    NEGATED = "-"


class Factuality(StrEnum):
    """How the words hold the act to be real."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    HOPED = "hoped"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"
    ALLEGED = "alleged"
    DENIED = "denied"
    NOT_CONFIRMED = "not_confirmed"
    DESIGNATED = "designated"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of the chain of who says that who says.

    Args:
        name: as registered, or as the words have it.
        actor: registry id, None where no register holds the name.
        verb: lemma of the speech verb or its equivalent ("according to").
        words: the words that name the speaker, "" where carried over from another sentence.
        with_: ids or names of those who say it jointly; joint speakers are no chain.
    """

    name: str
    actor: str | None
    verb: str
    words: str = ""
    with_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """An agent or target: registry `actor` or None, with the words that name it."""

    name: str
    actor: str | None
    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place the statement points at.

    Args:
        lon, lat: decimal degrees of WGS 84, both None where only an outline is known.
        candidates: ids of equal standing where the name is ambiguous; `place` is None then.
        rule: code of the rule by which the entry was taken.
    """

    name: str
    place: str | None
    lon: float | None
    lat: float | None
    precision: PlacePrecision
    words: str
    span: Span | None = None
    rule: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A figure: `low` and `high` inclusive, None where open ("at least")."""

    what: str
    low: int | None
    high: int | None
    unit: str
    words: str

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None:
            require(
                self.low <= self.high,
                "a count cannot run from {low} to {high}",
                low=self.low,
                high=self.high,
            )


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon class of the vocabulary with the words that name it."""

    weapon: str
    words: str


@dataclass(frozen=True, slots=True)
class Because:
    """A rule that fired and the words it rests on."""

    rule: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attributed claim; its words are never overwritten.

    Args:
        id: hash of document, span, act, speakers and ordinal.
        span: where in `document.text`; `text[start:end] == words` always.
        speakers: nearest first; () is the narrator.
        addressees: who was spoken to; never speakers.
        act: from the vocabulary; `act_family` follows from it.
        condition: the words of the condition, None where there is none.
        because: every rule that fired; never empty.
    """

    id: str
    span: Span
    words: str
    speakers: tuple[Speaker, ...]
    act: str
    act_family: str
    polarity: Polarity
    factuality: Factuality
    because: tuple[Because, ...]
    addressees: tuple[Mention, ...] = ()
    condition: str | None = None
    agents: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    time: TimeRange | None = None
    weapons: tuple[Weapon, ...] = ()
    counts: tuple[Count, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.because), "a statement lists the rules it rests on")
        length = self.span.end - self.span.start
        require(length == len(self.words), "a statement's words are as long as its span")


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What made a reading or a finding: each a release or a digest."""

    software: str
    rules: str
    vocabulary: str
    terms: str
    registry: str
