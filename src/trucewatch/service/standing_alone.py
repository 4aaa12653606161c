"""Statements that stand in no report, as those of calls: each is a reading of its own."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from trucewatch.data.versions import versions
from trucewatch.domain.document import Block, BlockKind, Document, PublishedBasis
from trucewatch.domain.reading import Reading
from trucewatch.domain.span import Span
from trucewatch.domain.statement import Statement
from trucewatch.domain.wire import from_wire
from trucewatch.storage.documents import newest
from trucewatch.storage.models.documents import Version

REVIEW = "review"
"""Member of a statement's body that says what a person thought of it."""
REJECTED = "rejected"


def told_alone(statements: frozenset[str] | None = None) -> Iterator[Reading]:
    """A reading for each such statement as it stands, in the order in which they came.

    Args:
        statements: only these; None for all.
    """
    found = newest("statement").filter(reading__isnull=True).order_by("seq")
    if statements is not None:
        found = found.filter(subject__in=statements)
    for one in found:
        if one.body and one.body.get(REVIEW, {}).get("state") != REJECTED:
            yield reading_of(one)


def reading_of(one: Version) -> Reading:
    """What was said, as the report of whoever said it first-hand to the centre, on that day."""
    body = one.body or {}
    said = from_wire(Statement, {name: body[name] for name in body if name != REVIEW})
    source = said.speakers[-1].name if said.speakers else ""
    document = Document(
        name=source or one.subject,
        sha256=sha256(one.subject.encode()).hexdigest(),
        encoding="utf-8",
        encoding_basis="valid_utf8",
        text=said.words,
        language="und",
        blocks=(Block(BlockKind.NOTE, Span(0, len(said.words))),),
        repairs=(),
        published=one.recorded_at.date(),
        published_basis=PublishedBasis.GIVEN,
        source=source or None,
    )
    return Reading(document=document, statements=(said,), versions=versions())
