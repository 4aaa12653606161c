"""Pulling a log: what is new is checked against what is here, and stored, in this order.

A lying source can hold back what it has; it cannot change what was pulled, and where the log signed
two histories the pull that meets the second one ends with the evidence.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from trucewatch.ledger.checkpoint import Checkpoint
from trucewatch.ledger.entry import Entry, decode
from trucewatch.ledger.exercise import origin_in, require_one_kind
from trucewatch.ledger.instants import milliseconds
from trucewatch.ledger.policy import Checked, Policy
from trucewatch.ledger.refusals import (
    DataMissing,
    LedgerRefusal,
    SignatureRefused,
    TimeDisorder,
)
from trucewatch.ledger.tiles import CHECKPOINT, WIDTH, checkpoint_path, entries_path, grown
from trucewatch.ledger.tree import EMPTY_ROOT
from trucewatch.ledger.witness import ForkFound, Head, require_one_history
from trucewatch.mirror.folder import Folder, checked_head
from trucewatch.mirror.source import Source, entries_in, note_in

AT_ONCE = 64 * WIDTH
"""Entries held in memory at a time."""


@dataclass(frozen=True)
class Pulled:
    """What a pull came to.

    Args:
        before: entries that were here.
        checked: the head that stands now.
        offered: what the source showed; the same checkpoint with the lines that the source has.
        newest: when the newest entry was taken in by the log's clock, milliseconds; 0 for none.
    """

    before: int
    checked: Checked
    offered: Checked
    newest: int

    @property
    def size(self) -> int:
        """Entries that are here now."""
        return self.checked.checkpoint.size


def pull(folder: Folder, source: Source, policy: Policy) -> Pulled:
    """Bring the folder up to the source's head; on the disk when this returns.

    Args:
        folder: the mirror; its lock is held by the caller, until after the cosignature.
        source: any copy of the log.
        policy: whom the mirror's owner trusts.

    Raises:
        Mixed: one is of an exercise and the other of a centre.
        ForkFound: the log signed two histories; the evidence lies in the folder.
        SignatureRefused: the log, or a known witness, did not sign what is shown.
        DataMissing, Malformed, TimeDisorder: the source has not, or not in order, what it signed.
        Unreachable: it does not answer.
    """
    folder.require_no_fork()
    _require_one_kind(folder, source, policy)
    found = folder.head(policy)
    offered, theirs = _shown(source, policy)
    try:
        if found is None:
            require_current_key(offered, policy)
            checked, before = _grow(folder, source, None, offered), 0
        else:
            before = found[0].checkpoint.size
            checked = _advance(folder, source, policy, (*found, offered, theirs))
    except ForkFound as fork:
        fork.remedy = f"hand this to both sides: {folder.store_fork(fork)}"
        raise
    last = folder.last_entry(checked.checkpoint.size)
    return Pulled(before, checked, offered, milliseconds(last.ts) if last else 0)


def _require_one_kind(folder: Folder, source: Source, policy: Policy) -> None:
    """Refuse an exercise where a centre is mirrored or trusted, and the other way round."""
    theirs = origin_in(note_in(source, CHECKPOINT))
    with suppress(DataMissing):
        require_one_kind(origin_in(note_in(folder, CHECKPOINT)), theirs, where=str(source))
    for key in policy.logs:
        require_one_kind(key.name, theirs, where=str(source))


def _shown(source: Source, policy: Policy) -> tuple[Checked, Head]:
    """The head that the source shows."""
    try:
        return checked_head(note_in(source, CHECKPOINT), source, policy)
    except SignatureRefused as refusal:
        refusal.where = refusal.where or str(source)
        refusal.remedy = "if its key was rotated, make the next policy: trucewatch keys follow"
        raise


def _advance(
    folder: Folder, source: Source, policy: Policy, heads: tuple[Checked, Head, Checked, Head]
) -> Checked:
    """From a head that is here to the one that is offered."""
    here, ours, offered, theirs = heads
    ours_size, size = here.checkpoint.size, offered.checkpoint.size
    if size <= ours_size:
        require_one_history(ours, theirs)
        if size < ours_size:
            what = f"shows {size} entries, but signed {ours_size} before"
            remedy = "it lost them or hides them; a copy of this mirror can restore them"
            raise DataMissing(what, where=str(source), remedy=remedy)
        return folder.gather(here, offered, policy)
    here = _late_lines(folder, source, policy, (here, ours))
    try:
        require_current_key(offered, policy)
        checked = _grow(folder, source, here.checkpoint, offered)
    except LedgerRefusal:
        _expose(ours, theirs)
        raise
    folder.drop_partial(ours_size, size)
    return checked


def _expose(ours: Head, theirs: Head) -> None:
    """Raise where the source's own tiles prove a fork; else leave it at what was refused."""
    try:
        require_one_history(ours, theirs)
    except ForkFound:
        raise
    except LedgerRefusal:
        return


