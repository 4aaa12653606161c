"""Whose things the database shows: the second wall, where PostgreSQL itself holds rows back.

On PostgreSQL policies on the tables (`sql/row_security.sql`) show a program only what the setting
`trucewatch.audiences` of its transaction names; where nothing is set, nothing is shown. On SQLite
there is one wall alone, the policy of the verbs and pages, since a file can hold nothing back.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from trucewatch.domain.access import Audience

EVERYTHING = "all"
"""The recorder, the worker and the command line: the whole record, and no notes of delegations."""
SETTING = "trucewatch.audiences"
SET = "SELECT set_config('trucewatch.audiences', %s, %s)"


class _Standing(threading.local):
    """What connections of this thread show outside of `seeing`."""

    def __init__(self) -> None:
        self.named = os.environ.get("TRUCEWATCH_SEES", "")


_standing = _Standing()


@contextmanager
def seeing(audiences: Iterable[Audience]) -> Iterator[None]:
    """One transaction in which the database shows what belongs to these, and nothing else.

    Inside another one it takes its place until it ends.
    """
    with _showing(",".join(sorted(one.value for one in audiences))):
        yield


@contextmanager
def closed_parts() -> Iterator[None]:
    """One transaction in which closed values can be read too.

    For custody alone: whether somebody may look at an object was asked before, and what it was
    sealed to stands in a closed value.
    """
    with _showing(EVERYTHING):
        yield


@contextmanager
def _showing(named: str) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        before = _set(named)
        yield
        _set(before)


def see_everything() -> None:
    """From now on this thread is the recorder's or the worker's."""
    _stand(EVERYTHING)


def see_nothing() -> None:
    """From now on this thread shows what `seeing` names, and nothing beside that."""
    _stand("")


def _stand(named: str) -> None:
    _standing.named = named
    if connection.connection is not None and connection.vendor == "postgresql":
        connected(connection)


def connected(connection: Any, **_: Any) -> None:
    """Django's signal: a connection was made."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(SET, [_standing.named, False])


def _set(named: str) -> str:
    """Set it until the transaction ends; what it was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [SETTING])
        (before,) = cursor.fetchone()
        cursor.execute(SET, [named, True])
    return str(before)
