"""A recorder in a process of its own, started quickly enough to be killed often.

The launcher loads everything once; each recorder is a fork of it that runs what
`trucewatch record serve` runs. Killing it with SIGKILL is killing a real process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from trucewatch.storage.home import Home

LAUNCHER = """
import ctypes, os, resource, sys
from trucewatch.storage.opening import use
use()
from trucewatch.storage.home import Home
from trucewatch.storage.serving import serve_until_stopped
for line in sys.stdin:
    pid = os.fork()
    if not pid:
        largest, at, code = map(int, line.split())
        if largest:
            # Python ignores the signal that comes with it, so that writing fails with an error.
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        if at:
            ctypes.CDLL(None).tw_arm(ctypes.c_long(at), ctypes.c_long(code))
        tell = lambda line: print(line, file=sys.stderr, flush=True)
        serve_until_stopped(Home.current(), mirror=None, tell=tell)
        os._exit(0)
    print(pid, flush=True)
    os.waitpid(pid, 0)
    print("ended", flush=True)
"""


class RecorderProcess:
    """The recorder of a record, as an operator would have it run.

    Args:
        home: whose record.
        database: its address, "" for SQLite.
        shim: the compiled `fault_shim.c`, to put faults under the database; None for none.
    """

    def __init__(self, home: Home, database: str, shim: Path | None = None) -> None:
        faulty = {"LD_PRELOAD": str(shim), "TW_FAULT_FILES": "record.sqlite3"} if shim else {}
        env = {
            **os.environ,
            **faulty,
            "TRUCEWATCH_HOME": str(home.root),
            "TRUCEWATCH_GUARD": str(home.guard_folder),
            "TRUCEWATCH_DATABASE": database,
        }
        with (home.root / "recorder.err").open("ab") as told:
            self._launcher = subprocess.Popen(
                [sys.executable, "-c", LAUNCHER],
                env=env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=told,
                text=True,
            )
        self._pid = 0

    def start(self, largest_file: int = 0, fault: tuple[int, int] = (0, 0)) -> None:
        """Start a recorder; it may take a moment until it answers.

        Args:
            largest_file: bytes that the kernel lets it write into any one file; 0 for all.
            fault: before which write or sync of the database, from 1, and with which `errno`;
                errno 0 cuts the power there.
        """
        self._say(f"{largest_file} {fault[0]} {fault[1]}")
        self._pid = int(self._heard())

    def kill(self) -> None:
        """End it at once, wherever it is."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        assert self._heard() == "ended"

    def stop(self) -> None:
        """Have it end in order."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGTERM)
        assert self._heard() == "ended"

    def close(self) -> None:
        """End the launcher."""
        self._launcher.communicate()

    def _say(self, line: str) -> None:
        assert self._launcher.stdin is not None
        self._launcher.stdin.write(line + "\n")
        self._launcher.stdin.flush()

    def _heard(self) -> str:
        assert self._launcher.stdout is not None
        return self._launcher.stdout.readline().strip()
