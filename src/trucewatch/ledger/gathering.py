"""Cosignatures of one checkpoint, brought together from several copies of it."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.ledger.keys import VerifierKey
from trucewatch.ledger.note import Note
from trucewatch.ledger.refusals import Malformed


def gathered(kept: Note, other: Note, keys: Iterable[VerifierKey]) -> Note:
    """The kept note with the lines of those keys by which it has none; the first one stays.

    Lines of other keys are not taken over: a note holds 64 lines, and anybody could fill them.

    Args:
        kept: as it stands on disk.
        other: the same checkpoint with other signatures; those by `keys` have been verified.
        keys: of logs and witnesses.

    Raises:
        Malformed: another checkpoint.
    """
    if other.text != kept.text:
        raise Malformed("two different checkpoints have no cosignatures in common")
    for key in keys:
        theirs = [line for line in other.lines if line.claims(key)]
        if theirs and not any(line.claims(key) for line in kept.lines):
            kept = kept.with_line(theirs[0])
    return kept
