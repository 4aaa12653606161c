"""One transaction: what was sent in becomes entries, payloads, receipts and rows, or is refused.

Each submission is judged alone; a refused one leaves no trace and stops no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.entry import Entry, decode, encode
from trucewatch.storage.admission import Heads, admit, heads_of, known_keys, subjects
from trucewatch.storage.models import Entry as EntryRow
from trucewatch.storage.models import Payload
from trucewatch.storage.projection import Held, project
from trucewatch.storage.refusals import ContentErased, KeyReused
from trucewatch.storage.rows import Row, insert
from trucewatch.storage.submission import Submission


class Recorded(NamedTuple):
    """An entry that the record holds: new, or from an earlier time under the same key."""

    seq: int
    body: bytes
    repeated: bool = False


Outcome = Recorded | Refusal


@dataclass
class Batch:
    """The submissions of one transaction, and what they are measured against.

    Args:
        first: seq of the next entry.
        ts: instant for all entries of the batch; not earlier than that of the entry before.
        keys: keys that stand for an entry already.
        heads: newest versions; moves on with every admitted submission.
    """

    first: int
    ts: str
    keys: dict[str, int]
    heads: Heads

    def __post_init__(self) -> None:
        self.rows: list[Row] = []
        self.new: dict[str, tuple[Entry, bytes, Submission]] = {}

    def take(self, given: Submission) -> Outcome:
        """Admit it, find it again, or say why not."""
        try:
            if given.key in self.keys:
                return _found_again(given, self.keys[given.key])
            if given.key in self.new:
                entry, body, before = self.new[given.key]
                salts = {value.name: value.salt for value in before.values}
                return _same(given, entry, salts) or Recorded(entry.seq, body, repeated=True)
            after = admit(given, self.heads)
            entry = given.entry(self.first + len(self.new), self.ts)
            body = encode(entry)
            self.rows += rows_of(given, entry, body)
        except Refusal as refusal:
            return refusal
        self.heads.update(after)
        self.new[given.key] = (entry, body, given)
        return Recorded(entry.seq, body)


def record(given: Sequence[Submission], first: int, ts: str) -> list[Outcome]:
    """Record what can be recorded; all of it is durable when this returns.

    Raises:
        django.db.Error: nothing was recorded, or the commit's end is not known.
    """
    with transaction.atomic():
        wanted = (name for one in given for name in subjects_or_none(one))
        batch = Batch(first, ts, known_keys(one.key for one in given), heads_of(wanted))
        outcomes = [batch.take(one) for one in given]
        insert(batch.rows)
    return outcomes


def subjects_or_none(given: Submission) -> list[str]:
    """Its subjects; none where it is so malformed that it will be refused anyway."""
    try:
        return subjects(given)
    except Refusal:
        return []


def rows_of(given: Submission, entry: Entry, body: bytes) -> Iterator[Row]:
    """Every row that a new entry makes."""
    yield Row("entry", (entry.seq, body))
    for one in given.values:
        name, commitment = one.name, entry.commitments[one.name]
        yield Row("payload", (commitment, entry.seq, name, one.json, one.salt, one.data, None))
    closed = {one.name: Held(one.data, json=one.json) for one in given.values}
    yield from project(entry, closed)


def _found_again(given: Submission, seq: int) -> Outcome:
    body = bytes(EntryRow.objects.values_list("body", flat=True).get(seq=seq))
    entry = decode(body)
    payloads = Payload.objects.filter(entry_id=seq, salt__isnull=False)
    salts = {name: bytes(salt or b"") for name, salt in payloads.values_list("field", "salt")}
    if salts.keys() != entry.commitments.keys():
        what = f"the key stands for entry {seq}, whose content has been erased"
        return ContentErased(what, remedy="nothing has to be sent again")
    return _same(given, entry, salts) or Recorded(seq, body, repeated=True)


def _same(given: Submission, entry: Entry, salts: dict[str, bytes]) -> KeyReused | None:
    if given.is_in(entry, salts):
        return None
    what = f"the key {given.key} already stands for entry {entry.seq}, which says something else"
    return KeyReused(what, remedy="make a new key for a new report")
