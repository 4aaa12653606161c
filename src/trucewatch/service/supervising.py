"""Keeping the programs of a centre running: recorder, web server, worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

from trucewatch.domain.errors import Refusal

ENDING_S = 20
"""How long a program has to end by itself before it is killed."""
LOOK_S = 0.2
SOON_S = 5
"""A program that ends sooner than this after its start waits twice as long each time."""
LONGEST_WAIT_S = 60


@dataclass
class Program:
    """One program that is started again when it ends.

    Args:
        name: what it is called in lines for the operator.
        command: what runs, without the Python interpreter.
    """

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    waits: float = 0.0
    again_at: float = field(default=0.0)

    def start(self) -> None:
        """Run it; a signal to the supervisor's group is left for the supervisor to pass on."""
        self.began = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, "-m", *self.command], start_new_session=True
        )

    def look(self, tell: Callable[[str], None]) -> None:
        """Start it again once it has ended, later each time it ends soon."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start()
        elif (code := self.process.poll()) is not None:
            soon = now - self.began < SOON_S
            self.waits = min(LONGEST_WAIT_S, max(1.0, self.waits * 2)) if soon else 0.0
            self.process, self.again_at = None, now + self.waits
            tell(f"{self.name} ended with {code}; it starts again in {self.waits:.0f} s")


def programs(host: str, port: int) -> list[Program]:
    """Those of a centre, in the order in which they start; they end in the other order."""
    web = ["uvicorn", "trucewatch.web.served:application", "--host", host, "--port", str(port)]
    # No access log: addresses of those who ask are written down nowhere.
    quiet = ["--no-access-log", "--no-server-header", "--log-level", "warning", "--lifespan", "off"]
    # Rooms hold connections open that would never end by themselves.
    quiet += ["--timeout-graceful-shutdown", "5"]
    return [
        Program("recorder", ["trucewatch", "record", "serve"]),
        Program("web", [*web, *quiet]),
        Program("worker", ["trucewatch", "work"]),
    ]


def supervise(
    running: Sequence[Program],
    *,
    ready: Callable[[], bool],
    on_ready: Callable[[], bool],
    tell: Callable[[str], None],
) -> None:
    """Run the programs until a signal to end, or until `on_ready` says that this was all.

    Args:
        ready: whether the centre answers.
        on_ready: called once when it does; False ends.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    answered = False
    try:
        while not stop.wait(LOOK_S):
            for one in running:
                one.look(tell)
            if not answered and ready():
                answered = True
                if not on_ready():
                    return
    finally:
        for one in reversed(running):
            _end(one)


def answers(host: str, port: int) -> bool:
    """Whether the first page of the centre is there."""
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/sign/in", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def require_free(host: str, port: int) -> None:
    """Refuse an address where somebody listens already.

    Raises:
        Refusal: it names the way out.
    """
    if answers(host, port):
        remedy = "stop the one that runs, or name another with --port"
        raise Refusal("something answers there already", where=f"{host}:{port}", remedy=remedy)


def _end(one: Program) -> None:
    if one.process is None:
        return
    one.process.terminate()
    try:
        one.process.wait(ENDING_S)
    except subprocess.TimeoutExpired:
        os.killpg(one.process.pid, signal.SIGKILL)
        one.process.wait()
