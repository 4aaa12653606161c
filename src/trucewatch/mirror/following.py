"""The policy that follows from rotations in a log, and handing a log over to its next key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.ceremony import CentreKeys
from trucewatch.ledger.entry import decode
from trucewatch.ledger.keys import Signer, VerifierKey
from trucewatch.ledger.note import SignatureLine, open_note
from trucewatch.ledger.policy import Checked, Policy
from trucewatch.ledger.refusals import DataMissing, LedgerRefusal, QuorumMissing
from trucewatch.ledger.rotation import Rotation, rotation_in
from trucewatch.ledger.standing import LOGGED
from trucewatch.ledger.tiles import WIDTH, entries_path
from trucewatch.ledger.tree import CompactRange, leaf_hash
from trucewatch.mirror.durable import replace
from trucewatch.mirror.folder import Folder
from trucewatch.mirror.reading import log_standings
from trucewatch.mirror.source import entries_in


@dataclass(frozen=True)
class Followed:
    """What the rotations of a log came to.

    Args:
        keys: those that are good now.
        done: rotations that led there, in order.
        refused: entries that say they are rotations and do not hold; anybody could write one.
    """

    keys: CentreKeys
    done: list[Rotation]
    refused: list[LedgerRefusal]


def follow(folder: Folder, policy: Policy) -> Followed:
    """The keys after the rotations that the policy's own quorum cosigned.

    Args:
        folder: a log, every entry of which is read and held against the joint checkpoint.
        policy: the one that is good so far.

    Raises:
        QuorumMissing: no joint checkpoint is there.
        DataMissing: the entries are not those that were signed.
    """
    standing = log_standings(folder, policy)
    joint = standing.get(policy.quorum)
    if joint is None or joint.checked is None:
        remedy = "a rotation counts only under a checkpoint that all have cosigned"
        raise QuorumMissing("no joint checkpoint is here", where=str(folder), remedy=remedy)
    keys = CentreKeys.of(policy)
    done: list[Rotation] = []
    refused: list[LedgerRefusal] = []
    for told in list(_rotations(folder, joint.checked, standing[LOGGED].size or 0)):
        if isinstance(told, LedgerRefusal):
            refused.append(told)
        elif keys.can_follow(told.old, told.new):
            keys = keys.after(told.old, told.new)
            done.append(told)
    return Followed(keys, done, refused)


def hand_over(path: Path, old: VerifierKey, new: Signer) -> None:
    """Have the log's next key sign a checkpoint that its last key signed.

    Both signatures stand under one text: readers with the old policy and with the new one take it.

    Raises:
        SignatureRefused: the old key did not sign what is there.
        Refusal: it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as err:
        what = f"cannot be read: {(err.strerror or str(err)).lower()}"
        raise Refusal(what, where=str(path), remedy="name a checkpoint of the log") from err
    note = open_note(data, [old])
    if any(line.claims(new.key) for line in note.lines):
        return
    line = SignatureLine(new.name, new.key.key_id, new.sign(note.text.encode()))
    replace(path, bytes(note.with_line(line)), mode=path.stat().st_mode & 0o777)


def _rotations(folder: Folder, joint: Checked, newest: int) -> Iterator[Rotation | LedgerRefusal]:
    size, tree = joint.checkpoint.size, CompactRange()
    for index in range(-(-size // WIDTH)):
        width = min(WIDTH, newest - index * WIDTH)
        for data in entries_in(folder, entries_path(index, width))[: size - index * WIDTH]:
            tree.append(leaf_hash(data))
            try:
                rotation = rotation_in(decode(data), joint.checkpoint.origin)
            except LedgerRefusal as refusal:
                yield refusal
                continue
            if rotation:
                yield rotation
    if tree.root() != joint.checkpoint.root:
        what = f"the entries are not those of the checkpoint of {size}"
        raise DataMissing(what, where=str(folder), remedy="make it whole with: tw-mirror repair")
