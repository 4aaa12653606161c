"""Publishing the log: files and checkpoint after new entries, and a look at the rows each time."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from trucewatch.storage.audit import Audit, told
from trucewatch.storage.entries import bodies
from trucewatch.storage.home import Home
from trucewatch.storage.log_folder import LogFolder
from trucewatch.storage.mirror import Mirror
from trucewatch.storage.recorder import Recorder
from trucewatch.storage.refusals import RecordAltered

SOON_S, LATE_S, IDLE_S = 1.0, 10.0, 3600.0
"""A checkpoint comes a second after new entries when nothing more waits, after ten at the latest,
and each hour without any, as a sign of life."""
LOOKED_AT, LOOKED_AT_IDLE, LOOK_AGAIN_S = 5000, 200, 0.2
"""Entries whose rows are compared with what was signed at each checkpoint (a tenth of a second),
and four times a second while nothing waits: a million within half an hour. A recorder that answers
one sender after the other looks no more often than that."""


class Publisher:
    """Keeps the log folder, and the mirror where there is one, up with the recorder.

    Args:
        home: whose log.
        recorder: what it publishes.
        mirror: a folder that gets entries, payloads and evidence too; None for none.
        alarm: told in one line which file of evidence the mirror could not get.
    """

    def __init__(
        self,
        home: Home,
        recorder: Recorder,
        mirror: Path | None = None,
        alarm: Callable[[str], None] = print,
    ) -> None:
        self._recorder, self._alarm = recorder, alarm
        self._log = LogFolder(home.log, home.key())
        self._mirror = Mirror(mirror, home) if mirror else None
        self._audit = Audit(recorder.tree)
        self._size, self._at = self._log.size(), time.monotonic()
        self._looked = float("-inf")

    def publish_if_due(self, *, idle: bool, last: bool = False) -> bool:
        """Publish where there is something new and it is time for it.

        Args:
            idle: nothing waits to be recorded; then some rows are looked at in any case.
            last: the recorder ends, so it is time for whatever there is.
        """
        since = time.monotonic() - self._at
        wait = 0.0 if last else SOON_S if idle else LATE_S
        new = len(self._recorder.tree) > self._size
        if not (new and since >= wait) and since < IDLE_S:
            if idle and time.monotonic() - self._looked >= LOOK_AGAIN_S:
                self._look_at(LOOKED_AT_IDLE)
            return False
        self.publish()
        return True

    def publish(self) -> None:
        """Compare rows with what was signed, then write the files of the newest checkpoint.

        Raises:
            RecordAltered: rows were changed past the program; nothing is published.
            OSError: a disk refused; what was published before still stands.
        """
        self._look_at(LOOKED_AT)
        note = self._recorder.notary.sign(self._recorder.tree)
        self._log.extend(note, bodies)
        if self._mirror:
            for line in self._mirror.catch_up(note):
                self._alarm(line)
        self._size, self._at = len(self._recorder.tree), time.monotonic()

    def _look_at(self, entries: int) -> None:
        self._looked = time.monotonic()
        found = self._audit.go_on(entries)
        if found:
            remedy = "stop, restore the last good backup, then: trucewatch record replay FOLDER"
            raise RecordAltered(told(found), remedy=remedy)
