"""Putting a backup back, and saying what was signed since and is therefore still to be brought."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.wire import from_wire
from trucewatch.ledger.exercise import Mixed, is_exercise, origin_in, require_one_kind
from trucewatch.ledger.tree import Tree
from trucewatch.storage.backup import DUMPS, FORMAT, MANIFEST, Manifest, files_of
from trucewatch.storage.disk import DISK, OPEN, make_folders, temporary_name, write_new
from trucewatch.storage.entries import leaves
from trucewatch.storage.evidence import EvidenceFolder
from trucewatch.storage.exercise import holds_exercise
from trucewatch.storage.home import Home
from trucewatch.storage.lock import RecorderLock
from trucewatch.storage.making import migrate
from trucewatch.storage.postgres_programs import run
from trucewatch.storage.recorder import utc_now
from trucewatch.storage.signing import require_extension, signed_last


@dataclass(frozen=True)
class Restored:
    """What stands now.

    Args:
        entries: how many entries the record has.
        before_signing: what has to be done before anything can be signed; None where nothing.
    """

    entries: int
    before_signing: Refusal | None


def restore(home: Home, source: Path, *, replacing: bool = False) -> Restored:
    """Put the backup in the place of the record.

    Args:
        home: where; its recorder must not run.
        source: the folder that `back_up` wrote.
        replacing: put it in the place of the database that is there now; of SQLite the old
            files are kept beside it.

    Raises:
        Refusal: the backup is not whole, belongs to another ledger or engine, or a database is
            there; nothing was changed.
    """
    manifest = read_manifest(source)
    make_folders(home.root)
    _require_fitting(home, manifest, source, replacing=replacing)
    if not home.public_key.exists():
        make_folders(home.public_key.parent)
        write_new(home.public_key, f"{manifest.key}\n".encode(), mode=OPEN)
    if manifest.recipients and not home.evidence_recipients.exists():
        lines = "".join(f"{one}\n" for one in manifest.recipients)
        write_new(home.evidence_recipients, lines.encode(), mode=OPEN)
    lock = RecorderLock(home.lock, home.key().name)
    try:
        restore_database(source)
        migrate()
        copies = EvidenceFolder(source / "evidence")
        for name in copies.names():
            home.evidence.bring(name, copies)
        # A log that is here is newer than any backup of it, and is a mirror of its entries.
        if not (home.log / "checkpoint").exists():
            shutil.copytree(source / "log", home.log, dirs_exist_ok=True)
        if (source / home.script.name).exists():
            shutil.copyfile(source / home.script.name, home.script)
        return _state(home)
    finally:
        lock.release()


def read_manifest(source: Path) -> Manifest:
    """The manifest of a backup all of whose files are as it says.

    Raises:
        Refusal: a file differs, is missing, or is not named.
    """
    remedy = "take another backup; this one was changed or is not whole"
    try:
        told = json.loads((source / MANIFEST).read_bytes())
        manifest = from_wire(Manifest, told, where=MANIFEST)
    except (OSError, ValueError, InvalidValue) as err:
        raise Refusal(f"no manifest can be read: {err}", where=str(source), remedy=remedy) from err
    if manifest.format != FORMAT:
        what = f"format {manifest.format} is not known; this release writes {FORMAT}"
        raise Refusal(what, where=str(source), remedy="use the release that wrote it")
    there = dict(files_of(source))
    for path in sorted(there.keys() | manifest.files.keys()):
        if there.get(path) != manifest.files.get(path):
            raise Refusal("is not the file of the backup", where=str(source / path), remedy=remedy)
    return manifest


def _require_fitting(home: Home, manifest: Manifest, source: Path, *, replacing: bool) -> None:
    _require_one_kind(home, manifest, source)
    if manifest.engine != connection.vendor:
        what = f"a backup of {manifest.engine} does not go into {connection.vendor}"
        raise Refusal(what, where=str(source), remedy="set TRUCEWATCH_DATABASE accordingly")
    if home.public_key.exists() and str(home.key()) != manifest.key:
        what = f"belongs to the ledger of {manifest.key}, not of {home.key()}"
        raise Refusal(what, where=str(source), remedy="name the home that belongs to it")
    if not replacing and "storage_entry" in connection.introspection.table_names():
        what = "a database is there already"
        raise Refusal(
            what, where=str(home.root), remedy="add --replace to put the backup in its place"
        )


def _require_one_kind(home: Home, manifest: Manifest, source: Path) -> None:
    """Refuse a backup of an exercise where a centre was, in home, guard or database; or back."""
    theirs = manifest.key.partition("+")[0]
    for ours in (home.origin, origin_in(home.guard.read() or b"")):
        require_one_kind(ours, theirs, where=str(source))
    if "storage_entry" not in connection.introspection.table_names():
        return
    holds = holds_exercise()
    if holds is not None and holds != is_exercise(theirs):
        of = "an exercise" if holds else "a centre"
        what = f"a backup of {theirs} does not go into the database of {of}"
        raise Mixed(what, where=str(source), remedy="name a home and a database of its own")


def restore_database(source: Path) -> None:
    """Put the dump in the folder in the place of the database that is there."""
    dump = source / DUMPS[connection.vendor]
    if connection.vendor == "postgresql":
        name = str(connection.settings_dict["NAME"])
        whole = ("--clean", "--if-exists", "--single-transaction", "--no-owner", "--no-privileges")
        run("pg_restore", *whole, f"--dbname={name}", str(dump))
        return
    _replace_sqlite(Path(str(connection.settings_dict["NAME"])), dump)


def _replace_sqlite(place: Path, dump: Path) -> None:
    connection.close()
    part = temporary_name(place.parent)
    shutil.copyfile(dump, part)
    with part.open("rb") as file:
        DISK.sync(file.fileno())
    aside = place.with_name(f"{place.name}.until-{utc_now():%Y%m%dT%H%M%SZ}")
    # The journal goes with its database: left behind it would be written into the new one.
    for end in ("", "-wal", "-shm"):
        old = place.with_name(place.name + end)
        if old.exists():
            DISK.rename(old, aside.with_name(aside.name + end))
    DISK.rename(part, place)
    DISK.sync_folder(place.parent)


def _state(home: Home) -> Restored:
    tree = Tree(leaves())
    try:
        require_extension(tree, signed_last(home.guard, home.key()), home.guard)
    except Refusal as refusal:
        return Restored(len(tree), refusal)
    return Restored(len(tree), None)
