"""A database that is full or fails: intake is refused visibly, and nothing acknowledged is lost.

SQLite is made to fail from inside (`max_page_count` at every size) and by the kernel (a limit on
the size of its files, which comes in the middle of a page or a journal). PostgreSQL loses its
connections; what it does when its own disk fails is its own to test.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress

import psycopg
from django.db import connection, connections

from postgres_server import Server
from recorder_process import RecorderProcess
from submissions import incident
from trucewatch.domain.errors import Refusal
from trucewatch.ledger.entry import decode
from trucewatch.storage.checking import faults
from trucewatch.storage.desk import Desk
from trucewatch.storage.entries import bodies
from trucewatch.storage.home import Home
from trucewatch.storage.models import Entry, Receipt
from trucewatch.storage.recorder import Acknowledgement
from trucewatch.storage.refusals import RecordRefusal
from trucewatch.storage.submission import Submission
from trucewatch.storage.window import Visitor

PAGES_LEFT = range(20)
LARGEST_FILES = (110_000, 200_000, 400_000, 600_000, 1_000_000)
ENDED = 12


def test_a_full_database_refuses_and_loses_nothing(sqlite: Home) -> None:
    """At twenty sizes; once there is room, the same keys bring the rest in."""
    for left in PAGES_LEFT:
        posts = [incident(f"{left}-{at}", key=f"{left}-{at}", x="x" * 2000) for at in range(40)]
        with pages_left(left):
            desk = Desk(sqlite, alarm=lambda _: None).open()
            first = answered([desk.hand_in(one) for one in posts])
            desk.close()
        assert any(isinstance(one, Refusal) and "full" in str(one) for one in first)
        desk = Desk(sqlite).open()
        second = answered([desk.hand_in(one) for one in posts])
        desk.close()
        assert_kept(first, second)
    assert_whole(sqlite)


def test_a_file_that_may_not_grow_loses_nothing(sqlite: Home) -> None:
    """The recorder stops at the first failed write and does not try again."""
    connection.close()
    recorder, refused = RecorderProcess(sqlite, ""), 0
    for largest in LARGEST_FILES:
        posts = [incident(f"{largest}-{at}", key=f"{largest}-{at}") for at in range(120)]
        recorder.start(largest)
        first = [tried(sqlite, one) for one in posts]
        recorder.stop()
        recorder.start()
        second = [insisted(sqlite, one) for one in posts]
        recorder.stop()
        assert_kept(first, second)
        refused += any(isinstance(one, Refusal) for one in first)
    recorder.close()
    assert refused >= 2
    assert_whole(sqlite)


def test_a_recorder_whose_connection_ends_comes_back(postgresql: Home, server: Server) -> None:
    """By itself; whoever was not answered sends again with the same key."""
    connection.close()
    desk = Desk(postgresql, alarm=lambda _: None).open()
    stop = threading.Event()

    def work(number: int) -> list[Acknowledgement]:
        answers: list[Acknowledgement] = []
        while not stop.is_set():
            given = incident(f"{number}-{len(answers)}")
            while isinstance(told := answered([desk.hand_in(given)])[0], Refusal):
                time.sleep(0.01)
            answers.append(told)
        return answers

    with ThreadPoolExecutor(4) as workers:
        working = [workers.submit(work, number) for number in range(4)]
        for _ in range(ENDED):
            time.sleep(0.1)
            end_connections(server)
        stop.set()
        answers = [one for worker in working for one in worker.result()]
    desk.close()
    stored = bodies(0, Entry.objects.count())
    assert len(answers) > ENDED
    assert all(stored[one.seq] == one.entry for one in answers)
    assert_whole(postgresql)


@contextmanager
def pages_left(left: int) -> Iterator[None]:
    """Connections made within may let the file grow by so many pages and no more."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
    options = connections.settings["default"]["OPTIONS"]
    before = options["init_command"]
    options["init_command"] = f"{before};PRAGMA max_page_count={pages + left}"
    yield
    options["init_command"] = before


def answered(answers: Iterable[Future[Acknowledgement]]) -> list[Acknowledgement | Refusal]:
    """Each answer or refusal."""
    told: list[Acknowledgement | Refusal] = []
    for one in answers:
        try:
            told.append(one.result(timeout=60))
        except Refusal as refusal:
            told.append(refusal)
    return told


def tried(home: Home, given: Submission) -> Acknowledgement | Refusal:
    """One attempt at the window; a recorder that is still starting is waited for."""
    until = time.monotonic() + 5
    while True:
        try:
            visitor = Visitor(home.socket)
        except RecordRefusal as refusal:
            if time.monotonic() > until or "the disk" in _told(home):
                return refusal
            time.sleep(0.02)
            continue
        try:
            return visitor.hand_in(given)
        except Refusal as refusal:
            return refusal
        finally:
            visitor.close()


def insisted(home: Home, given: Submission) -> Acknowledgement:
    """As many attempts as it takes."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with suppress(RecordRefusal):
            told = tried(home, given)
            if not isinstance(told, Refusal):
                return told
        time.sleep(0.02)
    raise AssertionError(_told(home))


def end_connections(server: Server) -> None:
    """End every connection to the databases of tests."""
    with psycopg.connect(server.address("postgres"), autocommit=True) as session:
        session.execute(
            b"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 't%'"
        )


def assert_kept(
    first: list[Acknowledgement | Refusal],
    second: list[Acknowledgement] | list[Acknowledgement | Refusal],
) -> None:
    """All are in by now, and those that were acknowledged stand where they stood."""
    for before, now in zip(first, second, strict=True):
        assert not isinstance(now, Refusal), now
        if not isinstance(before, Refusal):
            assert (now.seq, now.entry, now.repeated) == (before.seq, before.entry, True)


def assert_whole(home: Home) -> None:
    """No gap, nothing twice, all as it was signed."""
    stored = bodies(0, Entry.objects.count())
    assert [decode(body).seq for body in stored] == list(range(len(stored)))
    assert Receipt.objects.count() == len(stored)
    assert list(faults(home)) == []


def _told(home: Home) -> str:
    return (home.root / "recorder.err").read_text()
