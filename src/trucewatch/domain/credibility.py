"""How far a claim can be relied on, with every reason; there is no score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.domain.errors import require
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.source import Reliability


class Information(StrEnum):
    """How far information is borne out: the figures of the admiralty system."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"


class Confidence(StrEnum):
    """Words of confidence, the least first, and that nothing is judged."""

    ALMOST_NO_CHANCE = "almost_no_chance"
    VERY_UNLIKELY = "very_unlikely"
    UNLIKELY = "unlikely"
    EVEN = "even"
    LIKELY = "likely"
    VERY_LIKELY = "very_likely"
    ALMOST_CERTAIN = "almost_certain"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person recorded of a source or of a piece of information.

    Each delegation may hold its own; they stand side by side and none outranks another.

    Args:
        by: delegation or person who judges.
        day: when it was judged.
        about: id of a source or a statement.
        topic: what the reliability is good for, as in an act family; "" is any topic.
        reliability: of a source, None where the information is judged.
        information: of a statement, None where the source is judged.
        reason: why, in the words of whoever judges; never empty.
    """

    by: str
    day: dt.date
    about: str
    reason: str
    topic: str = ""
    reliability: Reliability | None = None
    information: Information | None = None

    def __post_init__(self) -> None:
        one = (self.reliability is None) != (self.information is None)
        what = Sentence("a judgement is either on a source (reliability) or on information")
        require(one, what, remedy="give exactly one of the two")
        require(bool(self.reason.strip()), "a judgement gives its reason")
        require(bool(self.by.strip()), "a judgement says by whom it is")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consideration:
    """Something that a rule found, for a person to weigh.

    Args:
        rule: code of the rule and of what it found, as in `origins.several`.
        facts: what its sentence is filled with.
        statements: ids it rests on, in order.
        words: the exact words it rests on, where it rests on words.
    """

    rule: str
    facts: Mapping[str, str] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credibility:
    """Everything on file on whether a claim holds: that it happened, not who did it.

    Args:
        judgements: recorded by people, by whom and when.
        considerations: found by rules, in a fixed order.
        confidence: as the one row of the table says that applied, else not judged.
        row: id of that row, "" where none applied.
        met: what the row asked for and found, as codes of considerations.
        percent: the band of the word, in percent, both inclusive; None where not judged.
    """

    judgements: tuple[Judgement, ...]
    considerations: tuple[Consideration, ...]
    confidence: Confidence = Confidence.NOT_JUDGED
    row: str = ""
    met: tuple[str, ...] = ()
    percent: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        judged = self.confidence is not Confidence.NOT_JUDGED
        what = Sentence("words of confidence come from a row of the table, with its band")
        require(judged == bool(self.row) == (self.percent is not None), what)
