"""Evidence that a log signed two histories, in one file that convinces without the log."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.ledger.checkpoint import Checkpoint
from trucewatch.ledger.note import LONGEST as LONGEST_NOTE
from trucewatch.ledger.policy import Policy
from trucewatch.ledger.proof import prefix_roots
from trucewatch.ledger.proof_file import hashes_in
from trucewatch.ledger.refusals import Forked, Malformed, ProofRefused

FIRST_LINE = "trucewatch/fork-evidence@v1"
SMALLER, LARGER = "=== smaller\n", "=== larger\n"
LONGEST = 4 * LONGEST_NOTE


@dataclass(frozen=True)
class ForkEvidence:
    """Two signed checkpoints of one log, and what shows that no one tree holds both.

    Attributes:
        path: from the larger tree, as `tree.prefix_path` gives it; empty for equal sizes.
        smaller, larger: whole notes, by size, then by root.
    """

    path: tuple[bytes, ...]
    smaller: bytes
    larger: bytes

    def __bytes__(self) -> bytes:
        head = "".join(f"{line}\n" for line in (FIRST_LINE, *_base64(self.path)))
        parts = (head.encode(), b"\n", SMALLER.encode(), self.smaller, LARGER.encode(), self.larger)
        return b"".join(parts)

    def verify(self, policy: Policy) -> None:
        """Return only where the evidence proves nothing.

        Raises:
            Forked: a log of the policy signed both, and no one tree holds both.
            SignatureRefused: it did not sign both.
            ProofRefused: the path leads nowhere; then nothing is proved.
        """
        first = policy.check(self.smaller).checkpoint
        second = policy.check(self.larger).checkpoint
        if first.origin != second.origin:
            raise ProofRefused(f"{first.origin} and {second.origin} are two logs")
        if contradicts(first, second, self.path):
            what = f"signed two histories, of {first.size} and {second.size} entries"
            raise Forked(what, where=first.origin)


def contradicts(first: Checkpoint, second: Checkpoint, path: Sequence[bytes]) -> bool:
    """Whether no one tree holds both; `path` is the larger tree's `prefix_path`.

    Raises:
        ProofRefused: the path does not lead to the larger root, so it says nothing.
    """
    if first.size == second.size and not path:
        return first.root != second.root
    before, after = prefix_roots((first.size, second.size), path)
    if after != second.root:
        raise ProofRefused("the path does not lead to the larger root")
    return before != first.root


def parse_evidence(data: bytes) -> ForkEvidence:
    """Fork evidence from its file; nothing is verified yet.

    Raises:
        Malformed: with what is wrong.
    """
    if len(data) > LONGEST:
        raise Malformed(f"evidence of {len(data)} bytes; the limit is {LONGEST}")
    head, _, rest = data.partition(b"\n\n" + SMALLER.encode())
    smaller, between, larger = rest.partition(b"\n" + LARGER.encode())
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed(f"byte {error.start} of the evidence is not ASCII") from error
    if lines.pop(0) != FIRST_LINE or not between:
        raise Malformed(f"evidence begins with {FIRST_LINE} and holds two checkpoints")
    return ForkEvidence(hashes_in(lines), smaller + b"\n", larger)


def _base64(path: Sequence[bytes]) -> list[str]:
    return [b64encode(one).decode() for one in path]
