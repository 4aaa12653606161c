"""Reading a log folder: its checkpoints, how far they are vouched for, proofs from its tiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trucewatch.ledger.gathering import gathered
from trucewatch.ledger.policy import Checked, Policy
from trucewatch.ledger.proof import included
from trucewatch.ledger.proof_file import ProofFile
from trucewatch.ledger.refusals import DataMissing, QuorumMissing
from trucewatch.ledger.standing import LOGGED, Standing, standings
from trucewatch.ledger.tiles import WIDTH, TiledNodes, checkpoint_path, entries_path
from trucewatch.ledger.tree import inclusion_path
from trucewatch.mirror.folder import Folder
from trucewatch.mirror.source import entries_in, hashes_in, note_in


@dataclass(frozen=True)
class Proved:
    """An entry and its proof.

    Args:
        entry: the stored bytes.
        proof: under the newest checkpoint that is vouched for as was asked.
    """

    entry: bytes
    proof: ProofFile


def log_standings(folder: Folder, policy: Policy) -> dict[str, Standing]:
    """How far each name of the policy vouches for the log in a folder.

    Raises:
        DataMissing: no log is there.
        SignatureRefused: a checkpoint that is there does not hold.
    """
    return standings(checkpoints(folder, policy), policy)


def checkpoints(folder: Folder, policy: Policy) -> Iterator[Checked]:
    """The checkpoints of a log, largest first; the newest with all cosignatures that are there."""
    found = folder.head(policy)
    if found is None:
        remedy = "name the folder that holds the file checkpoint"
        raise DataMissing("no log is here yet", where=str(folder), remedy=remedy)
    newest = found[0]
    sizes = [size for size in kept_sizes(folder.root) if size < newest.checkpoint.size]
    yield _with_kept(folder, newest, policy)
    for size in sorted(sizes, reverse=True):
        yield policy.check(note_in(folder, checkpoint_path(size)))


def kept_sizes(root: Path) -> Iterator[int]:
    """Sizes of the kept checkpoints, in no order."""
    for path in (root / "checkpoints").rglob("*"):
        digits = "".join(path.relative_to(root / "checkpoints").parts).replace("x", "")
        if path.is_file() and digits.isdecimal():
            yield int(digits)


def prove(folder: Folder, seq: int, policy: Policy, *, joint: bool = True) -> Proved:
    """The proof that an entry is in the log.

    Args:
        folder: any copy of the log.
        seq: the entry.
        policy: whom the reader trusts.
        joint: under a checkpoint that all whom the policy asks for have cosigned; else under the
            newest that the log signed.

    Raises:
        DataMissing: the log has no such entry, or its files are not there.
        QuorumMissing: no joint checkpoint covers it yet.
        ProofRefused: the files are not those that were signed.
    """
    standing = log_standings(folder, policy)
    size = standing[LOGGED].size or 0
    if seq >= size:
        what = f"no entry {seq} among the {size} of the log"
        raise DataMissing(what, where=str(folder), remedy="entries count from 0")
    best = standing[policy.quorum if joint and policy.quorum in standing else LOGGED]
    if best.checked is None or seq >= best.checked.checkpoint.size:
        remedy = "wait for the cosignatures; --logged proves what the log alone vouches for"
        raise QuorumMissing(f"entry {seq} is logged, not joint yet", remedy=remedy)
    checkpoint = best.checked.checkpoint
    entry = _entry(folder, seq, size)
    nodes = TiledNodes(size, lambda path: hashes_in(folder, path))
    path = tuple(inclusion_path(seq, checkpoint.size, nodes))
    included(entry, seq, path, checkpoint)
    return Proved(entry, ProofFile(seq, path, bytes(best.checked.note)))


def _entry(folder: Folder, seq: int, size: int) -> bytes:
    index, at = divmod(seq, WIDTH)
    return entries_in(folder, entries_path(index, min(WIDTH, size - index * WIDTH)))[at]


def _with_kept(folder: Folder, newest: Checked, policy: Policy) -> Checked:
    try:
        kept = policy.check(note_in(folder, checkpoint_path(newest.checkpoint.size)))
    except DataMissing:
        return newest
    if kept.note.text != newest.note.text:
        return newest
    keys = (*policy.logs, *policy.witnesses.values())
    return policy.check(bytes(gathered(newest.note, kept.note, keys)))
