"""The watch over the clock beside the recorder: it looks, tells, and hands its entries in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeAlias

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.entry import decode
from trucewatch.ledger.instants import milliseconds
from trucewatch.storage.clock_watch import (
    ACTOR,
    AGREED,
    KEYS,
    SKEWED,
    Change,
    ClockWatch,
    Cosigning,
)
from trucewatch.storage.cosigned_times import CosignedTimes
from trucewatch.storage.models import Entry, Receipt
from trucewatch.storage.rows import raw
from trucewatch.storage.submission import Submission

LOOK_S = 5.0
"""Between two looks; an alarm has to come within a minute."""
Answer: TypeAlias = "Future[Any]"


class ClockAlarm:
    """Looks every few seconds in a thread of its own, so that recording waits for nothing of it.

    Args:
        watch: what remembers the comparisons.
        cosigned: where cosignatures come in.
        hand_in: records an entry; not waited for.
        tell: gets one line for each change.
        last: `ts` of the last entry, None where it is not known.
    """

    def __init__(
        self,
        watch: ClockWatch,
        cosigned: CosignedTimes,
        *,
        hand_in: Callable[[Submission], Answer],
        tell: Callable[[str], None],
        last: Callable[[], str | None],
    ) -> None:
        self._watch, self._cosigned = watch, cosigned
        self._hand_in, self._tell, self._last = hand_in, tell, last
        self._trouble = ""
        self._asked: list[tuple[Submission, Answer]] = []
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clock", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._end.set()
        self._thread.join()

    def look(self) -> None:
        """Hold the clock against everything once, and tell what changed."""
        last = self._last()
        at = None if last is None else milliseconds(last) / 1000
        for change in self._watch.look(at, self._fresh()):
            self._tell(str(change))
            self._ask(change.submission())
        self._ask_again()

    def _fresh(self) -> list[Cosigning]:
        """Cosignatures that came; where they cannot be read that is told once, not at each look."""
        try:
            found, trouble = self._cosigned.fresh(), ""
        except (Refusal, OSError) as err:
            found, trouble = [], f"the clock is not compared with those who cosign: {err}"
        if trouble and trouble != self._trouble:
            self._tell(trouble)
        self._trouble = trouble
        return found

    def _ask(self, given: Submission) -> None:
        self._asked.append((given, self._hand_in(given)))

    def _ask_again(self) -> None:
        """Hand in again what was not recorded; the same key makes it one entry."""
        failed = [one for one, answer in self._asked if answer.done() and answer.exception()]
        self._asked = [one for one in self._asked if not one[1].done()]
        for given in failed:
            self._ask(given)

    def _run(self) -> None:
        while not self._end.wait(LOOK_S):
            self.look()


def standing() -> dict[str, tuple[int, Change]]:
    """Comparisons that disagree by the record: seq of the entry that says so, and what it says."""
    found: dict[str, tuple[int, Change]] = {}
    seqs = list(Receipt.objects.filter(key__startswith=KEYS).values_list("seq", flat=True))
    for body in Entry.objects.filter(seq__in=seqs).order_by("seq").values_list("body", flat=True):
        entry = decode(raw(body))
        if entry.actor != ACTOR or entry.type not in (SKEWED, AGREED):
            continue
        told: dict[str, Any] = dict(entry.payload_public)
        found.pop(told["against"], None)
        if entry.type == SKEWED:
            change = Change(told["against"], told["ahead_s"], told["clock_s"])
            found[change.against] = entry.seq, change
    return found
