"""Entries, their Merkle tree, signed checkpoints and proofs: what happened, checkable by anyone."""
