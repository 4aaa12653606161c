"""Comparing what the database has with what was signed, row by row.

The tree in memory was checked against the guard when the recorder began. Rows that somebody
changes past the program from then on differ from its leaves, or from the commitments in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from trucewatch.ledger.commitment import SALT_BYTES, opens
from trucewatch.ledger.tree import Tree, leaf_hash
from trucewatch.storage.models import Entry, Payload
from trucewatch.storage.rows import raw

AT_ONCE = 2000
SHOWN = 5


class Audit:
    """Goes through the rows in turns, from the first again after the last.

    Args:
        tree: leaves as they were signed.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree, self._next = tree, 0

    def go_on(self, window: int) -> list[str]:
        """Look at the next rows of so many entries; say what differs."""
        size = len(self._tree)
        start = self._next if self._next < size else 0
        self._next = min(start + window, size)
        found = list(differences(self._tree, start, self._next))
        extra = Entry.objects.filter(seq__gte=size).count()
        return [*found, f"{extra} entries stand behind the last recorded one"] if extra else found


def differences(tree: Tree, start: int, stop: int) -> Iterator[str]:
    """What differs among the entries from `start` up to `stop`, in order, one line each."""
    for first in range(start, stop, AT_ONCE):
        last = min(first + AT_ONCE, stop)
        rows = Entry.objects.filter(seq__gte=first, seq__lt=last).values_list("seq", "body")
        bodies = {seq: raw(body) for seq, body in rows}
        yield from _entries(tree, bodies, range(first, last))
        yield from _payloads(bodies, first, last)


def _entries(tree: Tree, bodies: dict[int, bytes], seqs: range) -> Iterator[str]:
    for seq in seqs:
        if seq not in bodies:
            yield f"entry {seq} is not there"
        elif leaf_hash(bodies[seq]) != tree.node(0, seq):
            yield f"entry {seq} is not the one that was signed"


def _payloads(bodies: dict[int, bytes], first: int, last: int) -> Iterator[str]:
    rows = Payload.objects.filter(entry_id__gte=first, entry_id__lt=last)
    there: dict[int, set[str]] = {}
    columns = ("entry_id", "field", "commitment", "salt", "value")
    for seq, field, commitment, salt, value in rows.values_list(*columns).iterator():
        there.setdefault(seq, set()).add(field)
        if value is not None and not _opens(commitment, field, raw(value), raw(salt)):
            yield f"payload {field} of entry {seq} is not the one that was committed to"
    for seq, body in bodies.items():
        yield from _lacking(seq, body, there.get(seq, set()))


def _lacking(seq: int, body: bytes, there: set[str]) -> Iterator[str]:
    try:
        committed = json.loads(body)["commitments"].keys()
    except (ValueError, TypeError, KeyError, AttributeError):
        return  # told already: it is not the one that was signed
    for field in sorted(committed ^ there):
        yield f"payload {field} of entry {seq} is not there, or nothing committed to it"


def _opens(commitment: str, field: str, value: bytes, salt: bytes) -> bool:
    return len(salt) == SALT_BYTES and opens(commitment, field, value, salt)


def told(found: list[str]) -> str:
    """The first differences in one line, and how many more there are."""
    more = f", and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return f"{len(found)} rows were changed past the program: {'; '.join(found[:SHOWN])}{more}"