def _late_lines(
    folder: Folder, source: Source, policy: Policy, ours: tuple[Checked, Head]
) -> Checked:
    """Our head with the cosignatures that came in since it was pulled, before it is left behind."""
    path = checkpoint_path(ours[0].checkpoint.size)
    try:
        kept, theirs = checked_head(note_in(source, path), source, policy)
    except DataMissing:
        return ours[0]  # a source need not keep every checkpoint
    if kept.checkpoint.size != ours[0].checkpoint.size:
        what = f"holds the checkpoint of size {kept.checkpoint.size}"
        raise DataMissing(what, where=f"{source}{path}")
    require_one_history(ours[1], theirs)
    return folder.gather(ours[0], kept, policy)


def require_current_key(offered: Checked, policy: Policy) -> None:
    """Refuse a new head by a log key that a later one has taken the place of.

    A policy names the keys of one log oldest first. The earlier ones vouch for what they signed
    in their time; whoever steals one later cannot go on with it.
    """
    keys = [key for key in policy.logs if key.name == offered.checkpoint.origin]
    if not any(line.claims(keys[-1]) for line in offered.note.lines):
        what = f"a new head is not signed by the log's current key {keys[-1].key_id.hex()}"
        remedy = "the last log line of the policy is the current key"
        raise SignatureRefused(what, where=offered.checkpoint.origin, remedy=remedy)


def _grow(folder: Folder, source: Source, base: Checkpoint | None, offered: Checked) -> Checked:
    """Take the entries beyond our head in, and store the offered head once they lead to it."""
    target = offered.checkpoint
    size, root = (base.size, base.root) if base else (0, EMPTY_ROOT)
    if base and base.origin != target.origin:
        raise DataMissing(f"is the log {target.origin}, not {base.origin}", where=str(source))
    clock = _Clock(folder.last_entry(size))
    with folder.incoming() as incoming:
        while size < target.size:
            stop = min(target.size, (size // AT_ONCE + 1) * AT_ONCE)
            entries = _entries(source, (size, stop), target.size)
            growth = grown(size, entries, incoming.read)
            for seq, data in enumerate(entries, size):
                clock.take(seq, data)
            incoming.put(growth.files)
            size, root = growth.size, growth.root
        if root != target.root:
            what = f"the entries are not those of the head of {target.size}"
            remedy = "pull again, or from another copy"
            raise DataMissing(what, where=str(source), remedy=remedy)
        clock.require_order()
        incoming.settle()
    folder.keep(offered)
    return offered


def _entries(source: Source, part: tuple[int, int], size: int) -> list[bytes]:
    start, stop = part
    found: list[bytes] = []
    for index in range(start // WIDTH, -(-stop // WIDTH)):
        width = min(WIDTH, size - index * WIDTH)
        found += entries_in(source, entries_path(index, width))
    skipped = start // WIDTH * WIDTH
    return found[start - skipped : stop - skipped]


class _Clock:
    """Entries are in their form, in their place, and never earlier than the one before.

    What is wrong is told only after the root: altered bytes are no log at all.
    """

    def __init__(self, last: Entry | None) -> None:
        self._last = milliseconds(last.ts) if last else 0
        self._problem: LedgerRefusal | None = None

    def take(self, seq: int, data: bytes) -> None:
        """The next entry."""
        try:
            entry = decode(data)
            at = milliseconds(entry.ts)
            if entry.seq != seq:
                raise DataMissing(f"says seq {entry.seq}")
            if at < self._last:
                raise TimeDisorder(f"{entry.ts} is earlier than the entry before")
            self._last = at
        except LedgerRefusal as refusal:
            refusal.where = f"entry {seq}"
            self._problem = self._problem or refusal

    def require_order(self) -> None:
        """Refuse with the first thing that was wrong."""
        if self._problem:
            raise self._problem
