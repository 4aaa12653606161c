"""A thousand requests at once, each report sent five times; and servers that are killed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from default_database import point_at
from memory_folder import in_memory
from postgres_server import Server
from record_places import fresh, shape
from recorder_process import RecorderProcess
from trucewatch.domain.access import Role
from trucewatch.service.tokens import make
from trucewatch.storage.checking import faults
from trucewatch.storage.documents import newest
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.models import Evidence
from trucewatch.storage.people.models import Account
from trucewatch.web.sitting import now
from web_world import PASSWORD

REPORTS = int(os.environ.get("TRUCEWATCH_STORM", "200"))
"""Distinct ones; 1,000 requests in all. 1000 takes some minutes of processor time an engine."""
TIMES, CLIENTS = 5, 24
KILLS, KILLED_REPORTS = 4, 60
PATIENCE_S = 240
WEB = """
import sys
from django.conf import settings
from trucewatch.storage.opening import use
use(sees="")
settings.LIMITS = False
import uvicorn
uvicorn.run("trucewatch.web.asgi:application", port=int(sys.argv[1]), log_level="critical",
    lifespan="off", access_log=False)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A PostgreSQL server of this file, with an empty database in today's shape."""
    running = Server()
    shape(running, "shaped")
    yield running
    running.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, shaped_file: Path) -> Iterator[tuple[Home, str]]:
    """A record of either engine that other processes serve, and the address of its database."""
    folder = in_memory("tw-storm-")
    root = folder / "home"
    root.mkdir()
    home = Home(root, folder / "guard")
    if request.param == "sqlite":
        shutil.copy(shaped_file, root / "record.sqlite3")
        point_at("", root)
        yield _made(home), ""
    else:
        with fresh(request.getfixturevalue("server"), "shaped") as address:
            point_at(address, root)
            yield _made(home), address
            connections.close_all()
    connections.close_all()
    shutil.rmtree(folder)


def _made(home: Home) -> Home:
    make_record(home, "geneva")
    (home.root / "keys" / "session.key").write_text(settings.SECRET_KEY)
    return home


class Program:
    """A program of the centre in a process of its own."""

    def __init__(self, home: Home, database: str, *run: str) -> None:
        self._run = [sys.executable, *run]
        self._env = {**os.environ, "TRUCEWATCH_HOME": str(home.root)}
        self._env |= {"TRUCEWATCH_GUARD": str(home.guard_folder), "TRUCEWATCH_DATABASE": database}
        self.start()

    def start(self) -> None:
        """Start; it may take some seconds until it answers."""
        self.process = subprocess.Popen(self._run, env=self._env)

    def kill(self) -> None:
        """End it at once, wherever it is."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Sender(threading.Thread):
    """Sends reports of a list, each until it has a receipt."""

    def __init__(self, port: int, token: str, todo: list[int]) -> None:
        super().__init__()
        self._port, self._token, self._todo = port, token, todo
        self.receipts: list[tuple[int, str, int]] = []
        self.statuses: list[int] = []

    def run(self) -> None:
        """Until the list is empty."""
        while self._todo:
            with suppress(IndexError):
                self._send(self._todo.pop())

    def _send(self, number: int) -> None:
        until = time.monotonic() + PATIENCE_S
        body = json.dumps({"text": f"Report {number}: army shelled Hama.", "name": f"{number}.txt"})
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        headers["Idempotency-Key"] = f"storm-{number}"
        while time.monotonic() < until:
            with suppress(OSError, HTTPException), closing(self._line()) as line:
                line.request("POST", "/api/v1/reports", body, headers)
                answer = line.getresponse()
                told = json.load(answer)
                self.statuses.append(answer.status)
                if answer.status in (200, 201):
                    self.receipts.append((number, told["id"], told["seq"]))
                    return
                assert answer.status in (409, 503), told
            time.sleep(0.3)
        raise AssertionError(f"no receipt for {number}")

    def _line(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_S)


def token_of_an_officer() -> str:
    """A token that is good for a day."""
    facts = {"name": "O", "role": Role.DUTY_OFFICER.value}
    account = Account.objects.admit("officer", PASSWORD, **facts)
    return make(account.person(stepped_up=True), "storm", ["report"], days=1, now=now())


def settled(senders: list[Sender]) -> dict[int, tuple[str, int]]:
    """The one receipt of each report: every repetition got the same."""
    found: dict[int, set[tuple[str, int]]] = {}
    for one in senders:
        for number, report, seq in one.receipts:
            found.setdefault(number, set()).add((report, seq))
    assert all(len(each) == 1 for each in found.values())
    return {number: next(iter(each)) for number, each in found.items()}


def test_a_storm_of_repetitions_loses_and_doubles_nothing(place: tuple[Home, str]) -> None:
    """1,000 requests, each report sent five times at once: each on record once, one receipt."""
    home, database = place
    token = token_of_an_officer()
    connection.close()
    recorder, port = RecorderProcess(home, database), free_port()
    recorder.start()
    web = Program(home, database, "-c", WEB, str(port))
    todo = [number for number in range(REPORTS) for _ in range(TIMES)]
    random.Random(1).shuffle(todo)
    senders = [Sender(port, token, todo) for _ in range(CLIENTS)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    web.kill()
    recorder.stop()
    recorder.close()
    receipts = settled(senders)
    assert sum(len(one.receipts) for one in senders) == REPORTS * TIMES
    assert sum(one.statuses.count(201) for one in senders) == REPORTS
    stored = {one.body["name"]: (one.subject, one.seq) for one in newest("report")}
    assert stored == {f"{number}.txt": receipt for number, receipt in receipts.items()}
    assert newest("report").count() == Evidence.objects.count() == REPORTS == len(receipts)


def test_killing_servers_loses_nothing_that_was_acknowledged(place: tuple[Home, str]) -> None:
    """Web server, recorder and worker are killed in turn; each report is there once, and read."""
    home, database = place
    token = token_of_an_officer()
    connection.close()
    recorder, port = RecorderProcess(home, database), free_port()
    recorder.start()
    web = Program(home, database, "-c", WEB, str(port))
    worker = Program(home, database, "-m", "trucewatch", "work")
    todo, draw = list(range(KILLED_REPORTS)), random.Random(KILLS)
    senders = [Sender(port, token, todo) for _ in range(3)]
    for one in senders:
        one.start()
    for number in range(KILLS):
        before = _answered(senders)
        _wait(partial(_more_than, before, senders))
        time.sleep(draw.uniform(0, 0.3))
        victim = (web, worker, recorder, worker)[number % 4]
        victim.kill()
        victim.start()
    for one in senders:
        one.join()
    receipts = settled(senders)
    _wait(lambda: newest("report").filter(verb="report.read").count() == KILLED_REPORTS)
    web.kill()
    worker.kill()
    recorder.stop()
    recorder.close()
    reports = list(newest("report"))
    assert {one.subject for one in reports} == {report for report, _ in receipts.values()}
    assert {one.body["state"] for one in reports} == {"read"}
    assert newest("reading").count() == KILLED_REPORTS == len(receipts)
    assert list(faults(home)) == []


def _answered(senders: list[Sender]) -> int:
    return sum(len(one.receipts) for one in senders)


def _more_than(before: int, senders: list[Sender]) -> bool:
    return _answered(senders) > before


def _wait(ready: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not ready():
        assert time.monotonic() < until
        connection.close()
        time.sleep(0.1)
