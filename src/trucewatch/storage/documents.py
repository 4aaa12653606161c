"""Asking for documents of the centre: the newest, all versions, what was known at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from trucewatch.ledger.entry import decode
from trucewatch.storage.kept_query import KeptQuery
from trucewatch.storage.models import (
    Agreement,
    Document,
    Entry,
    Head,
    Incident,
    Reading,
    Receipt,
    Statement,
)
from trucewatch.storage.models.documents import Version
from trucewatch.storage.rows import raw

TABLES: dict[str, Any] = {
    "reading": Reading,
    "statement": Statement,
    "incident": Incident,
    "agreement": Agreement,
}
HEADS = KeptQuery(Head.objects.filter(subject=""))
ONE: dict[Any, KeptQuery[Any]] = {
    table: KeptQuery(table.objects.filter(subject="").filter(version=0))
    for table in (*TABLES.values(), Document)
}
"""One version of one document, by the table of its kind."""
EVERY: dict[Any, KeptQuery[Any]] = {
    table: KeptQuery(table.objects.filter(subject="").order_by("version"))
    for table in TABLES.values()
}
EVERY_OF_KIND = KeptQuery(Document.objects.filter(kind="").filter(subject="").order_by("version"))


def table(kind: str) -> QuerySet[Any]:
    """All versions of all documents of a kind."""
    if kind in TABLES:
        found: QuerySet[Any] = TABLES[kind].objects.all()
        return found
    return Document.objects.filter(kind=kind)


def newest(kind: str, audiences: Iterable[str] | None = None) -> QuerySet[Any]:
    """The newest version of each document of a kind; the one recorded last comes first.

    Args:
        audiences: only what these may see; None for no limit. Kinds with a table of their own are
            shared by all.
    """
    standing = Head.objects.filter(subject=OuterRef("subject"), version=OuterRef("version"))
    found = table(kind).filter(Exists(standing)).order_by("-seq")
    if audiences is not None and kind not in TABLES:
        found = found.filter(audience__in=[str(one) for one in audiences])
    return found


def newest_of(subject: str) -> Version | None:
    """The newest version of one document, whatever its kind; None where there is no such thing."""
    head = HEADS.first(subject)
    if head is None:
        return None
    return ONE[TABLES.get(head.kind, Document)].first(subject, head.version)


def standing_at(*subjects: str) -> dict[str, int]:
    """The newest version of each of these, 0 where there is no such thing: what a step rests on."""
    found = _heads_of(len(subjects))(*subjects) if subjects else []
    return {**dict.fromkeys(subjects, 0), **{one.subject: one.version for one in found}}


def version_of(kind: str, subject: str, version: int) -> Version | None:
    """One version of a document of a kind; None where there is no such."""
    found: Version | None = ONE[TABLES.get(kind, Document)].first(subject, version)
    return found if getattr(found, "kind", kind) == kind else None


def subject_under(key: str) -> str | None:
    """What was recorded under an idempotency key; None where nothing was."""
    seq = Receipt.objects.filter(key=key).values_list("seq", flat=True).first()
    if seq is None:
        return None
    return decode(raw(Entry.objects.values_list("body", flat=True).get(seq=seq))).subject


def content(version: Version) -> dict[str, Any]:
    """What a version says, as a JSON object; {} of a tombstone."""
    body = version.body
    return body if isinstance(body, dict) else {}


def versions(kind: str, subject: str) -> Sequence[Version]:
    """Every version, the first one first."""
    if kind in TABLES:
        return EVERY[TABLES[kind]](subject)
    return EVERY_OF_KIND(kind, subject)


def as_known(kind: str, subject: str, at: dt.datetime) -> Version | None:
    """The version that stood at an instant; None where the thing was not on record yet."""
    earlier = table(kind).filter(subject=subject, recorded_at__lte=at)
    found: Version | None = earlier.order_by("-version").first()
    return found


@cache
def _heads_of(number: int) -> KeptQuery[Head]:
    """The heads of so many subjects."""
    return KeptQuery(Head.objects.filter(subject__in=[str(one) for one in range(number)]))
