"""The recorder is killed at random points under eight clients: nothing acknowledged is lost.

TRUCEWATCH_KILLS says how often; `tools/torture_record.py` kills five hundred times.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection

from default_database import point_at
from postgres_server import Server
from record_places import shape
from recorder_process import RecorderProcess
from submissions import incident
from trucewatch.ledger.entry import decode
from trucewatch.storage.checking import faults
from trucewatch.storage.entries import bodies
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.models import Entry, Receipt
from trucewatch.storage.recorder import Acknowledgement
from trucewatch.storage.refusals import RecorderStopped, RecordRefusal
from trucewatch.storage.submission import Submission
from trucewatch.storage.window import Visitor

KILLS = int(os.environ.get("TRUCEWATCH_KILLS", "20"))
CLIENTS = 8
RESTART_S = 10.0
POSTMASTER_EVERY = 10
"""One kill in ten is of the database server, as in 450 and 50 of 500."""


class Client(threading.Thread):
    """Hands in one thing after another, each until it is answered, and keeps the answers."""

    def __init__(self, home: Home, number: int, stop: threading.Event) -> None:
        super().__init__()
        self.home, self.number, self.stop = home, number, stop
        self.answers: list[tuple[str, Acknowledgement]] = []

    def run(self) -> None:
        """Until it is told to stop."""
        at = 0
        while not self.stop.is_set():
            given = incident(f"c{self.number}-{at}", key=f"k{self.number}-{at}")
            self.answers.append((given.key, self._insist(given)))
            at += 1

    def _insist(self, given: Submission) -> Acknowledgement:
        while True:
            with suppress(RecordRefusal):
                visitor = Visitor(self.home.socket)
                try:
                    return visitor.hand_in(given)
                finally:
                    visitor.close()
            time.sleep(0.02)


@contextmanager
def clients(home: Home) -> Iterator[list[Client]]:
    """Eight clients at work."""
    stop = threading.Event()
    working = [Client(home, number, stop) for number in range(CLIENTS)]
    for one in working:
        one.start()
    yield working
    stop.set()
    for one in working:
        one.join()


def seconds_until_answered(home: Home) -> float:
    """How long it takes until somebody is answered again."""
    began = time.monotonic()
    while time.monotonic() - began < 2 * RESTART_S:
        try:
            Visitor(home.socket).close()
        except RecorderStopped:
            time.sleep(0.02)
        else:
            break
    return time.monotonic() - began


def test_killing_the_recorder_loses_nothing(home: Home, database: str) -> None:
    """Every acknowledged entry is there, once, in its place, and signed; no gap."""
    connection.close()
    draw = random.Random(KILLS)
    recorder = RecorderProcess(home, database)
    recorder.start()
    slowest = 0.0
    with clients(home) as working:
        for _ in range(KILLS):
            time.sleep(draw.uniform(0.0, 0.3))
            recorder.kill()
            recorder.start()
            slowest = max(slowest, seconds_until_answered(home))
        time.sleep(0.2)
    recorder.stop()
    recorder.close()
    assert slowest <= RESTART_S
    assert_whole(home, working)


def test_killing_the_database_server_loses_nothing(place: Path) -> None:
    """The recorder comes back by itself once the server does."""
    server = Server()
    shape(server, "centre")
    address = server.address("centre")
    home = Home(place / "home", place / "guard")
    point_at(address, home.root)
    make_record(home, "geneva")
    connection.close()
    recorder = RecorderProcess(home, address)
    recorder.start()
    with clients(home) as working:
        for _ in range(max(2, KILLS // POSTMASTER_EVERY)):
            time.sleep(0.5)
            server.kill()
            server.start()
        time.sleep(1.0)
    recorder.stop()
    recorder.close()
    assert_whole(home, working)
    connection.close()
    server.close()


def assert_whole(home: Home, working: list[Client]) -> None:
    """Nothing acknowledged is lost or doubled; the log has no gap; all is as it was signed."""
    answers = [answer for one in working for answer in one.answers]
    stored = bodies(0, Entry.objects.count())
    assert len(answers) > KILLS
    assert [key for key, answer in answers if stored[answer.seq] != answer.entry] == []
    assert len({answer.seq for _, answer in answers}) == len(answers)
    seqs = dict(Receipt.objects.values_list("key", "seq"))
    assert [key for key, answer in answers if seqs[key] != answer.seq] == []
    assert [decode(body).seq for body in stored] == list(range(len(stored)))
    assert len(seqs) == len(stored)
    assert list(faults(home)) == []
