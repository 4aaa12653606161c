"""What a delegation holds of a case, filed so that the other side cannot read it yet."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from trucewatch.domain.access import Side
from trucewatch.domain.errors import require
from trucewatch.domain.sentence import Sentence

DELEGATIONS = (Side.A, Side.B)
LONGEST = 24_000
"""Bytes of UTF-8: about 12,000 letters of Russian or Arabic, six pages of print."""
SALT_DIGITS = 64


class Stance(StrEnum):
    """What a delegation says of an incident that the case is about."""

    CONFIRM = "confirm"
    DISPUTE_PARTY = "dispute_party"
    REJECT = "reject"
    CANNOT_CONFIRM = "cannot_confirm"
    NOT_RECEIVED = "not_received"
    NO_POSITION = "no_position"
    DEFER = "defer"


WORDLESS = frozenset({Stance.NOT_RECEIVED, Stance.NO_POSITION, Stance.DEFER})
"""Stances that say all there is to say; the others carry their grounds."""


class Why(StrEnum):
    """What made the centre reveal."""

    BOTH_FILED = "both_filed"
    DEADLINE = "deadline"


@dataclass(frozen=True)
class Said:
    r"""A stance and its grounds.

    Args:
        stance: one of seven.
        text: the grounds, NFC, lines ended by a line feed; at most 24,000 bytes of UTF-8.

    Raises:
        InvalidValue: too long, a control character, not NFC, or no grounds where they are needed.

    >>> Said(Stance.REJECT, "Our guns were\nin their park.").value
    b'reject\nOur guns were\nin their park.'
    >>> Said(Stance.REJECT, " ")
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: a position that says reject gives its grounds
    """

    stance: Stance
    text: str

    def __post_init__(self) -> None:
        grounds = bool(self.text.strip()) or self.stance in WORDLESS
        require(grounds, "a position that says {stance} gives its grounds", stance=self.stance)
        plain = all(one >= " " or one in "\n\t" for one in self.text)
        require(plain, "a control character in a position", remedy="write it as plain text")
        require(unicodedata.is_normalized("NFC", self.text), "the text is not NFC")
        size = len(self.text.encode("utf-8", "surrogatepass"))
        remedy = Sentence("shorten it, or hand in a document as evidence and name it")
        require(
            size <= LONGEST,
            "a position of {size} bytes; the limit is {longest}",
            remedy=remedy,
            size=size,
            longest=LONGEST,
        )

    @property
    def value(self) -> bytes:
        """The bytes that the commitment holds: the stance, a line feed, the text."""
        return f"{self.stance}\n{self.text}".encode()


def plain(words: str) -> str:
    r"""Words as a form sent them, with line feeds, in NFC, without spaces at the ends.

    >>> plain(" one\r\ntwo ")
    'one\ntwo'
    """
    return unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n")).strip()


@dataclass(frozen=True)
class Opened:
    """The text behind a commitment, with the salt that shows so.

    Args:
        stance, text: as in `Said`.
        salt: 64 hex digits.
    """

    stance: Stance
    text: str
    salt: str

    def __post_init__(self) -> None:
        _ = self.said
        fits = len(self.salt) == SALT_DIGITS and set(self.salt) <= set("0123456789abcdef")
        require(fits, "the salt of a position is 64 hex digits")

    @property
    def said(self) -> Said:
        """What was said."""
        return Said(self.stance, self.text)


@dataclass(frozen=True, kw_only=True)
class Position:
    """What one side filed in one round of a case.

    Before it is revealed nothing in it depends on the text but the salted commitment inside the
    note and the ciphertext, which always has the same size.

    Args:
        case: its id.
        round: of the case, from 1.
        side: a or b.
        filed_at: when the centre took it in.
        note: the signed note with the commitment.
        sealed: base64 of the ciphertext; None where the side keeps its text, or it came late.
        assertion: of a passkey over the note, None without one.
        late: it came after the reveal; then it never was blind.
        amends: version of the position that this one replaces, None for the first.
        opened: the text of what came late, and so is open from the start; None before.
    """

    case: str
    round: int
    side: Side
    filed_at: dt.datetime
    note: str
    sealed: str | None = None
    assertion: Assertion | None = None
    late: bool = False
    amends: int | None = None
    opened: Opened | None = None

    def __post_init__(self) -> None:
        require(self.side in DELEGATIONS, "a position is filed by a delegation")
        require(self.round >= 1, "rounds are numbered from 1")
        require(self.late or self.opened is None, "what is blind is not open")


@dataclass(frozen=True)
class Assertion:
    """What a passkey answered; every member is base64url, as the browser gave it.

    Args:
        credential: id of the passkey.
        client_data, authenticator_data, signature: of WebAuthn; the challenge is the SHA-256 of
            the signed note.
        public: the passkey's own data with its public key, as it was when it signed.
    """

    credential: str
    client_data: str
    authenticator_data: str
    signature: str
    public: str


@dataclass(frozen=True, kw_only=True)
class Revealed:
    """One side's position in a reveal.

    Args:
        side: whose.
        version: of its position; what was filed before and replaced stays sealed.
        note: the signed note.
        stance, text, salt: as in `Opened`.
    """

    side: Side
    version: int
    note: str
    stance: Stance
    text: str
    salt: str

    @property
    def opened(self) -> Opened:
        """The text behind the commitment."""
        return Opened(self.stance, self.text, self.salt)


@dataclass(frozen=True, kw_only=True)
class Reveal:
    """Both positions of a round, opened in one entry.

    Args:
        case, round: of what.
        why: both had filed, or the clock ended.
        positions: side a before side b, each as it was filed.
        silent: sides that had filed nothing.
        withheld: sides that had filed and did not hand over the text that they had kept.
    """

    case: str
    round: int
    why: Why
    positions: tuple[Revealed, ...]
    silent: tuple[Side, ...] = ()
    withheld: tuple[Side, ...] = ()

    def __post_init__(self) -> None:
        told = sorted((*(one.side for one in self.positions), *self.silent, *self.withheld))
        require(told == list(DELEGATIONS), "a reveal tells of each side once")

    def of(self, side: Side) -> Revealed | None:
        """What this side filed, None where it was silent or withheld it."""
        return next((one for one in self.positions if one.side is side), None)


def reveal_id(case: str, round_: int) -> str:
    """The one id that the reveal of a round has.

    >>> reveal_id("c-1", 2)
    'c-1-r2'
    """
    return f"{case}-r{round_}"


def position_id(case: str, round_: int, side: Side) -> str:
    """The one id that a side's position in a round has; it tells nothing that is not open.

    >>> position_id("c-1", 2, Side.B)
    'c-1-r2-b'
    """
    return f"{reveal_id(case, round_)}-{side.value}"


def body_of(position: Position) -> dict[str, Any]:
    """Members of the open part of its entry: by these anybody who holds the log finds it."""
    return {"case": position.case, "round": position.round, "side": position.side.value}
