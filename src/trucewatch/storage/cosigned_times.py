"""Times in the cosignatures that were collected into the log, each looked at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.entry import decode
from trucewatch.ledger.instants import milliseconds
from trucewatch.ledger.policy import Policy
from trucewatch.storage.clock_watch import Cosigning
from trucewatch.storage.home import Home
from trucewatch.storage.log_folder import LogFolder


@dataclass
class _Folder:
    """What is known of a folder of kept checkpoints.

    Args:
        changed: when its names were, to the tick of the file system's clock.
        folders: those in it.
        files: bytes of each, which every further signature adds to; None where they were not
            looked at. Inodes would not do: the second replacement may get the first one's again.
        settled: whether it was listed once more after it changed, for names can change twice within
            a tick.
    """

    changed: int
    folders: list[Path]
    files: dict[str, int] | None
    settled: bool


class CosignedTimes:
    """Cosigned checkpoints that come into the log folder of a home.

    `trucewatch log collect` replaces a kept checkpoint by one with more signatures, at once after a
    live link and days later after a stick. A folder whose names did not change is not listed: a log
    of years has a few hundred thousand checkpoints in a few hundred folders.

    Args:
        home: its `policy` says whose cosignatures count; without that file there are none.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._log = LogFolder(home.log, home.key())
        self._known: dict[Path, _Folder] = {}
        self._begin(home.log / "checkpoints")

    def fresh(self) -> list[Cosigning]:
        """Those that came since the last call, smallest checkpoint first.

        A file that does not hold is passed over: `collect` refused it, and the verifiers tell.

        Raises:
            Malformed: the policy is none.
        """
        if not self._home.policy.exists():
            return []
        policy = Policy.parse(self._home.policy.read_bytes())
        paths = self._changed(self._home.log / "checkpoints")
        found = [one for path in paths for one in self._cosignings(path, policy)]
        return sorted(found, key=lambda one: one.size)

    def _begin(self, folder: Path) -> None:
        """Take what is there as it is: it says nothing of the clock of today."""
        if folder.is_dir():
            known = self._known[folder] = _listed(folder, files=False)
            for one in known.folders:
                self._begin(one)

    def _changed(self, folder: Path) -> Iterator[Path]:
        known = self._known.get(folder)
        if known is None and not folder.is_dir():
            return
        if known is None or not known.settled or known.changed != folder.stat().st_mtime_ns:
            before = known.files or {} if known else {}
            now = self._known[folder] = _listed(folder, files=True)
            now.settled = known is not None and known.changed == now.changed
            files = now.files or {}
            yield from (folder / name for name in files if before.get(name) != files[name])
            known = now
        for one in known.folders:
            yield from self._changed(one)

    def _cosignings(self, path: Path, policy: Policy) -> Iterator[Cosigning]:
        try:
            checked = policy.check(path.read_bytes())
            size = checked.checkpoint.size
            before = self._not_before(size) if checked.cosigned else None
        except (Refusal, OSError):
            return
        for name, one in checked.cosigned.items():
            yield Cosigning(name, size, one.at, before)

    def _not_before(self, size: int) -> float | None:
        if not size:
            return None
        (body,) = self._log.entries(size - 1, size)
        return milliseconds(decode(body).ts) / 1000


def _listed(folder: Path, *, files: bool) -> _Folder:
    """The folder as it is now; a change after its time was asked makes it another time."""
    changed = folder.stat().st_mtime_ns
    with os.scandir(folder) as found:
        entries = list(found)
    folders = [folder / one.name for one in entries if one.is_dir()]
    numbered = [one for one in entries if files and one.name.isdecimal() and one.is_file()]
    sizes = {one.name: one.stat().st_size for one in numbered}
    return _Folder(changed, folders, sizes if files else None, settled=True)
