"""What happens in sessions, as the record tells it: one question for all rooms of a process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from trucewatch.domain.access import Audience, Side
from trucewatch.domain.session import SessionState
from trucewatch.storage.documents import content
from trucewatch.storage.models import Document, SideMessage
from trucewatch.storage.side_channel import said
from trucewatch.storage.sight import seeing

KINDS = ("session", "finding", "signature", "determination", "minutes")
STANDING = "standing"
"""Of no session, yet told in each that is not closed: a delegation that leaves is seen to leave."""


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
        told = [_of(row) for row in rows.order_by("seq") if row.body]
        told += _moved(wanted, after)
    return sorted(told, key=lambda one: one.seq)


def messages(side: Side, session: str, after: int = 0) -> list[SideMessage]:
    """What a side said in a session after its message of that number, in order.

    For the reader that serves that side's people; the database shows it nothing else meanwhile.
    """
    with seeing([Audience(side.value)]):
        return said(side.value, session, after)


def _moved(sessions: list[str], after: int) -> Iterator[Happened]:
    """What became of delegations between the call of each of these sessions and its close."""
    rows = list(Document.objects.filter(kind=STANDING, seq__gt=after, body__isnull=False))
    if not rows:
        return
    begun, closed = dict[str, int](), dict[str, int]()
    stands = Document.objects.filter(kind="session", subject__in=sessions, body__isnull=False)
    for one in stands.order_by("-seq"):
        begun[one.subject] = one.seq
        if content(one)["state"] == SessionState.CLOSED.value:
            closed[one.subject] = one.seq
    for row in rows:
        for session, first in begun.items():
            if first < row.seq < closed.get(session, row.seq + 1):
                yield _of(row, session)


def _of(row: Document, session: str = "") -> Happened:
    body = content(row)
    return Happened(
        seq=row.seq,
        session=session or (row.subject if row.kind == "session" else str(body["session"])),
        kind=row.kind,
        verb=row.verb,
        version=row.version,
        actor=row.actor,
        at=row.recorded_at,
        body=body,
    )
