"""Records of exercises and of centres, on SQLite, and an exercise that has begun."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from default_database import point_at
from exercise_terms import with_listed_parties
from position_world import Clock
from trucewatch.service.centre import Centre, at_desk
from trucewatch.service.exercise.starting import begin
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record

Make = Callable[..., Home]


@pytest.fixture
def make(place: Path, shaped: Path) -> Make:
    """Makes a record of one kind on SQLite, in a folder of its own that `name` gives."""

    def made(*, exercise: bool, name: str = "home") -> Home:
        root = place / name
        root.mkdir()
        shutil.copy(shaped, root / "record.sqlite3")
        point_at("", root)
        home = Home(root, place / f"{name}-guard")
        make_record(home, "training", exercise=exercise)
        return home

    return made


@pytest.fixture
def clock() -> Clock:
    """A clock that a test moves on."""
    return Clock()


@pytest.fixture
def exercise(make: Make, clock: Clock) -> Iterator[Centre]:
    """An exercise that has begun."""
    home = make(exercise=True)
    with closing(Desk(home, alarm=print, clock=clock).open()) as desk:
        centre = at_desk(home, desk, clock)
        begin(centre, with_listed_parties("spring-lull"))
        yield centre
    connection.close()
