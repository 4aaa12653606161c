"""A recorder in a process of its own, started quickly enough to be killed often.

The launcher loads everything once; each recorder is a fork of it that runs what
`trucewatch record serve` runs. Killing it with SIGKILL is killing a real process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from trucewatch.storage.home import Home

LAUNCHER = """
import os, resource, sys
from trucewatch.storage.opening import use
use()
from pathlib import Path
from trucewatch.storage.home import Home
from trucewatch.storage.serving import serve_until_stopped
mirror = Path(sys.argv[1]) if len(sys.argv) > 1 else None
for line in sys.stdin:
    pid = os.fork()
    if not pid:
        if int(line):
            # Python ignores the signal that comes with it, so that writing fails with an error.
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(line), int(line)))
        tell = lambda line: print(line, file=sys.stderr, flush=True)
        serve_until_stopped(Home.current(), mirror=mirror, tell=tell)
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
        mirror: a folder for copies.
    """

    def __init__(self, home: Home, database: str, mirror: Path | None = None) -> None:
        env = {
            **os.environ,
            "TRUCEWATCH_HOME": str(home.root),
            "TRUCEWATCH_GUARD": str(home.guard_folder),
            "TRUCEWATCH_DATABASE": database,
        }
        with (home.root / "recorder.err").open("ab") as told:
            self._launcher = subprocess.Popen(
                [sys.executable, "-c", LAUNCHER, *([str(mirror)] if mirror else [])],
                env=env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=told,
                text=True,
            )
        self._pid = 0

    def start(self, largest_file: int = 0) -> None:
        """Start a recorder; it may take a moment until it answers.

        Args:
            largest_file: bytes that the kernel lets it write into any one file; 0 for all.
        """
        self._say(str(largest_file))
        self._pid = int(self._heard())

    def kill(self) -> None:
        """End it at once, wherever it is."""
        os.kill(self._pid, signal.SIGKILL)
        assert self._heard() == "ended"

    def stop(self) -> None:
        """Have it end in order."""
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
