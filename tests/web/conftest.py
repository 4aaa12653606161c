"""A centre that is served for tests, and a real browser to walk through it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, expect, sync_playwright

from default_database import point_at
from furnished_centre import furnish, read_two, settle_many
from memory_folder import in_memory
from page_cases import ROLES, There
from record_places import sqlite_template
from trucewatch.domain.access import Person, Role, Side
from trucewatch.service import people, places
from trucewatch.service.centre import Centre, at_desk
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.people.models import Account
from trucewatch.web.centre import serve_with
from trucewatch.web.pages.incidents.asking import index
from web_world import CHROMIUM, PASSWORD, SWITCHES, Site, serving


@pytest.fixture(scope="session")
def shaped_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite file in today's shape."""
    return sqlite_template(tmp_path_factory.mktemp("web-sqlite"))


OPERATOR = Person("operator", Role.OPERATOR, stepped_up=True)
WORDS = ("Two shells fell", "سقطت قذيفتان", "Упали два снаряда")


@pytest.fixture
def centre(shaped_file: Path) -> Iterator[Centre]:
    """A fresh centre on SQLite whose recorder runs in this process."""
    place = in_memory("tw-web-")
    root = place / "home"
    root.mkdir()
    shutil.copy(shaped_file, root / "record.sqlite3")
    point_at("", root)
    home = Home(root, place / "guard")
    make_record(home, "geneva")
    alarms: list[str] = []
    desk = Desk(home, alarm=alarms.append).open()
    made = at_desk(home, desk)
    serve_with(made)
    yield made
    serve_with(None)
    index.cache_clear()  # what it holds in memory is of this centre's table
    desk.close()
    connections.close_all()
    shutil.rmtree(place)


@pytest.fixture
def account(centre: Centre) -> Callable[..., Account]:
    """Makes an account of a role; `side` for delegations, `language` for its pages."""
    del centre  # its database is where it goes

    def make(role: Role, side: Side = Side.NEUTRAL, language: str = "en") -> Account:
        username = f"{role.value}-{side.value}-{language}"
        facts = {"name": username, "role": role.value, "side": side.value, "language": language}
        return Account.objects.admit(username, PASSWORD, **facts)

    return make


@pytest.fixture
def site(centre: Centre) -> Iterator[Site]:
    """The centre behind a real web server on a free port of this machine."""
    del centre
    with serving() as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session.

    Its driver keeps an event loop in this thread, from where Django would refuse its tables.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=20_000)  # a busy machine is slow, which is no fault of a page
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, with neither cookies nor memory."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def officers(account: Callable[..., Account]) -> dict[Role, Account]:
    """Somebody of each role who opens pages."""
    return {role: account(role) for role in ROLES if role}


@pytest.fixture
def there(centre: Centre, officers: dict[Role, Account]) -> There:
    """A centre with one thing of every kind, in three scripts."""
    places.warm()
    about, number = read_two(centre), count(1)
    made = furnish(centre, about, lambda most: f"{WORDS[next(number) % 3]} {next(number)}"[:most])
    person, part = people.admit(centre, OPERATOR, "new", name="N. N.", role=Role.ANALYST)
    officer = officers[Role.DUTY_OFFICER].person()
    bulk = settle_many(centre, officer, about.other, "told twice")
    return There(made=made, about=about, person=person.id, part=part, bulk=bulk)
