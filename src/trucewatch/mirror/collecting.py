"""At the centre: cosigned checkpoints that came back, put into the log that everybody reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.exercise import origin_in, require_one_kind
from trucewatch.ledger.gathering import gathered
from trucewatch.ledger.note import LONGEST as LONGEST_NOTE
from trucewatch.ledger.policy import Checked, Policy
from trucewatch.ledger.refusals import DataMissing
from trucewatch.ledger.tiles import CHECKPOINT, checkpoint_path
from trucewatch.ledger.witness import ForkFound, require_one_history
from trucewatch.mirror.folder import Folder, checked_head
from trucewatch.mirror.source import note_in

SUFFIX = ".cosigned"


def collect(folder: Folder, note: bytes, policy: Policy) -> Checked:
    """Put the cosignatures of a checkpoint that came back to those that the log has of it.

    Args:
        folder: the centre's log folder; its lock is held.
        note: what a mirror handed back.
        policy: whose cosignatures count.

    Returns:
        The checkpoint with every cosignature that is there now.

    Raises:
        Mixed: one is of an exercise and the other of a centre.
        DataMissing: the log keeps no checkpoint of that size.
        ForkFound: it keeps another one; somebody else signs with the log's key.
        SignatureRefused: a signature does not hold.
    """
    ours_note = note_in(folder, CHECKPOINT)
    require_one_kind(origin_in(ours_note), origin_in(note), where=str(folder.root))
    came, theirs = checked_head(note, folder, policy)
    path = checkpoint_path(came.checkpoint.size)
    kept, ours = checked_head(note_in(folder, path), folder, policy)
    try:
        require_one_history(ours, theirs)
    except ForkFound as fork:
        fork.remedy = f"hand this to both sides: {folder.store_fork(fork)}"
        raise
    together = gathered(kept.note, came.note, (*policy.logs, *policy.witnesses.values()))
    if together != kept.note:
        folder.replace(path, bytes(together))
    _renew_newest(folder, policy)
    return policy.check(bytes(together))


def _renew_newest(folder: Folder, policy: Policy) -> None:
    """Let `checkpoint` have the cosignatures of the kept one of its size.

    Whoever publishes a newer one holds the same lock, so that it is not put back here.
    """
    newest = note_in(folder, CHECKPOINT)
    size = policy.check(newest).checkpoint.size
    kept = note_in(folder, checkpoint_path(size))
    if kept != newest:
        folder.replace(CHECKPOINT, kept)


def cosigned_files(places: Iterable[Path]) -> list[Path]:
    """The cosigned checkpoints in files and folders, smallest first.

    Raises:
        Refusal: a place is not there.
    """
    found: list[Path] = []
    for place in places:
        if not place.exists():
            remedy = "name a file, or a folder that a mirror handed back into"
            raise Refusal("nothing is here", where=str(place), remedy=remedy)
        found += sorted(place.glob(f"*{SUFFIX}")) if place.is_dir() else [place]
    return sorted(found, key=lambda one: (_size(one), one.name))


def read_cosigned(path: Path) -> bytes:
    """A cosigned checkpoint from its file."""
    data = path.read_bytes()[: LONGEST_NOTE + 1]
    if not data:
        raise DataMissing("file is empty", where=str(path), remedy="copy it again")
    return data


def _size(path: Path) -> int:
    head = path.name.split("-", 1)[0]
    return int(head) if head.isdecimal() else 0
