"""Web server and recorder are killed while calls come in: what was answered is on record."""

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
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client

from default_database import point_at
from hotline_calls import key
from memory_folder import in_memory
from recorder_process import RecorderProcess
from trucewatch.domain.access import Role
from trucewatch.storage.checking import faults
from trucewatch.storage.documents import newest
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.models import Receipt
from trucewatch.storage.people.models import Account
from web_world import PASSWORD

KILLS = 4
CLIENTS = 3
TOKEN = "t" * 32
RESTART_S = 120


@pytest.fixture
def home(shaped_file: Path) -> Iterator[Home]:
    """A record on SQLite that other processes serve."""
    place = in_memory("tw-web-")
    root = place / "home"
    root.mkdir()
    shutil.copy(shaped_file, root / "record.sqlite3")
    point_at("", root)
    made = Home(root, place / "guard")
    make_record(made, "geneva")
    (root / "keys" / "session.key").write_text(settings.SECRET_KEY)
    yield made
    connections.close_all()
    shutil.rmtree(place)


class WebServer:
    """uvicorn in a process of its own, at one port for good."""

    def __init__(self, home: Home) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.env = {**os.environ, "TRUCEWATCH_HOME": str(home.root)}
        self.env |= {"TRUCEWATCH_GUARD": str(home.guard_folder), "TRUCEWATCH_DATABASE": ""}
        self.start()

    def start(self) -> None:
        """Start; it may take some seconds until it answers."""
        run = [sys.executable, "-m", "uvicorn", "trucewatch.web.asgi:application"]
        run += ["--port", str(self.port), "--log-level", "critical", "--lifespan", "off"]
        self.process = subprocess.Popen(run, env=self.env)

    def kill(self) -> None:
        """End it at once, wherever it is."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Officer(threading.Thread):
    """Hands in one call after another, each under its key until it is answered."""

    def __init__(self, port: int, cookie: str, stop: threading.Event) -> None:
        super().__init__()
        self.port, self.cookie, self.stop = port, cookie, stop
        self.answered: dict[str, int] = {}

    def run(self) -> None:
        """Until it is told to stop; the last call is insisted on too."""
        while not self.stop.is_set():
            mine = key()
            form = {"called_at": "2016-05-25T10:00:00Z", "code_name": "K7-MARTEN", "key": mine}
            form |= {"words": f"heard {mine}", "act": "shelling", "do": "file"}
            self.answered[mine] = self._insist(urlencode(form))

    def _insist(self, body: str) -> int:
        headers = {"Cookie": self.cookie, "X-CSRFToken": TOKEN, "Accept": "application/json"}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        until = time.monotonic() + RESTART_S
        while time.monotonic() < until:
            with suppress(OSError, HTTPException), closing(self._line()) as line:
                line.request("POST", "/call/", body, headers)
                answer = line.getresponse()
                if answer.status == 200:
                    return int(json.load(answer)["number"])
            time.sleep(0.1)
        raise AssertionError("nobody answers any more")

    def _line(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=RESTART_S)


def answered_more(officers: list[Officer]) -> None:
    """Wait until one more call was answered, so that each kill hits servers at work."""
    before = sum(len(one.answered) for one in officers)
    until = time.monotonic() + RESTART_S
    while sum(len(one.answered) for one in officers) == before:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_killing_servers_loses_no_call_that_was_answered(home: Home) -> None:
    """Each is on record once, filed once and assessed once, and the log is whole."""
    facts = {"name": "O", "role": Role.DUTY_OFFICER.value}
    account = Account.objects.admit("officer", PASSWORD, **facts)
    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    cookie = f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"
    connection.close()
    recorder, web = RecorderProcess(home, ""), WebServer(home)
    recorder.start()
    stop, draw = threading.Event(), random.Random(KILLS)
    officers = [Officer(web.port, cookie, stop) for _ in range(CLIENTS)]
    for one in officers:
        one.start()
    for number in range(KILLS):
        answered_more(officers)
        time.sleep(draw.uniform(0, 0.3))
        victim = web if number % 2 else recorder
        victim.kill()
        victim.start()
    answered_more(officers)
    stop.set()
    for one in officers:
        one.join()
    web.kill()
    recorder.stop()
    recorder.close()
    answered = {mine: number for one in officers for mine, number in one.answered.items()}
    assert len(answered) > KILLS
    seqs = dict(Receipt.objects.filter(key__in=answered).values_list("key", "seq"))
    assert seqs == answered
    calls = [call.body for call in newest("call")]
    assert sorted(call["words"] for call in calls) == sorted(f"heard {mine}" for mine in answered)
    incidents = {call["incident"] for call in calls}
    assert {one.subject for one in newest("incident")} == incidents
    assert newest("assessment").count() == len(incidents) == len(answered)
    assert list(faults(home)) == []
