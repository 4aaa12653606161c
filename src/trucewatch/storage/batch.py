"""One transaction: what was sent in becomes entries, payloads, receipts and rows, or is refused.

Each submission is judged alone; a refused one leaves no trace and stops no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.entry import Entry, encode
from trucewatch.storage.admission import Heads, admit, heads_of, subjects
from trucewatch.storage.exercise import admitted, told_at, told_in
from trucewatch.storage.projection import Held, project
from trucewatch.storage.repetition import Known, Recorded, found_again, known_under
from trucewatch.storage.rows import Row, insert
from trucewatch.storage.submission import Submission

Outcome = Recorded | Refusal


@dataclass
class Batch:
    """The submissions of one transaction, and what they are measured against.

    Args:
        first: seq of the next entry.
        ts: instant for all entries of the batch; not earlier than that of the entry before.
        known: what the record has under the keys of the batch.
        heads: newest versions; moves on with every admitted submission.
        exercise: whether the record is that of an exercise.
        exercise_at: the time by its clock; "" in a centre and before it has begun.
    """

    first: int
    ts: str
    known: dict[str, Known]
    heads: Heads
    exercise: bool = False
    exercise_at: str = ""

    def __post_init__(self) -> None:
        self.rows: list[Row] = []
        self.taken = 0

    def take(self, given: Submission) -> Outcome:
        """Admit it, find it again, or say why not."""
        try:
            before = self.known.get(given.key)
            # Sent again, it stands where and when it was recorded.
            at = told_in(before.body) if before else self.exercise_at
            given = admitted(given, self.first + self.taken, exercise=self.exercise, at=at)
            if before:
                return found_again(given, before)
            after = admit(given, self.heads)
            entry = given.entry(self.first + self.taken, self.ts)
            body = encode(entry)
            self.rows += rows_of(given, entry, body)
        except Refusal as refusal:
            return refusal
        self.heads.update(after)
        self.known[given.key] = Known(body, {one.name: one.salt for one in given.values})
        self.taken += 1
        return Recorded(entry.seq, body)


def record(
    given: Sequence[Submission], first: int, ts: str, *, exercise: bool = False
) -> list[Outcome]:
    """Record what can be recorded; all of it is durable when this returns.

    Raises:
        django.db.Error: nothing was recorded, or the commit's end is not known.
    """
    with transaction.atomic():
        wanted = (name for one in given for name in subjects_or_none(one))
        known = known_under(one.key for one in given)
        at = told_at(ts) if exercise else ""
        batch = Batch(first, ts, known, heads_of(wanted), exercise, at)
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
