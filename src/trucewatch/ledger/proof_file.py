"""A proof that anyone can check offline, as a file: C2SP tlog-proof."""

from __future__ import annotations

from binascii import b2a_base64
from dataclasses import dataclass

from trucewatch.ledger.checkpoint import decimal
from trucewatch.ledger.entry import Entry
from trucewatch.ledger.keys import exact_base64
from trucewatch.ledger.note import LONGEST as LONGEST_NOTE
from trucewatch.ledger.policy import Policy
from trucewatch.ledger.proof import MOST_HASHES, included
from trucewatch.ledger.refusals import Malformed
from trucewatch.ledger.tree import HASH_BYTES

FIRST_LINE = "c2sp.org/tlog-proof@v1"
LONGEST = 2 * LONGEST_NOTE


@dataclass(frozen=True)
class ProofFile:
    """Where an entry stands, its path, and the checkpoint as it was signed.

    Attributes:
        index: leaf index, from 0.
        path: hashes from the leaf's sibling up.
        checkpoint: the whole note.
        extra: bytes that nobody vouches for; None where there are none.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def __bytes__(self) -> bytes:
        extra = b"" if self.extra is None else b"extra " + b2a_base64(self.extra)
        path = b"".join(map(b2a_base64, self.path))
        index = f"index {self.index}\n".encode()
        return FIRST_LINE.encode() + b"\n" + extra + index + path + b"\n" + self.checkpoint

    def verify(self, data: bytes, policy: Policy) -> Entry:
        """The entry in these bytes, once the policy's quorum vouches for it.

        Raises:
            SignatureRefused, QuorumMissing: of the checkpoint.
            ProofRefused, Malformed: of the entry.
        """
        checked = policy.check(self.checkpoint).require_quorum()
        return included(data, self.index, self.path, checked.checkpoint)


def parse_proof(data: bytes) -> ProofFile:
    """A proof from its file; nothing is verified yet.

    Raises:
        Malformed: with what is wrong.
    """
    if len(data) > LONGEST:
        raise Malformed(f"proof of {len(data)} bytes; the limit is {LONGEST}")
    head, blank, checkpoint = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed(f"byte {error.start} of the proof is not ASCII") from error
    if not blank or lines.pop(0) != FIRST_LINE:
        raise Malformed(f"a proof begins with {FIRST_LINE} and ends with a checkpoint")
    extra = None
    if lines and lines[0].startswith("extra "):
        extra = exact_base64(lines.pop(0).removeprefix("extra "))
    if not lines or not lines[0].startswith("index "):
        raise Malformed("a proof names its index")
    index = decimal(lines.pop(0).removeprefix("index "), "index")
    return ProofFile(index, hashes_in(lines), checkpoint, extra)


def hashes_in(lines: list[str]) -> tuple[bytes, ...]:
    """One hash a line, in base64."""
    if len(lines) > MOST_HASHES:
        raise Malformed(f"{len(lines)} hashes; no path has more than {MOST_HASHES}")
    path = tuple(exact_base64(line) for line in lines)
    if any(len(one) != HASH_BYTES for one in path):
        raise Malformed("a hash is not 32 bytes")
    return path
