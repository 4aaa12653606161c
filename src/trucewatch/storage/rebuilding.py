"""Making every table anew from entries and payloads, and telling whether that would change any."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import transaction

from trucewatch.ledger.entry import decode
from trucewatch.storage.entries import bodies
from trucewatch.storage.erasing import closed_of
from trucewatch.storage.home import Home
from trucewatch.storage.json_values import column
from trucewatch.storage.lock import RecorderLock
from trucewatch.storage.models import Entry
from trucewatch.storage.projection import project
from trucewatch.storage.rows import PROJECTED, insert

AT_ONCE = 500
"""Entries whose payloads are in memory at a time."""


def rebuild(home: Home) -> int:
    """Empty the tables that are made of the truth and make them again, in one transaction.

    Returns:
        How many entries they were made of.

    Raises:
        RecorderBusy: the recorder runs; its rows would come in between.
    """
    lock = RecorderLock(home.lock, home.key().name)
    try:
        with transaction.atomic():
            return make_all()
    finally:
        lock.release()


def strayed() -> list[str]:
    """Names of the tables that are not what the truth makes; nothing is changed.

    The recorder must not run, or its newest rows count as strayed.
    """
    with transaction.atomic():
        before = {table: digest(table) for table in PROJECTED}
        make_all()
        found = [table for table in PROJECTED if digest(table) != before[table]]
        transaction.set_rollback(True)
    return found


def digest(table: str) -> str:
    """A hash over all rows of a table, in the order of their keys."""
    model = apps.get_model("storage", table)
    running = sha256()
    for row in model.objects.order_by("pk").values_list().iterator():
        running.update(column([_plain(value) for value in row]).encode() + b"\n")
    return running.hexdigest()


def make_all() -> int:
    """Make every table anew inside the transaction that is open; of how many entries."""
    for table in PROJECTED:
        apps.get_model("storage", table).objects.all().delete()
    size = Entry.objects.count()
    for start in range(0, size, AT_ONCE):
        stop = min(start + AT_ONCE, size)
        closed = closed_of(list(range(start, stop)))
        entries = [decode(body) for body in bodies(start, stop)]
        insert(row for entry in entries for row in project(entry, closed[entry.seq]))
    return size


def _plain(value: Any) -> Any:
    return value if isinstance(value, dict | list | int | str | None) else str(value)
