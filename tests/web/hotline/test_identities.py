"""What callers tell of themselves is nowhere: in no database, home or dump."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import ahocorasick
import pytest
from django.db import connection
from django.test import Client, override_settings

from default_database import point_at
from hotline_calls import key, told
from memory_folder import in_memory
from postgres_server import Server, programs
from record_places import fresh, shape
from trucewatch.domain.access import Person, Role
from trucewatch.service import callers, calls
from trucewatch.service.callers import Caller
from trucewatch.service.centre import Centre, at_desk
from trucewatch.storage.caller_keys import admit
from trucewatch.storage.caller_keys import fresh as fresh_key
from trucewatch.storage.desk import Desk
from trucewatch.storage.documents import newest
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.people.models import Account

PLANTED = 1000
OFFICER = Person("p-officer", Role.DUTY_OFFICER)
NAMES = ("Zenobia", "Зенобия", "زنوبيا")


def identity(number: int) -> Caller:
    """Somebody of whom every word is nobody else's."""
    mark = secrets.token_hex(6)
    name = f"{NAMES[number % 3]} {mark}"
    return Caller(name, f"+999{number:04d}{secrets.randbelow(10**8):08d}", f"behind {mark} mill")


def traces(planted: list[Caller], blobs: Iterator[bytes]) -> set[str]:
    """Which of the planted words are in the bytes: as UTF-8, in JSON, in UTF-16 and in hex."""
    automaton = ahocorasick.Automaton()
    for one in planted:
        for word in filter(None, (one.name, one.phone, one.reach)):
            raw = word.encode()
            spelt = json.dumps(word)[1:-1].encode()
            for form in (raw, spelt, word.encode("utf-16-le"), raw.hex().encode()):
                automaton.add_word(form.decode("latin-1"), word)
    automaton.make_automaton()
    return {word for blob in blobs for _, word in automaton.iter(blob.decode("latin-1"))}


def files_under(root: Path) -> Iterator[bytes]:
    """Every byte that lies there."""
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield path.read_bytes()


@override_settings(LIMITS=False)
def test_no_identity_is_in_the_database_or_the_home(
    centre: Centre, officer: Account, caplog: pytest.LogCaptureFixture
) -> None:
    """A thousand callers through the page itself, with drafts, mistakes and sealing on the way."""
    admit(centre.home, fresh_key()[1])
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(officer)
    planted = [identity(number) for number in range(PLANTED)]
    words = f"heard {secrets.token_hex(8)}"
    for number, one in enumerate(planted):
        form = {
            "called_at": "2016-05-25T10:00:00Z",
            "code_name": callers.draw() if number % 50 == 0 else "K7-MARTEN",
            "key": key(),
            "words": words,
            "act": "shelling",
            "name": one.name,
            "phone": one.phone,
            "reach": one.reach,
        }
        if number % 10 == 0:
            browser.post("/call/draft", json.dumps(form), content_type="application/json")
            browser.post("/call/seal", form)
            browser.post("/call/", {**form, "killed_civilians": "many"})
        answer = browser.post("/call/", form, headers={"Accept": "application/json"})
        assert answer.status_code == 200, answer.content
    assert newest("call").count() == PLANTED
    root = centre.home.root
    assert traces(planted, files_under(root)) == set()
    assert traces(planted, files_under(centre.home.guard_folder)) == set()
    assert traces(planted, iter([caplog.text.encode()])) == set()
    # The same search finds what is there.
    assert traces([Caller(words)], files_under(root)) == {words}


def test_no_identity_is_in_a_dump_of_postgresql() -> None:
    """As `pg_dump` writes it, in plain text."""
    server, place = Server(), in_memory("tw-web-")
    try:
        shape(server, "shaped")
        with fresh(server, "shaped") as address:
            (place / "home").mkdir()
            point_at(address, place / "home")
            home = Home(place / "home", place / "guard")
            make_record(home, "geneva")
            admit(home, fresh_key()[1])
            planted = [identity(number) for number in range(PLANTED)]
            words = f"heard {secrets.token_hex(8)}"
            desk = Desk(home).open()
            centre = at_desk(home, desk)
            form = told(words=words, where="", place="")
            for one in planted:
                sealed = callers.seal(home, one)
                calls.log(centre, OFFICER, form, key=key(), sealed=sealed)
            desk.close()
            connection.close()
            dumped = subprocess.run(
                [str(programs() / "pg_dump"), "--inserts", address], capture_output=True, check=True
            ).stdout
        assert traces(planted, iter([dumped])) == set()
        assert traces([Caller(words)], iter([dumped])) == {words}
    finally:
        server.close()
        shutil.rmtree(place)


def test_the_search_finds_what_is_hidden_in_other_forms() -> None:
    """A search that cannot find would prove nothing."""
    one = Caller("Зенобия 1", "+999", "mill")
    for form in (one.name.encode(), json.dumps(one.name).encode(), one.name.encode("utf-16-le")):
        assert traces([one], iter([b"x" + form + b"y"])) == {one.name}
