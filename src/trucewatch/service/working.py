"""The worker: reads what waits, gathers what changed, reveals what is due, records what ran out.

The record itself is its queue. A report that was received is newer than its reading until it is
read, so a worker that is killed begins again where it stood, and nothing has to be remembered
beside the record.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import close_old_connections
from django.db.models import Max

from trucewatch.domain.access import MACHINE
from trucewatch.domain.errors import Refusal
from trucewatch.service.centre import Centre
from trucewatch.service.exercise.releasing import release_due
from trucewatch.service.feeds import poll_due
from trucewatch.service.gathering import Gathered, gather
from trucewatch.service.reports import read, waiting
from trucewatch.service.review import outbox
from trucewatch.service.review.determinations import determine_all_due
from trucewatch.service.review.requests import lapse_due
from trucewatch.service.review.revealing import reveal_all_due
from trucewatch.storage.models import Head

GATHERED_FROM = ("reading", "statement", "decision")
LOOK_S = 1.0
SHARE = 4
"""A gathering that took one second is followed by four without one, so that reading goes on."""
Tell = Callable[[str], None]


class Worker:
    """Reads and gathers for one centre until it is told to stop.

    Args:
        tell: gets each line that a person should see.
    """

    def __init__(self, centre: Centre, tell: Tell = print) -> None:
        self._centre, self._tell = centre, tell
        self._gathered_to = -1
        self._not_before = 0.0

    def run(self, stop: threading.Event) -> None:
        """Work until `stop`; a refusal is told and tried again, since its cause may pass."""
        while not stop.is_set():
            try:
                self.turn()
            except Refusal as refusal:
                self._tell(str(refusal))
            close_old_connections()
            stop.wait(LOOK_S)

    def turn(self) -> Gathered | None:
        """Read everything that waits, then gather if there is something new to gather."""
        release_due(self._centre)
        for report in waiting():
            self._read(report)
        poll_due(self._centre, MACHINE, self._tell)
        reveal_all_due(self._centre, self._tell)
        lapse_due(self._centre)
        determine_all_due(self._centre, self._tell)
        outbox.tell(self._centre)
        changed_to = self._newest()
        if changed_to <= self._gathered_to or time.monotonic() < self._not_before:
            return None
        began = time.monotonic()
        done = gather(self._centre, MACHINE)
        took = time.monotonic() - began
        self._gathered_to, self._not_before = changed_to, time.monotonic() + SHARE * took
        return done

    def _read(self, report: str) -> None:
        """One that cannot be read now is told of, and those behind it do not wait for it."""
        try:
            read(self._centre, MACHINE, report)
        except Refusal as refusal:
            self._tell(str(refusal))

    def _newest(self) -> int:
        found = Head.objects.filter(kind__in=GATHERED_FROM).aggregate(newest=Max("seq"))
        newest = found["newest"]
        return -1 if newest is None else int(newest)
