"""Django's settings, from the environment; every default with its reason.

TRUCEWATCH_HOME      folder of the record; the default is that of a person's own programs
TRUCEWATCH_DATABASE  postgresql://user:password@host:port/name; SQLite inside the home if not set
TRUCEWATCH_GUARD     folder of the last signed checkpoint; beside the home if not set, because
                     whoever restores the home must not restore the guard with it
TRUCEWATCH_EVIDENCE_KEY  file of the private evidence key; beside the home if not set, because
                     whoever copies the home must not copy what opens its evidence
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from trucewatch.domain.errors import InvalidValue

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",  # readers never wait for the recorder
    "PRAGMA synchronous=FULL",  # a commit that returned is on the disk
    "PRAGMA fullfsync=ON",  # the same on macOS, where a plain fsync stops at the drive's memory
    "PRAGMA secure_delete=ON",  # what is erased is overwritten in the file
    # Random keys come back to the same pages, and a page is copied out of the journal once for all
    # batches that wrote it: the journal grows to 16 MB first. What is committed is in it already.
    "PRAGMA wal_autocheckpoint=4000",
    "PRAGMA recursive_triggers=ON",  # INSERT OR REPLACE meets the triggers that refuse deleting
)
BUSY_S = 20
"""How long a reader waits for the one writer; a batch takes far less than a second."""


def database(url: str, home: Path) -> dict[str, Any]:
    """One entry of Django's `DATABASES`.

    Args:
        url: `postgresql://…`, its query passed on to the driver; "" is SQLite in `home`.
        home: folder of the record.

    Raises:
        InvalidValue: the address is of another kind or names no database.

    >>> database("postgresql://tw@/centre?host=/run/pg", Path("h"))["OPTIONS"]
    {'host': '/run/pg'}
    >>> database("mysql://x/y", Path("h"))
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: TRUCEWATCH_DATABASE: 'mysql' is no database of this \
program; write postgresql://user:password@host:port/name, or unset it for SQLite
    """
    if not url:
        return _sqlite(home)
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or len(parts.path) < 2:
        what = f"TRUCEWATCH_DATABASE: {parts.scheme!r} is no database of this program"
        remedy = "write postgresql://user:password@host:port/name, or unset it for SQLite"
        raise InvalidValue(what, remedy=remedy)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _sqlite(home: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(home / "record.sqlite3"),
        "OPTIONS": {
            "init_command": ";".join(SQLITE_PRAGMAS),
            # A transaction that reads first and writes later could not wait for another writer.
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_S,
        },
    }


HOME = Path(os.environ.get("TRUCEWATCH_HOME") or Path.home() / ".local/share/trucewatch").absolute()
GUARD = Path(os.environ.get("TRUCEWATCH_GUARD") or f"{HOME}.guard").absolute()
EVIDENCE_KEY = Path(os.environ.get("TRUCEWATCH_EVIDENCE_KEY") or f"{HOME}.evidence-key").absolute()
DATABASES = {"default": database(os.environ.get("TRUCEWATCH_DATABASE", ""), HOME)}
INSTALLED_APPS = ["trucewatch.storage"]
USE_TZ = True
TIME_ZONE = "UTC"
