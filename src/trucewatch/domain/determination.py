"""What a case came to, as those who had to sign it signed it; and minutes, signed the same way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.case import Outcome
from trucewatch.domain.errors import require


class Signatory(StrEnum):
    """Who signs, as it stands in what is signed."""

    A = "a"
    B = "b"
    FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signed note over one version of one text.

    Args:
        of: id of the finding or of the minutes.
        version: of it; the note holds for no other.
        session: in which it was signed.
        by: whose key signed.
        note: the signed note, whole.
        at: when the centre took it in.
    """

    of: str
    version: int
    session: str
    by: Signatory
    note: str
    at: dt.datetime

    def __post_init__(self) -> None:
        require(self.version >= 1, "versions are numbered from 1")
        require(bool(self.note), "a signature has its note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """What became of a case in a round.

    Args:
        case, round: of what.
        session: where it was signed.
        finding, version: of the text.
        text: the exact text that every note signs.
        outcome: what it says.
        signed: who signed, each once.
        notes: their signed notes, in the same order; each says itself whose it is.
    """

    case: str
    round: int
    session: str
    finding: str
    version: int
    text: str
    outcome: Outcome
    signed: tuple[Signatory, ...]
    notes: tuple[str, ...]

    def __post_init__(self) -> None:
        require(bool(self.signed), "nobody signed it")
        require(len(set(self.signed)) == len(self.signed), "one signed twice")
        require(len(self.signed) == len(self.notes), "each who signed has a note")


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody wants corrected in minutes; it stands beside the line, which stays.

    Args:
        by: whose correction it is.
        line: number of the line, from 1.
        words: in place of it or beside it.
    """

    by: Signatory
    line: int
    words: str

    def __post_init__(self) -> None:
        require(bool(self.words.strip()), "a correction says something")


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What happened in a session.

    Args:
        session: whose.
        language: in which they are written.
        lines: as they were made from the record.
        corrections: in the order in which they came.
    """

    session: str
    language: str
    lines: tuple[str, ...]
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.lines), "minutes say something")
        for one in self.corrections:
            require(1 <= one.line <= len(self.lines), f"the minutes have no line {one.line}")


def determination_id(case: str, round_: int) -> str:
    """The one id that the determination of a round has.

    >>> determination_id("c-1", 2)
    'c-1-d2'
    """
    return f"{case}-d{round_}"


def signature_id(of: str, version: int, by: Signatory) -> str:
    """The one id that the signature of somebody under a version has.

    >>> signature_id("c-1-f1", 7, Signatory.A)
    'c-1-f1-v7-a'
    """
    return f"{of}-v{version}-{by.value}"


def minutes_id(session: str) -> str:
    """The one id that the minutes of a session have."""
    return f"{session}-m"
