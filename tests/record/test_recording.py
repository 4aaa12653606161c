"""What is handed in is recorded once, whole and in order, or refused with the reason."""

from __future__ import annotations

from submissions import incident
from trucewatch.ledger.checkpoint import parse_checkpoint
from trucewatch.ledger.note import open_note
from trucewatch.ledger.proof import included
from trucewatch.ledger.proof_file import parse_proof
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home


def test_an_acknowledgement_proves_the_entry(desk: Desk, home: Home) -> None:
    """Whoever handed in can check offline that the entry is under a signed checkpoint."""
    told = desk.hand_in(incident("a")).result()
    proof = parse_proof(told.proof)
    text = open_note(proof.checkpoint, [home.key()]).text
    entry = included(told.entry, proof.index, proof.path, parse_checkpoint(text))
    assert entry.seq == told.seq == 0
