"""What the operator has to see at a glance: versions, queue, disk, checkpoint, backup, clock."""

from __future__ import annotations

import datetime as dt
import platform
import shutil
from contextlib import closing
from dataclasses import dataclass
from functools import reduce

import django
from django.db import DatabaseError, connection

from trucewatch import __version__
from trucewatch.domain.access import Audience, Person, Resource
from trucewatch.domain.errors import Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.service.centre import Centre
from trucewatch.service.reports import waiting
from trucewatch.service.verb import permit
from trucewatch.storage.backup import last_backup
from trucewatch.storage.clock_alarm import standing
from trucewatch.storage.guard import Guard
from trucewatch.storage.log_folder import LogFolder
from trucewatch.storage.models import Entry
from trucewatch.storage.sight import seeing
from trucewatch.storage.window import Visitor

RELEASE = {"sqlite": "SELECT sqlite_version()", "postgresql": "SHOW server_version"}
LITTLE_DISK = 0.1
OLD_BACKUP = dt.timedelta(days=1)
LONG_QUEUE = 100


@dataclass(frozen=True)
class Sign:
    """One thing the operator looks at.

    Args:
        what: stable code; the page words it.
        value: what it is now: a figure or name, or a `Sentence` that a page can word.
        well: False where somebody has to act; None where there is nothing to judge.
        at: an instant that the value speaks of.
    """

    what: str
    value: str
    well: bool | None = None
    at: dt.datetime | None = None


def health(centre: Centre, person: Person) -> list[Sign]:
    """Every sign, in the order in which an operator would look.

    Raises:
        Denied: the person is no operator.
    """
    permit(person, "health.read", Resource(audience=Audience.PUBLIC))
    return [
        _recorder(centre),
        _queue(),
        _disk(centre),
        _checkpoint(centre),
        _backup(centre),
        _clock(),
        Sign("entries", str(Entry.objects.count())),
        Sign("database", _database()),
        Sign("software", f"Trucewatch {__version__}, Django {django.__version__}"),
        Sign("python", platform.python_version()),
    ]


def _recorder(centre: Centre) -> Sign:
    """Whether somebody takes entries; nobody is asked to record anything."""
    if not centre.visited:
        return Sign("recorder", "", well=True)
    try:
        with closing(Visitor(centre.home.socket)):
            return Sign("recorder", "", well=True)
    except Refusal:
        said = Sentence(
            "no recorder answers at {path}; start it with: trucewatch record serve",
            path=str(centre.home.socket),
        )
        return Sign("recorder", said, well=False)


def _queue() -> Sign:
    with seeing({Audience.SHARED, Audience.PUBLIC}):  # how many, and nothing of what they say
        length = len(waiting())
    return Sign("queue", str(length), well=length < LONG_QUEUE)


def _disk(centre: Centre) -> Sign:
    usage = shutil.disk_usage(centre.home.root)
    free = usage.free / usage.total
    said = Sentence("{size:.1f} GB, {free:.0%}", size=usage.free / 1e9, free=free)
    return Sign("disk", said, well=free > LITTLE_DISK)


def _checkpoint(centre: Centre) -> Sign:
    """The newest checkpoint that was published, and whether the guard holds one at all."""
    guarded = Guard(centre.home.guard_folder).read() is not None
    found = LogFolder(centre.home.log, centre.home.key()).checkpoint()
    if found is None:
        return Sign("checkpoint", "", well=False)
    path = centre.home.log / "checkpoint"
    at = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    return Sign("checkpoint", str(found[0].size), well=guarded, at=at)


def _backup(centre: Centre) -> Sign:
    at = last_backup(centre.home)
    if at is None:
        return Sign("backup", "", well=False)
    return Sign("backup", "", well=centre.machine_clock() - at < OLD_BACKUP, at=at)


def _clock() -> Sign:
    wrong = [change.told() for _, change in standing().values()]
    return Sign("clock", reduce(_and, wrong) if wrong else "", well=not wrong)


def _and(one: Sentence, other: Sentence) -> Sentence:
    return Sentence("{one}; {other}", one=one, other=other)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            ask = (
                "SELECT sqlite_version()"
                if connection.vendor == "sqlite"
                else "SHOW server_version"
            )
            cursor.execute(ask)
            return f"{connection.display_name} {cursor.fetchone()[0]}"
    except DatabaseError as err:
        return str(err).splitlines()[0]
