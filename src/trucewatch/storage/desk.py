"""The desk: where everybody hands in, and one thread with the recorder behind it.

While a batch is being written the next one gathers, so that waiting is never on purpose: a lone
sender is answered at once, a crowd in batches.
"""

from __future__ import annotations

import errno
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

from django.db import Error as DatabaseError
from django.db import connection

from trucewatch.domain.errors import Refusal
from trucewatch.storage.clock_alarm import ClockAlarm, standing
from trucewatch.storage.clock_watch import ClockWatch, steady_s
from trucewatch.storage.cosigned_times import CosignedTimes
from trucewatch.storage.home import Home
from trucewatch.storage.publishing import Publisher
from trucewatch.storage.recorder import (
    LARGEST_BATCH,
    Acknowledgement,
    Answer,
    Clock,
    Recorder,
    utc_now,
)
from trucewatch.storage.refusals import RecorderStopped, disk_refused
from trucewatch.storage.sight import see_everything
from trucewatch.storage.submission import Submission, check

LONGEST_GATHERING_S = 0.2
"""A batch that never stops growing is closed after this time."""
MOST_BYTES = 64 * 1024 * 1024
"""Values of one batch in memory; one submission may be larger than the rest of its batch."""
TICK_S = 0.25

Waiting = tuple[Submission, "Future[Acknowledgement]"]
Alarm = Callable[[str], None]


class Desk:
    """Takes submissions from any thread and answers each once it is durable.

    Args:
        home: whose record.
        mirror: a folder that gets a copy of everything at each checkpoint; None for none.
        alarm: told in one line what a person has to look at.
        clock: tells the time of entries.
    """

    def __init__(
        self,
        home: Home,
        *,
        mirror: Path | None = None,
        alarm: Alarm = print,
        clock: Clock = utc_now,
    ) -> None:
        self._home, self._mirror, self._alarm, self._clock = home, mirror, alarm, clock
        self._watch: ClockAlarm | None = None
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._recorder: Recorder | None = None
        self._publisher: Publisher | None = None
        self._stopped: Refusal | None = None
        self._begun: Future[None] = Future()
        self._ended = threading.Event()
        self._answering: list[Waiting] = []
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)

    def open(self) -> Desk:
        """Begin; returns once the record is seen to be what was signed.

        Raises:
            Refusal: another recorder runs, or the record is not what was signed.
        """
        self._thread.start()
        self._begun.result()
        if self._watch:
            self._watch.start()
        return self

    def close(self) -> None:
        """Answer what was handed in, publish the last checkpoint, and end."""
        if self._watch:
            self._watch.close()
        self._queue.put(None)
        self._thread.join()

    @property
    def ended(self) -> bool:
        """Whether nobody works behind it any more."""
        return self._ended.is_set()

    def hand_in(self, given: Submission) -> Future[Acknowledgement]:
        """The answer to come; a refusal is its exception.

        Raises:
            Refusal: it can never be recorded, whatever the record holds.
        """
        check(given)
        answer: Future[Acknowledgement] = Future()
        self._queue.put((given, answer))
        if self._ended.is_set():
            self._refuse_rest()
        return answer

    def _run(self) -> None:
        see_everything()
        try:
            self._recorder_now()
            self._watch = self._watching()
        except BaseException as err:  # noqa: BLE001 - told to the one who opens
            self._begun.set_exception(err)
            return
        self._begun.set_result(None)
        try:
            self._work()
        finally:
            # Also where the program itself has a fault: nobody may wait for ever.
            self._let_go()
            connection.close()
            self._ended.set()
            self._refuse_rest()

    def _work(self) -> None:
        going = True
        while going:
            self._answering, going = self._gather()
            if self._answering:
                self._answer(self._answering)
            self._publish(idle=self._queue.empty(), last=not going)

    def _refuse_rest(self) -> None:
        """Refuse whatever was not answered; safe to be called by several threads."""
        remedy = "send it again with the same key, which tells whether it was recorded"
        refusal = RecorderStopped("the recorder has ended", remedy=remedy)
        for _, answer in self._answering:
            if not answer.done():
                answer.set_exception(refusal)
        with suppress(queue.Empty):
            while True:
                one = self._queue.get_nowait()
                if one is not None:
                    one[1].set_exception(refusal)

    def _gather(self) -> tuple[list[Waiting], bool]:
        """What is handed in by now, at most one batch; False where nothing more will come."""
        batch: list[Waiting] = []
        size, until = 0, time.monotonic() + TICK_S + LONGEST_GATHERING_S
        while len(batch) < LARGEST_BATCH and size < MOST_BYTES and time.monotonic() < until:
            try:
                one = self._queue.get(timeout=0 if batch else TICK_S)
            except queue.Empty:
                break
            if one is None:
                return batch, False
            batch.append(one)
            size += sum(len(value.data) for value in one[0].values)
        return batch, True

    def _answer(self, batch: list[Waiting]) -> None:
        answers: list[Answer]
        try:
            answers = self._recorder_now().append([given for given, _ in batch])
        except (Refusal, DatabaseError, OSError) as err:
            refusal = self._after(err)
            answers = [refusal] * len(batch)
        for (_, answer), one in zip(batch, answers, strict=True):
            if isinstance(one, Refusal):
                answer.set_exception(one)
            else:
                answer.set_result(one)

    def _recorder_now(self) -> Recorder:
        """The recorder; after a failure a new one, which looks at what the disk holds."""
        if self._stopped is not None:
            raise self._stopped
        if self._recorder is None:
            self._recorder = Recorder(self._home, self._clock)
            self._publisher = Publisher(self._home, self._recorder, self._mirror, self._alarm)
        return self._recorder

    def _watching(self) -> ClockAlarm:
        watch = ClockWatch(lambda: self._clock().timestamp(), steady_s, standing())
        return ClockAlarm(
            watch,
            CosignedTimes(self._home),
            hand_in=self.hand_in,
            tell=self._alarm,
            last=lambda: recorder.last if (recorder := self._recorder) else None,
        )

    def _after(self, err: Exception) -> Refusal:
        """Let go of a recorder whose state is not sure; what the senders are told."""
        self._let_go()
        if isinstance(err, Refusal):
            refusal = err
        elif isinstance(err, OSError):
            refusal = disk_refused(err, str(self._home.root))
        else:
            what = f"the database stopped the recorder: {str(err).strip().splitlines()[0]}"
            remedy = "send it again with the same key, which tells whether it was recorded"
            refusal = RecorderStopped(what, remedy=remedy)
        if _is_failing_disk(err):
            # A second attempt could succeed in memory and still not be on the disk.
            self._stopped = refusal
        self._alarm(str(refusal))
        return refusal

    def _publish(self, *, idle: bool, last: bool) -> None:
        if self._publisher is None:
            return
        try:
            self._publisher.publish_if_due(idle=idle, last=last)
        except Refusal as err:
            self._stopped = self._after(err)
        except (DatabaseError, OSError) as err:
            self._after(err)

    def _let_go(self) -> None:
        recorder, self._recorder, self._publisher = self._recorder, None, None
        if recorder is not None:
            recorder.close()


def _is_failing_disk(err: Exception) -> bool:
    if isinstance(err, OSError):
        return err.errno == errno.EIO
    return "disk i/o error" in str(err).lower()
