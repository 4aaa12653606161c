"""The text that a log signs: which log, how many entries, which root. C2SP tlog-checkpoint."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass

from trucewatch.ledger.keys import Signer, check_name, exact_base64
from trucewatch.ledger.note import sign_note
from trucewatch.ledger.refusals import Malformed
from trucewatch.ledger.tree import EMPTY_ROOT, HASH_BYTES

DECIMAL = re.compile("0|[1-9][0-9]{0,15}")
LARGEST_SIZE = 2**53 - 1
_CENTRE = re.compile("[a-z0-9](?:[a-z0-9-]{0,62})")


@dataclass(frozen=True)
class Checkpoint:
    """The state of one log.

    Args:
        origin: the log's name, which is also its key's name.
        size: number of entries, from 0.
        root: root of the tree over them, 32 bytes.

    >>> str(Checkpoint("trucewatch/geneva/ledger-1", 0, EMPTY_ROOT)).splitlines()[1]
    '0'
    """

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        check_name(self.origin)
        if not 0 <= self.size <= LARGEST_SIZE:
            raise Malformed(f"size {self.size} is not from 0 to 2^53 - 1", where=self.origin)
        if len(self.root) != HASH_BYTES:
            raise Malformed("root is not 32 bytes", where=self.origin)
        if not self.size and self.root != EMPTY_ROOT:
            raise Malformed("the empty tree has another root", where=self.origin)

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    r"""The checkpoint in the text of a note: exactly three lines.

    >>> parse_checkpoint(str(Checkpoint("a/b", 0, EMPTY_ROOT))).size
    0
    >>> parse_checkpoint("a/b\n01\n\n")
    Traceback (most recent call last):
    trucewatch.ledger.refusals.Malformed: size '01' is not a decimal number
    """
    lines = text.split("\n")
    if len(lines) != 4 or lines[3]:
        raise Malformed("a checkpoint has three lines: origin, size and root")
    return Checkpoint(lines[0], decimal(lines[1], "size"), exact_base64(lines[2]))


def sign_checkpoint(checkpoint: Checkpoint, log: Signer) -> bytes:
    """The checkpoint as a note signed by its log.

    Raises:
        Malformed: the key's name is not the origin.
    """
    if log.name != checkpoint.origin:
        raise Malformed(f"key {log.name} cannot sign for {checkpoint.origin}")
    return sign_note(str(checkpoint), [log])


def origin_of(centre: str, number: int = 1, *, exercise: bool = False) -> str:
    """The name of a centre's ledger; that of an exercise says so, for ever and to everybody.

    >>> origin_of("geneva"), origin_of("geneva", exercise=True)
    ('trucewatch/geneva/ledger-1', 'trucewatch/geneva/exercise-1')
    """
    if not _CENTRE.fullmatch(centre) or number < 1:
        raise Malformed(f"{centre[:60]!r} is not a centre's name", remedy="use a-z, 0-9 and -")
    return f"trucewatch/{centre}/{'exercise' if exercise else 'ledger'}-{number}"


def decimal(text: str, what: str) -> int:
    """A number of ASCII digits without leading zeroes, below 2^53."""
    if not DECIMAL.fullmatch(text) or int(text) > LARGEST_SIZE:
        raise Malformed(f"{what} {text[:24]!r} is not a decimal number")
    return int(text)
