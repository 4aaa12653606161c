"""Each refusal of the ledger is told apart by programs."""

from __future__ import annotations

import pytest

from trucewatch.ledger import refusals
from trucewatch.ledger.refusals import LedgerRefusal

TOLD: dict[type[LedgerRefusal], tuple[str, int]] = {
    refusals.LedgerRefusal: ("ledger_refused", 13),
    refusals.Malformed: ("malformed", 13),
    refusals.ProofRefused: ("proof_refused", 13),
    refusals.SignatureRefused: ("signature_refused", 10),
    refusals.QuorumMissing: ("quorum_missing", 11),
    refusals.Forked: ("forked", 12),
    refusals.DataMissing: ("data_missing", 13),
    refusals.TimeDisorder: ("time_disorder", 14),
}


@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.__name__)
def test_code_and_exit_code_stay(kind: type[LedgerRefusal]) -> None:
    """Scripts of a delegation look at them; the exit codes are those of the verifier."""
    assert (kind.code, kind.exit_code) == TOLD[kind]


def test_every_refusal_has_its_own_code() -> None:
    """One that is added later has to be told apart too."""
    there = [one for one in vars(refusals).values() if isinstance(one, type)]
    kinds = [one for one in there if issubclass(one, LedgerRefusal)]
    assert set(kinds) == set(TOLD)
    assert len({kind.code for kind in kinds}) == len(kinds)
