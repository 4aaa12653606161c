"""The recorder as a program of its own: it runs until it is told to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.refusals import RecorderStopped
from trucewatch.storage.window import Window

LOOK_S = 1.0


def serve_until_stopped(home: Home, *, mirror: Path | None, tell: Callable[[str], None]) -> None:
    """Open the desk and its window; a signal to end has the last checkpoint published first.

    Args:
        home: whose record.
        mirror: a folder that gets a copy at each checkpoint.
        tell: gets each line that a person should see.

    Raises:
        Refusal: another recorder runs, or the record is not what was signed.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with closing(Desk(home, mirror=mirror, alarm=tell).open()) as desk:
        with closing(Window(home.socket, desk)):
            tell(f"recording at {home.socket}")
            if not home.policy.exists():
                tell(f"no {home.policy}: the clock is not compared with those who cosign")
            while not stop.wait(LOOK_S):
                if desk.ended:
                    remedy = "start it again, and tell those who keep the program what it printed"
                    raise RecorderStopped("the recorder met a fault of its own", remedy=remedy)
        home.socket.unlink(missing_ok=True)
