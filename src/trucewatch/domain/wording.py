"""A finding while both sides word it: its lines, and what each side says to each."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from trucewatch.domain.access import Side
from trucewatch.domain.case import Outcome
from trucewatch.domain.errors import require
from trucewatch.domain.measure import MeasureKind

LONGEST_LINE = 2_000
"""Letters of a line: a long paragraph. What is longer cannot be answered with yes or no."""
LONGEST_ACCOUNT = 12_000
"""Letters of a side's own account, as many as its position has."""
MOST_LINES = 200
WORDED_OUTCOMES = (
    Outcome.JOINTLY_CONFIRMED,
    Outcome.JOINTLY_REJECTED,
    Outcome.DISPUTED,
    Outcome.UNVERIFIABLE,
)
"""What a session can come to; a case is withdrawn or referred without a finding."""


class Answer(StrEnum):
    """What a side says to a line."""

    ACCEPTED = "accepted"
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True)
class Reply:
    """A side's answer to a line; an objection says what against.

    >>> Reply(Answer.OBJECTED)
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: an objection says what speaks against the line
    """

    answer: Answer
    words: str = ""

    def __post_init__(self) -> None:
        objected = self.answer is Answer.OBJECTED
        require(objected or not self.words, "whoever accepts a line accepts it as it is")
        require(not objected or bool(self.words), "an objection says what speaks against the line")
        require_plain(self.words, LONGEST_LINE)


@dataclass(frozen=True, slots=True)
class WordedLine:
    """One line of a finding.

    Args:
        id: opaque, the same through all changes of its words.
        text: NFC, one line or several.
        by: the side that wrote it, neutral for the facilitator.
        a, b: what each delegation says to these very words; None until it does.
    """

    id: str
    text: str
    by: Side
    a: Reply | None = None
    b: Reply | None = None

    def __post_init__(self) -> None:
        require(bool(self.text), "a line says something")
        require_plain(self.text, LONGEST_LINE)

    def reply(self, side: Side) -> Reply | None:
        """What a delegation says to it."""
        return self.a if side is Side.A else self.b

    @property
    def agreed(self) -> bool:
        """Whether both accept it."""
        return all(one is not None and one.answer is Answer.ACCEPTED for one in (self.a, self.b))

    @property
    def seen(self) -> str:
        """What somebody names who answers it: the beginning of the SHA-256 of its words."""
        return sha256(self.text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ProposedMeasure:
    """What is to be done, by whom, until when; it binds nobody before the finding is signed.

    Args:
        what: in a line.
        owner: who owes it: a delegation, or neutral for the centre itself.
        due: the last day; None where none is named.
        kind: as the list of measures has it.
        clause: of the agreement that it follows from, as that numbers it; "" where none is named.
    """

    what: str
    owner: Side
    due: dt.date | None = None
    kind: MeasureKind = MeasureKind.OTHER
    clause: str = ""

    def __post_init__(self) -> None:
        require(bool(self.what), "a measure says what is to be done")
        for words in (self.what, self.clause):
            require("\n" not in words, "a measure fits in a line")
            require_plain(words, LONGEST_LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A finding under way.

    Args:
        case, round: of what.
        session: where it is worded.
        lines: in their order; each id once.
        outcome: what it comes to; None until somebody proposes it.
        measures: what is to be done.
        account_a, account_b: each side's own text where they differ, "" where it has none.
    """

    case: str
    round: int
    session: str
    lines: tuple[WordedLine, ...] = ()
    outcome: Outcome | None = None
    measures: tuple[ProposedMeasure, ...] = ()
    account_a: str = ""
    account_b: str = ""

    def __post_init__(self) -> None:
        ids = [one.id for one in self.lines]
        require(len(set(ids)) == len(ids), "a line stands twice")
        require(
            len(ids) <= MOST_LINES,
            "a finding has at most {most_lines} lines",
            most_lines=MOST_LINES,
        )
        fits = self.outcome is None or self.outcome in WORDED_OUTCOMES
        require(fits, "a case is withdrawn or referred without a finding")
        for words in (self.account_a, self.account_b):
            require_plain(words, LONGEST_ACCOUNT)

    def line(self, id_: str) -> WordedLine | None:
        """The line of that id, None where there is none."""
        return next((one for one in self.lines if one.id == id_), None)

    def account(self, side: Side) -> str:
        """A side's own text."""
        return self.account_a if side is Side.A else self.account_b

    @property
    def agreed(self) -> bool:
        """Whether both accept every line there is."""
        return bool(self.lines) and all(one.agreed for one in self.lines)


def require_plain(words: str, most: int) -> None:
    """Refuse what two machines could show or sign in different ways, and what is too long.

    Raises:
        InvalidValue: control characters, text that is not NFC, or more than `most` letters.
    """
    require(
        len(words) <= most,
        "{words} letters, of at most {most}",
        remedy="shorten it",
        words=len(words),
        most=most,
    )
    require(unicodedata.is_normalized("NFC", words), "the text is not NFC")
    odd = any(unicodedata.category(one) in ("Cc", "Cs") and one != "\n" for one in words)
    require(not odd, "a control character in the text", remedy="write it as plain text")


def finding_id(case: str, round_: int) -> str:
    """The one id that the finding of a round has.

    >>> finding_id("c-1", 2)
    'c-1-f2'
    """
    return f"{case}-f{round_}"
