"""Entries of the database, in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from trucewatch.ledger.entry import decode
from trucewatch.ledger.instants import spelled
from trucewatch.ledger.tree import leaf_hash
from trucewatch.storage.models import Entry
from trucewatch.storage.refusals import RecordAltered
from trucewatch.storage.rows import raw

AT_ONCE = 2000
"""Rows that are asked for at a time."""


def bodies(start: int, stop: int) -> list[bytes]:
    """The entries from `start` up to `stop`, as far as they are there."""
    rows = Entry.objects.filter(seq__gte=start, seq__lt=stop).order_by("seq")
    return [raw(body) for body in rows.values_list("body", flat=True)]


def leaves() -> Iterator[bytes]:
    """The leaf of each entry.

    Raises:
        RecordAltered: an entry between others is not there.
    """
    rows = Entry.objects.order_by("seq").values_list("seq", "body")
    for place, (seq, body) in enumerate(rows.iterator(chunk_size=AT_ONCE)):
        if seq != place:
            raise RecordAltered(f"entry {place} is not in the database")
        yield leaf_hash(raw(body))


def last_ts() -> str:
    """When the last entry was taken in; 1970 where there is none."""
    last = Entry.objects.order_by("-seq").values_list("body", flat=True).first()
    return spelled(dt.datetime.fromtimestamp(0, dt.UTC)) if last is None else decode(raw(last)).ts


def verbs_of(seqs: Collection[int]) -> dict[int, str]:
    """What was done to make each of these entries, as its open part says; "" where it does not."""
    rows = Entry.objects.filter(seq__in=list(seqs)).values_list("seq", "body")
    opened = {seq: decode(raw(body)).payload_public for seq, body in rows}
    return {seq: str(opened.get(seq, {}).get("verb", "")) for seq in seqs}
