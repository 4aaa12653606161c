"""Evidence of a fork convinces without the log, and cannot be made against an honest one."""

from __future__ import annotations

import pytest

from ledger_world import POLICY, POLICY_TEXT, MadeLog, entry, fork_of, made_log, seeded
from trucewatch.ledger.checkpoint import Checkpoint, sign_checkpoint
from trucewatch.ledger.fork import ForkEvidence, parse_evidence
from trucewatch.ledger.keys import NOTE
from trucewatch.ledger.policy import Policy
from trucewatch.ledger.refusals import Forked, LedgerRefusal, Malformed, ProofRefused
from trucewatch.ledger.tree import prefix_path

LOG = made_log(64)


def evidence(smaller: MadeLog, larger: MadeLog) -> ForkEvidence:
    """What a verifier makes of two logs."""
    sizes = len(smaller.data), len(larger.data)
    path = () if sizes[0] == sizes[1] else tuple(prefix_path(*sizes, larger.tree.node))
    return ForkEvidence(path, smaller.note, larger.note)


@pytest.mark.parametrize("size", [64, 65, 100, 127, 128, 200])
@pytest.mark.parametrize("at", [0, 31, 32, 62, 63])
def test_two_histories_are_proved(at: int, size: int) -> None:
    """Wherever they part, also where the smaller is a whole subtree."""
    with pytest.raises(Forked, match="two histories, of 64 and"):
        evidence(LOG, fork_of(LOG, at, size)).verify(POLICY)


def test_evidence_comes_back_from_its_file() -> None:
    """It is carried to whoever should see it."""
    given = evidence(LOG, fork_of(LOG, 20, 90))
    assert parse_evidence(bytes(given)) == given


def test_one_history_proves_nothing() -> None:
    """The same log at two sizes."""
    grown = LOG.copy().add(entry(seq) for seq in range(64, 90)).sign()
    evidence(LOG, grown).verify(POLICY)


def test_an_honest_log_cannot_be_framed_by_any_of_its_nodes() -> None:
    """One hash of the path exchanged for another: the larger root is missed."""
    grown = LOG.copy().add(entry(seq) for seq in range(64, 90)).sign()
    honest = evidence(LOG, grown)
    nodes = [grown.tree.node(level, at) for level in range(4) for at in range(90 >> level)]
    for place in range(len(honest.path)):
        for node in nodes:
            path = (*honest.path[:place], node, *honest.path[place + 1 :])
            if path != honest.path:
                with pytest.raises(ProofRefused):
                    ForkEvidence(path, LOG.note, grown.note).verify(POLICY)


def test_a_checkpoint_that_the_log_did_not_sign_proves_nothing() -> None:
    """A delegation cannot make up the other history."""
    forged = fork_of(LOG, 20, 64).note.replace(b"\n64\n", b"\n65\n")
    with pytest.raises(LedgerRefusal) as refused:
        ForkEvidence((), LOG.note, forged).verify(POLICY)
    assert not isinstance(refused.value, Forked)


def test_checkpoints_of_two_logs_are_no_fork() -> None:
    """One policy may trust several."""
    other = seeded("trucewatch/elsewhere/ledger-1", NOTE)
    policy = Policy.parse(f"log {other.key}\n{POLICY_TEXT}".encode())
    foreign = sign_checkpoint(Checkpoint(other.name, 64, bytes(32)), other)
    with pytest.raises(ProofRefused, match="two logs"):
        ForkEvidence((), LOG.note, foreign).verify(policy)


def test_larger_and_smaller_are_not_exchanged() -> None:
    """The order is part of the claim."""
    given = evidence(LOG, fork_of(LOG, 20, 90))
    with pytest.raises(ProofRefused):
        ForkEvidence(given.path, given.larger, given.smaller).verify(POLICY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"@v1", b"@v2"),
        (b"=== smaller\n", b""),
        (b"=== larger\n", b""),
        (b"\n\n=== smaller", b"\n=== smaller"),
        (b"trucewatch/fork", b"\xfftrucewatch/fork"),
        (b"@v1\n", b"@v1\nAAAA\n"),
        (b"@v1\n", b"@v1\n" + b"x" * 300_000),
    ],
)
def test_evidence_of_another_form_is_refused(old: bytes, new: bytes) -> None:
    """Each break of the format by itself."""
    data = bytes(evidence(LOG, fork_of(LOG, 20, 90)))
    with pytest.raises(Malformed):
        parse_evidence(data.replace(old, new))


def test_evidence_has_a_limit() -> None:
    """262,144 bytes are looked at; one more is too many, whatever it says."""
    with pytest.raises(Malformed) as refused:
        parse_evidence(b"x" * 262_144)
    assert "limit" not in str(refused.value)
    with pytest.raises(Malformed, match="262145 bytes; the limit is 262144"):
        parse_evidence(b"x" * 262_145)
