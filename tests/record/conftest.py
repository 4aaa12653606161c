"""Records to test with, the same on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from default_database import point_at
from postgres_server import Server
from record_places import fresh, shape, sqlite_template
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of this session, with an empty database `shaped` in today's shape."""
    running = Server()
    shape(running, "shaped")
    yield running
    running.close()


@pytest.fixture(scope="session")
def shaped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite file in today's shape."""
    return sqlite_template(tmp_path_factory.mktemp("sqlite"))


@contextmanager
def emptied(request: pytest.FixtureRequest, place: Path, engine: str) -> Iterator[str]:
    """An empty database that Django's default connection leads to; its address, "" for SQLite."""
    root = place / "home"
    root.mkdir()
    if engine == "sqlite":
        shutil.copy(request.getfixturevalue("shaped"), root / "record.sqlite3")
        point_at("", root)
        yield ""
    else:
        with fresh(request.getfixturevalue("server"), "shaped") as address:
            point_at(address, root)
            yield address
            connection.close()
    connection.close()


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, place: Path) -> Iterator[str]:
    """An empty database of either engine."""
    with emptied(request, place, request.param) as address:
        yield address


@pytest.fixture
def sqlite(request: pytest.FixtureRequest, place: Path) -> Iterator[Home]:
    """A fresh record on SQLite, for what it alone does."""
    with emptied(request, place, "sqlite"):
        yield made(place)


@pytest.fixture
def postgresql(request: pytest.FixtureRequest, place: Path) -> Iterator[Home]:
    """A fresh record on PostgreSQL, for what it alone does."""
    with emptied(request, place, "postgresql"):
        yield made(place)


@pytest.fixture
def home(database: str, place: Path) -> Home:
    """A fresh record on either engine."""
    del database  # it is where the record goes
    return made(place)


def made(place: Path) -> Home:
    """A record in today's empty database."""
    there = Home(place / "home", place / "guard")
    make_record(there, "geneva")
    return there


@pytest.fixture
def desk(home: Home) -> Iterator[Desk]:
    """An open desk at that record."""
    alarms: list[str] = []
    opened = Desk(home, alarm=alarms.append).open()
    yield opened
    opened.close()
