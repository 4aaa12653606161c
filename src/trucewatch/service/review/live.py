"""What happens in sessions, as the record tells it: one question for all rooms of a process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from trucewatch.domain.access import Audience, Side
from trucewatch.storage.documents import content
from trucewatch.storage.models import Document, SideMessage
from trucewatch.storage.side_channel import said
from trucewatch.storage.sight import seeing

KINDS = ("session", "finding", "signature", "determination", "minutes")


@dataclass(frozen=True)
class Happened:
    """One entry of the record that a room shows.

    Args:
        seq: its place in the ledger, which orders a room.
        session: whose room.
        kind, verb, version, actor, at, body: of the document.
    """

    seq: int
    session: str
    kind: str
    verb: str
    version: int
    actor: str
    at: dt.datetime
    body: Mapping[str, Any]


def happened(sessions: Iterable[str], after: int = -1) -> list[Happened]:
    """Everything in these sessions after a place in the ledger, in order."""
    wanted = list(sessions)
    one = Q(kind="session", subject__in=wanted) | Q(body__session__in=wanted)
    with seeing([Audience.SHARED]):
        rows = Document.objects.filter(kind__in=KINDS, seq__gt=after).filter(one)
        return [_of(row) for row in rows.order_by("seq") if row.body]


def messages(side: Side, session: str, after: int = 0) -> list[SideMessage]:
    """What a side said in a session after its message of that number, in order.

    For the reader that serves that side's people; the database shows it nothing else meanwhile.
    """
    with seeing([Audience(side.value)]):
        return said(side.value, session, after)


def _of(row: Document) -> Happened:
    body = content(row)
    return Happened(
        seq=row.seq,
        session=row.subject if row.kind == "session" else str(body["session"]),
        kind=row.kind,
        verb=row.verb,
        version=row.version,
        actor=row.actor,
        at=row.recorded_at,
        body=body,
    )
