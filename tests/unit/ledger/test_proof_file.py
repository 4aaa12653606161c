"""A proof file convinces whoever has the entry and a policy, and nobody of anything else."""

from __future__ import annotations

import pytest

from ledger_world import POLICY, made_log
from trucewatch.ledger.proof_file import FIRST_LINE, ProofFile, parse_proof
from trucewatch.ledger.refusals import Malformed, ProofRefused, QuorumMissing

LOG = made_log(100)
PROOF = ProofFile(40, tuple(LOG.tree.inclusion(40)), LOG.note)
TEXT = bytes(PROOF)


def test_it_is_spelled_as_in_the_specification() -> None:
    """First line, index, hashes, an empty line, the checkpoint."""
    lines = TEXT.decode().split("\n")
    assert lines[:2] == [FIRST_LINE, "index 40"]
    assert lines[9] == ""
    assert TEXT.endswith(b"\n\n" + LOG.note)


@pytest.mark.parametrize("extra", [None, b"", b"anything"])
def test_it_comes_back(extra: bytes | None) -> None:
    """With extra data and without."""
    given = ProofFile(40, PROOF.path, LOG.note, extra)
    assert parse_proof(bytes(given)) == given


def test_it_gives_the_entry() -> None:
    """Which is parsed only after it is proved."""
    assert parse_proof(TEXT).verify(LOG.data[40], POLICY).seq == 40


def test_another_entry_is_refused() -> None:
    """Its own neighbour."""
    with pytest.raises(ProofRefused):
        PROOF.verify(LOG.data[41], POLICY)


def test_another_index_is_refused() -> None:
    """The path says where."""
    with pytest.raises(ProofRefused):
        ProofFile(41, PROOF.path, LOG.note).verify(LOG.data[40], POLICY)


def test_a_checkpoint_without_quorum_is_refused() -> None:
    """A proof by the centre alone is the centre's word."""
    alone = ProofFile(40, PROOF.path, LOG.copy().sign(["facilitator"]).note)
    with pytest.raises(QuorumMissing):
        alone.verify(LOG.data[40], POLICY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"@v1", b"@v2"),
        (b"index 40", b"index 040"),
        (b"index 40", b"index -1"),
        (b"index 40", b"Index 40"),
        (b"index 40\n", b""),
        (b"index 40\n", b"extra %%\nindex 40\n"),
        (b"index 40\n", b"index 40\nextra QQ==\n"),
        (b"index 40\n", b"index 40\nQQ==\n"),
        (b"index 40\n", b"index 40\n" + b"A" * 43 + b"B\n"),
        (b"index 40\n", b"index 40\n" + (b"A" * 43 + b"=\n") * 65),
        (b"\n\n", b"\n"),
        (b"c2sp", b"\xffc2sp"),
        (b"c2sp", b" c2sp"),
        (b"index 40\n", b"index 40\r\n"),
        (b"index 40\n", b"x" * 200_000),
    ],
    ids=range(15),
)
def test_a_proof_of_another_form_is_refused(old: bytes, new: bytes) -> None:
    """Each break of the format by itself."""
    with pytest.raises(Malformed):
        parse_proof(TEXT.replace(old, new))


def test_a_proof_has_a_limit() -> None:
    """131,072 bytes are looked at; one more is too many, whatever it says."""
    with pytest.raises(Malformed) as refused:
        parse_proof(b"x" * 131_072)
    assert "limit" not in str(refused.value)
    with pytest.raises(Malformed, match="131073 bytes; the limit is 131072"):
        parse_proof(b"x" * 131_073)
