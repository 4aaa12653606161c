"""The one spelling of an instant in an entry."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from trucewatch.ledger.refusals import Malformed

SPELLING = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{3}))?Z")
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@lru_cache(maxsize=64)
def milliseconds(ts: str) -> int:
    """Milliseconds since 1970 of `2026-03-01T04:05:06Z` or `2026-03-01T04:05:06.789Z`.

    Raises:
        Malformed: another spelling, `.000`, or a day or second that no calendar has (60 too: a
            leap second is written as the second before it).

    >>> milliseconds("1970-01-01T00:00:01.005Z")
    1005
    >>> milliseconds("2016-12-31T23:59:60Z")
    Traceback (most recent call last):
    trucewatch.ledger.refusals.Malformed: '2016-12-31T23:59:60Z' is no instant
    """
    found = SPELLING.fullmatch(ts)
    if not found or found[2] == "000":
        raise Malformed(f"{ts[:40]!r} is not spelled as an instant", remedy="YYYY-MM-DDThh:mm:ssZ")
    try:
        moment = datetime.fromisoformat(f"{found[1]}+00:00")
    except ValueError as error:
        raise Malformed(f"{ts!r} is no instant") from error
    past = moment - _EPOCH
    return (past.days * 86_400 + past.seconds) * 1000 + int(found[2] or 0)


def spelled(moment: datetime) -> str:
    """An aware instant as an entry writes it, cut to milliseconds.

    >>> from datetime import UTC
    >>> spelled(datetime(2026, 3, 1, 4, 5, 6, 789_999, UTC))
    '2026-03-01T04:05:06.789Z'
    >>> spelled(datetime(2026, 3, 1, 4, 5, 6, 999, UTC))
    '2026-03-01T04:05:06Z'
    """
    if moment.tzinfo is None:
        raise Malformed("an instant needs its zone")
    utc = moment.astimezone(_EPOCH.tzinfo)
    thousandths = utc.microsecond // 1000
    fraction = f".{thousandths:03}" if thousandths else ""
    return f"{utc:%Y-%m-%dT%H:%M:%S}{fraction}Z"
