"""A backup: one folder with the database, the evidence and the log, and the hash of each file.

The guard and the private keys are not in it, and evidence is as it was sealed. A backup that
brought its own guard back would make
the signer believe that nothing was signed since.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

from django.db import connection

from trucewatch import __version__
from trucewatch.domain.errors import Refusal
from trucewatch.storage.disk import DISK, make_folders, replace, temporary_name
from trucewatch.storage.evidence import EvidenceFolder
from trucewatch.storage.evidence_keys import recipients
from trucewatch.storage.exercise import require_own_database
from trucewatch.storage.home import Home
from trucewatch.storage.postgres_programs import run
from trucewatch.storage.recorder import utc_now
from trucewatch.storage.refusals import EvidenceDamaged

FORMAT = 1
MANIFEST = "manifest.json"
LAST = "last-backup"
"""In the home: when the newest backup was made, for the operator's page."""
DUMPS = {"sqlite": "record.sqlite3", "postgresql": "record.pgdump"}


@dataclass(frozen=True)
class Manifest:
    """What a backup holds.

    Args:
        format: of the folder.
        software: release that wrote it.
        engine: of the database, sqlite or postgresql.
        created_at: UTC.
        key: the log's verifier key, which names the ledger.
        files: SHA-256 of every file, by its path in the folder.
        recipients: public keys that evidence was sealed to on that day.
        damaged: files of evidence that could not be read whole, one line each; they are not in it.
    """

    format: int
    software: str
    engine: str
    created_at: str
    key: str
    files: Mapping[str, str]
    recipients: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


def back_up(home: Home, target: Path) -> Manifest:
    """Write a backup while the recorder goes on.

    Args:
        home: whose record.
        target: a folder that does not exist yet; it appears when all of it is on the disk.

    Raises:
        Refusal: it exists, or something cannot be read whole.
        Mixed: the database is of an exercise and the home is not, or the other way round.
        OSError: the disk refused; nothing appears under the name.
    """
    require_own_database(home)
    if target.exists():
        remedy = "name a new folder; a backup is never written over another"
        raise Refusal("exists already", where=str(target), remedy=remedy)
    make_folders(target.parent)
    part = temporary_name(target.parent)
    try:
        part.mkdir(mode=0o700)
        # The log first and the evidence last: each holds at least what the one before names.
        shutil.copytree(home.log, part / "log")
        dump(part)
        if home.is_exercise and home.script.exists():
            shutil.copyfile(home.script, part / home.script.name)
        manifest = _manifest(home, part, tuple(_copy_evidence(home, part)))
        replace(part / MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
        _sync(part)
        part.rename(target)
        DISK.sync_folder(target.parent)
        replace(home.root / LAST, manifest.created_at.encode())
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return manifest


def last_backup(home: Home) -> dt.datetime | None:
    """When the newest backup was made; None where none was, or none is known of."""
    try:
        return dt.datetime.fromisoformat((home.root / LAST).read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return None


def files_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Path and SHA-256 of every file in a backup, its manifest aside."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST:
            with path.open("rb") as file:
                yield path.relative_to(folder).as_posix(), file_digest(file, "sha256").hexdigest()


def dump(part: Path) -> None:
    """Write the database as it is at one moment into the folder."""
    target = part / DUMPS[connection.vendor]
    if connection.vendor == "postgresql":
        # Policies hold back from their owner too; the setting of `run` shows a backup everything.
        whole = ("--enable-row-security", "--no-owner", "--no-privileges")
        run("pg_dump", "--format=custom", *whole, f"--file={target}")
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


def _copy_evidence(home: Home, part: Path) -> Iterator[str]:
    """Copy every file that is whole; a line for each that is not, for one must not stop all."""
    store, copies = home.evidence, EvidenceFolder(part / "evidence")
    for name in store.names():
        try:
            copies.bring(name, store)
        except EvidenceDamaged as damage:
            yield str(damage)


def _manifest(home: Home, part: Path, damaged: tuple[str, ...]) -> Manifest:
    return Manifest(
        format=FORMAT,
        software=__version__,
        engine=connection.vendor,
        created_at=f"{utc_now():%Y-%m-%dT%H:%M:%SZ}",
        key=str(home.key()),
        files=dict(files_of(part)),
        recipients=tuple(str(one) for one in recipients(home)),
        damaged=damaged,
    )


def _sync(folder: Path) -> None:
    """Put every file and every name on the disk."""
    for path in folder.rglob("*"):
        if path.is_dir():
            DISK.sync_folder(path)
        else:
            with path.open("rb") as file:
                DISK.sync(file.fileno())
    DISK.sync_folder(folder)
