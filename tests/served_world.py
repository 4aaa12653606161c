"""A centre whose programs run by themselves, as `trucewatch serve` runs them, and who asks it.

python served_world.py HOME    makes a centre with one case, people, and prints their cookies
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from memory_folder import in_memory
from trucewatch.service import supervising

if TYPE_CHECKING:
    from trucewatch.storage.home import Home

PEOPLE = {
    "head-a": ("delegation_head", "a"),
    "head-b": ("delegation_head", "b"),
    "facilitator": ("facilitator", "neutral"),
    "duty": ("duty_officer", "neutral"),
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
READY_S = 90


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    took_s: float


@dataclass
class Served:
    """A centre at work.

    Args:
        cookies: of each person; "" for somebody who is not signed in.
    """

    port: int
    home: Path
    cookies: Mapping[str, str]
    tokens: dict[str, str] = field(default_factory=dict)

    def published(self) -> None:
        """Wait until the files of the log hold every entry."""
        with closing(sqlite3.connect(self.home / "record.sqlite3")) as record:
            [size] = record.execute("SELECT count(*) FROM storage_entry").fetchone()
        checkpoint = self.home / "log" / "checkpoint"
        _wait(lambda: int(checkpoint.read_text("utf-8").split("\n")[1]) >= size)

    def get(self, person: str, path: str) -> Answer:
        """One page as this person gets it."""
        return self._ask(person, "GET", path)

    def post(self, person: str, path: str, **told: object) -> Answer:
        """Send a form, with the proof of the page that it stands on."""
        page = self.get(person, path.removesuffix("/remark") or path)
        sent = dict(page.headers).get("Set-Cookie", "")
        if found := re.search(r"csrftoken=([^;]+)", sent):
            self.tokens[person] = found[1]
        proof = TOKEN.search(page.body.decode())
        assert proof, page.body.decode()[:400]
        body = urlencode({**told, "csrfmiddlewaretoken": proof[1]})
        return self._ask(person, "POST", path, body)

    def _ask(self, person: str, method: str, path: str, body: str | None = None) -> Answer:
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookie = self.cookies.get(person, "")
        if token := self.tokens.get(person):
            cookie = f"{cookie}; csrftoken={token}"
        headers = {"Cookie": cookie} if cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        line.request(method, path, body, headers)
        answer = line.getresponse()
        data = answer.read()
        took = time.perf_counter() - began
        line.close()
        return Answer(answer.status, tuple(answer.getheaders()), data, took)


@contextmanager
def served(log: Path) -> Iterator[Served]:
    """The recorder, the web server and the worker of a fresh centre, each a process.

    Args:
        log: gets every line that they write; the web server writes an access log too, and all that
            it says at its most talkative.
    """
    place = in_memory("tw-served-")
    env = {
        **os.environ,
        "TRUCEWATCH_HOME": str(place / "home"),
        "TRUCEWATCH_GUARD": str(place / "guard"),
        "TRUCEWATCH_DATABASE": "",
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)]),
    }
    (place / "home").mkdir()
    make = [sys.executable, __file__, str(place / "home")]
    made = subprocess.run(make, env=env, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with log.open("wb") as told, ExitStack() as running:
        for program in supervising.programs("127.0.0.1", port):
            command = [sys.executable, "-m", *_talkative(list(program.command))]
            one = subprocess.Popen(command, env=env, stdout=told, stderr=told)
            running.callback(_end, one)
            if program.name == "recorder":
                _wait(lambda: any(one.is_socket() for one in (place / "home").iterdir()))
        _wait(lambda: supervising.answers("127.0.0.1", port))
        yield Served(port, place / "home", json.loads(made.stdout))
    shutil.rmtree(place)


def _talkative(command: list[str]) -> list[str]:
    """The web server with its access log, which a centre runs without."""
    return ["debug" if one == "warning" else one for one in command if one != "--no-access-log"]


def _end(program: subprocess.Popen[bytes]) -> None:
    program.send_signal(signal.SIGTERM)
    program.wait(timeout=60)


def _wait(there: Callable[[], bool]) -> None:
    until = time.monotonic() + READY_S
    while not there():
        assert time.monotonic() < until
        time.sleep(0.2)


def main(home: Path) -> None:
    """Make the centre before any of its programs runs, then its people.

    The second half begins anew, since Django reads the key of sittings when it begins.
    """
    from trucewatch.storage.opening import use

    use(str(home))
    from trucewatch.storage.home import Home

    there = Home.current()
    if there.public_key.exists():
        sys.stdout.write(json.dumps(_cookies()))
        return
    _make(there)
    os.execv(sys.executable, [sys.executable, __file__, str(home)])  # noqa: S606 - ourselves


def _make(there: Home) -> None:
    from position_world import open_case
    from trucewatch.service.centre import at_desk
    from trucewatch.storage.desk import Desk
    from trucewatch.storage.making import make_record, make_session_key, migrate

    migrate()
    make_record(there, "geneva")
    make_session_key(there)
    desk = Desk(there, alarm=sys.exit).open()
    due = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=5)
    open_case(at_desk(there, desk), positions_due=due)
    desk.close()


def _cookies() -> dict[str, str]:
    """Everybody signed in, and proved once more."""
    from django.conf import settings
    from django.test import Client

    from trucewatch.storage.people.models import Account

    found = {}
    for name, (role, side) in PEOPLE.items():
        facts = {"name": name, "role": role, "side": side}
        account = Account.objects.admit(name, "long enough for a test", **facts)
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(account)
        session = client.session
        session["stepped_up_at"] = time.time()
        session.save()
        cookie = settings.SESSION_COOKIE_NAME
        found[name] = f"{cookie}={client.cookies[cookie].value}"
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
