"""Messages of one delegation in one session, counted one after the other."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Max

from trucewatch.storage.models import SideMessage

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def put(message: SideMessage) -> SideMessage:
    """Keep a message under the next number of its side; one that is there already stays.

    A number is seen by nobody before all lower ones are, so that a reader who asks for what came
    after the last one misses nothing: SQLite has one writer, PostgreSQL is asked for a lock that
    is let go when the transaction ends.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(LOCK, [f"side {message.side} {message.session}"])
        there = SideMessage.objects.filter(id=message.id, side=message.side).first()
        if there is not None:
            return there
        rows = SideMessage.objects.filter(side=message.side, session=message.session)
        message.n = (rows.aggregate(newest=Max("n"))["newest"] or 0) + 1
        message.save(force_insert=True)
    return message


def said(side: str, session: str, after: int = 0) -> list[SideMessage]:
    """What a side said in a session after its message of that number, in order."""
    rows = SideMessage.objects.filter(side=side, session=session, n__gt=after)
    return list(rows.order_by("n"))
