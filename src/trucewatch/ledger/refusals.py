"""What a ledger refuses, one class a situation; `exit_code` is that of `tw-verify`.

LedgerRefusal           root; no parser or verifier here raises anything else
├── Malformed           bytes are not in the format they claim
├── ProofRefused        a path does not lead from this leaf or root to that root
├── SignatureRefused    10: a signature does not hold, or none by the log is there
├── QuorumMissing       11: signed, but not by those whom the policy asks for
├── Forked              12: two signed checkpoints that no one tree can hold
├── DataMissing         13: what a checkpoint covers is absent, or other bytes stand there
└── TimeDisorder        14: time goes back
"""

from __future__ import annotations

from trucewatch.domain.errors import Refusal


class LedgerRefusal(Refusal):
    """Something of the ledger was refused; the line says what and where."""

    code = "ledger_refused"
    exit_code = 13


class Malformed(LedgerRefusal):
    """Bytes are not in the format they claim to be in."""

    code = "malformed"


class ProofRefused(LedgerRefusal):
    """A Merkle proof does not lead where it claims to lead."""

    code = "proof_refused"


class SignatureRefused(LedgerRefusal):
    """A signature by a known key does not hold, or the log's own is absent."""

    code = "signature_refused"
    exit_code = 10


class QuorumMissing(LedgerRefusal):
    """Those whom the policy asks for have not all cosigned."""

    code = "quorum_missing"
    exit_code = 11


class Forked(LedgerRefusal):
    """The log signed two histories."""

    code = "forked"
    exit_code = 12


class DataMissing(LedgerRefusal):
    """A file or entry that a checkpoint covers is absent, or is not the one that was signed."""

    code = "data_missing"


class TimeDisorder(LedgerRefusal):
    """An entry or a cosignature is earlier than one that came before it."""

    code = "time_disorder"
    exit_code = 14
