"""What is open at this hour: calls, callbacks, drafts, quarantine, what nobody assessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.domain.time import parse_instant
from trucewatch.service import drafts, duty
from trucewatch.service.call_told import OPEN
from trucewatch.service.centre import Centre
from trucewatch.storage.documents import content, newest
from trucewatch.storage.models import Draft
from trucewatch.storage.models.documents import Version

MOST = 200
"""Lines of one list; whoever has more open does not read a board."""
QUARANTINED = "quarantined"


@dataclass(frozen=True)
class CallbackDue:
    """Somebody waits to be called back.

    Args:
        due: the instant by which; None where it was said in words alone.
        late: how long it is overdue; negative where there is time left, None without `due`.
    """

    call: Version
    due: dt.datetime | None
    late: dt.timedelta | None

    @property
    def overdue(self) -> bool:
        """Whether the time has passed."""
        return self.late is not None and self.late > dt.timedelta(0)


@dataclass(frozen=True)
class Board:
    """All that is open, each list in the order in which it wants attention."""

    at: dt.datetime
    watch: Version | None
    offered: Version | None
    callbacks: tuple[CallbackDue, ...]
    calls: tuple[Version, ...]
    drafts: tuple[Draft, ...]
    quarantined: tuple[Version, ...]
    unassessed: tuple[Version, ...]
    notes: tuple[Version, ...]


def board(centre: Centre) -> Board:
    """The board as it is now; callbacks the longest overdue first, calls the oldest first."""
    now = centre.clock()
    waiting = newest("call").filter(body__callback__done=None)
    return Board(
        at=now,
        watch=duty.on_watch(),
        offered=duty.offered(),
        callbacks=tuple(_callbacks(waiting, now)),
        calls=tuple(newest("call").filter(body__state=OPEN).order_by("seq")[:MOST]),
        drafts=tuple(drafts.kept(centre)),
        quarantined=tuple(newest("report").filter(body__state=QUARANTINED)[:MOST]),
        unassessed=tuple(_unassessed()),
        notes=tuple(newest("duty")[:MOST]),
    )


def _callbacks(calls: Iterable[Version], now: dt.datetime) -> list[CallbackDue]:
    waiting = []
    for call in calls:
        told = content(call)["callback"]["due"]
        due = parse_instant(told) if told else None
        waiting.append(CallbackDue(call, due, now - due if due else None))
    # Without a time it waits as long as the call is old, behind all that have one.
    return sorted(
        waiting,
        key=lambda one: (one.due is None, one.due or one.call.recorded_at),
    )


def _unassessed() -> list[Version]:
    """Incidents, the newest first, of which no assessment was recorded."""
    incidents = list(newest("incident")[:MOST])
    subjects = [one.subject for one in incidents]
    done = newest("assessment").filter(body__incident__in=subjects)
    assessed = set(done.values_list("body__incident", flat=True))
    return [one for one in incidents if one.subject not in assessed]
