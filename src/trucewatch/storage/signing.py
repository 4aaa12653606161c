"""Signing what the record holds, and nothing that would contradict what was signed before."""

from __future__ import annotations

from trucewatch.ledger.checkpoint import Checkpoint, parse_checkpoint, sign_checkpoint
from trucewatch.ledger.keys import Signer, VerifierKey
from trucewatch.ledger.note import open_note
from trucewatch.ledger.tree import Tree
from trucewatch.storage.guard import Guard
from trucewatch.storage.refusals import RecordAltered, RecordBehind

FROM_MIRROR = "bring the gap back from a mirror: trucewatch record replay FOLDER"
WITHOUT_GUARD = "take the last checkpoint from a mirror: trucewatch record replay FOLDER --no-guard"


class Notary:
    """The log's key and the guard; it signs trees that extend the last signed one.

    Args:
        signer: the log's key.
        guard: where the last signed checkpoint stands.
    """

    def __init__(self, signer: Signer, guard: Guard) -> None:
        self.signer, self.guard = signer, guard
        self.note: bytes | None = None

    def begin(self, tree: Tree) -> Checkpoint:
        """What was signed last; refuses to go on where the tree does not extend it.

        Raises:
            RecordBehind, RecordAltered, SignatureRefused: as the functions below.
        """
        last = signed_last(self.guard, self.signer.key)
        require_extension(tree, last, self.guard)
        self.note = self.guard.read()
        return last

    def sign(self, tree: Tree) -> bytes:
        """The signed checkpoint of the tree, once the guard holds it.

        Args:
            tree: one that extends the tree signed before; `begin` has seen to the first.

        Raises:
            RecordBehind: another recorder signed in between.
            OSError: the guard's disk refused; the checkpoint is not to be used.
        """
        checkpoint = Checkpoint(self.signer.name, len(tree), tree.root())
        note = sign_checkpoint(checkpoint, self.signer)
        if note != self.note:
            self.guard.swap(self.note, note)
            self.note = note
        return note


def signed_last(guard: Guard, key: VerifierKey) -> Checkpoint:
    """The checkpoint in the guard.

    Raises:
        RecordBehind: nobody knows what was signed.
        SignatureRefused: the guard holds something that this key did not sign.
    """
    note = guard.read()
    if note is None:
        what = "it is not known what was signed last, for the guard is empty"
        raise RecordBehind(what, where=str(guard.path), remedy=WITHOUT_GUARD)
    return parse_checkpoint(open_note(note, [key]).text)


def require_extension(tree: Tree, last: Checkpoint, guard: Guard) -> None:
    """Refuse unless signing the tree would go on from what was signed last.

    Raises:
        RecordBehind: entries that were signed are not there.
        RecordAltered: other entries stand in their place.
    """
    where = str(guard.path)
    if last.size > len(tree):
        what = f"{last.size} entries were signed and {len(tree)} are in the database"
        raise RecordBehind(what, where=where, remedy=FROM_MIRROR)
    if tree.root(last.size) != last.root:
        what = f"the first {last.size} entries in the database are not those that were signed"
        remedy = "find them with: trucewatch record check"
        raise RecordAltered(what, where=where, remedy=remedy)
