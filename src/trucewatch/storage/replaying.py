"""Bringing back from a mirror what the database lacks: entries, payloads, evidence, erasures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from trucewatch.ledger.checkpoint import Checkpoint
from trucewatch.ledger.entry import Entry, decode
from trucewatch.ledger.tree import Tree, leaf_hash
from trucewatch.storage.entries import leaves
from trucewatch.storage.erasing import erase, wipe
from trucewatch.storage.home import Home
from trucewatch.storage.lock import RecorderLock
from trucewatch.storage.mirror import Mirror
from trucewatch.storage.models import Evidence, Payload
from trucewatch.storage.projection import ERASED, Held, project
from trucewatch.storage.rebuilding import make_all
from trucewatch.storage.refusals import EvidenceDamaged, RecordAltered, RecordBehind
from trucewatch.storage.rows import Row, insert
from trucewatch.storage.signing import require_extension, signed_last

AT_ONCE = 500


@dataclass
class Replayed:
    """What came back.

    Args:
        entries: how many were brought.
        payloads: closed values that came with them, or were lost before and are found.
        lost: what the mirror does not have either: closed values, `field of entry seq`, and
            files of evidence that are not here, with what is wrong with the mirror's.
    """

    entries: int
    payloads: int
    lost: list[str]


def replay(home: Home, folder: Path, *, no_guard: bool = False) -> Replayed:
    """Bring the record up to the mirror's checkpoint.

    Args:
        home: whose record; its recorder must not run.
        folder: the mirror.
        no_guard: the guard was lost; take the mirror's checkpoint for the last that was signed.

    Raises:
        RecordAltered: record and mirror tell of two histories.
        RecordBehind: more was signed than record and mirror together hold; what the mirror has
            is brought back all the same.
        LedgerRefusal: the mirror is not whole, or the log did not sign it.
    """
    lock = RecorderLock(home.lock, home.key().name)
    try:
        mirror = Mirror(folder, home)
        checkpoint, note = _checkpoint(mirror)
        tree = Tree(leaves())
        bodies = mirror.log.entries(0, checkpoint.size)
        _compare(tree, bodies, checkpoint)
        done = _bring(mirror, bodies, len(tree))
        done.lost += _bring_evidence(mirror)
        if no_guard and home.guard.read() is None:
            home.guard.swap(None, note)
        require_extension(Tree(leaves()), signed_last(home.guard, home.key()), home.guard)
    finally:
        lock.release()
    return done


def _checkpoint(mirror: Mirror) -> tuple[Checkpoint, bytes]:
    found = mirror.log.checkpoint()
    if found is None:
        raise RecordBehind("no checkpoint is there", where=str(mirror.folder))
    return found


def _compare(tree: Tree, bodies: list[bytes], checkpoint: Checkpoint) -> None:
    theirs = Tree(leaf_hash(body) for body in bodies)
    where = f"the mirror of {checkpoint.size} entries"
    if theirs.root() != checkpoint.root:
        raise RecordAltered("its entries are not those that were signed", where=where)
    for seq in range(min(len(tree), len(theirs))):
        if tree.node(0, seq) != theirs.node(0, seq):
            remedy = "restore the last backup whose entries are good, then replay"
            raise RecordAltered(f"entry {seq} is another one here", where=where, remedy=remedy)


def _bring(mirror: Mirror, bodies: list[bytes], start: int) -> Replayed:
    done = Replayed(0, _find_lost(mirror), [])
    for first in range(start, len(bodies), AT_ONCE):
        with transaction.atomic():
            files = [_put(mirror, body, done) for body in bodies[first : first + AT_ONCE]]
        for name in set().union(*files):
            mirror.home.evidence.erase(name)
    lost = Payload.objects.filter(value__isnull=True, erased_by__isnull=True)
    rows = lost.order_by("entry_id", "field").values_list("field", "entry_id")
    done.lost = [f"{field} of entry {seq}" for field, seq in rows]
    wipe()
    return done


def _put(mirror: Mirror, body: bytes, done: Replayed) -> set[str]:
    """One entry with what the mirror has of it; files of evidence that it orders to be erased."""
    entry = decode(body)
    rows, closed = _closed_rows(mirror, entry)
    insert([Row("entry", (entry.seq, body)), *rows, *project(entry, closed)])
    done.entries += 1
    done.payloads += sum(held.data is not None for held in closed.values())
    if entry.type != ERASED:
        return set()
    public = entry.payload_public
    seq, fields = public["seq"], public["fields"]
    assert isinstance(seq, int)  # noqa: S101 - checked when it was recorded
    assert isinstance(fields, list)  # noqa: S101 - the same
    return erase(seq, [str(field) for field in fields], by=entry.seq)


def _closed_rows(mirror: Mirror, entry: Entry) -> tuple[list[Row], dict[str, Held]]:
    there = mirror.closed(entry.seq)
    rows, closed = [], {}
    for name, commitment in entry.commitments.items():
        value = there.get(name)
        if value is None or value.commitment != commitment:
            parts: tuple[object, ...] = (False, None, None)
        else:
            parts = (value.json, value.salt, value.data)
            closed[name] = Held(value.data, json=value.json)
        rows.append(Row("payload", (commitment, entry.seq, name, *parts, None)))
    return rows, closed


def _find_lost(mirror: Mirror) -> int:
    """Fill in what an earlier replay did not find, where this mirror has it; how many."""
    lost = Payload.objects.filter(value__isnull=True, erased_by__isnull=True)
    found = 0
    with transaction.atomic():
        for payload in lost.order_by("entry_id"):
            value = mirror.closed(payload.entry_id).get(payload.field)
            if value is not None and value.commitment == payload.commitment:
                payload.json, payload.salt, payload.value = value.json, value.salt, value.data
                payload.save(update_fields=["json", "salt", "value"])
                found += 1
        if found:
            make_all()
    return found


def _bring_evidence(mirror: Mirror) -> Iterator[str]:
    """Copy the files that are not here; a line for each that the mirror does not have whole."""
    ours = mirror.home.evidence
    for name in Evidence.objects.filter(sha256__isnull=False).values_list("sha256", flat=True):
        if name and not ours.path(name).exists():
            try:
                ours.bring(name, mirror.evidence)
            except EvidenceDamaged as damage:
                yield f"evidence {name}, which {damage.what}"
