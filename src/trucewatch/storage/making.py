"""Making a record: folders, a key, tables, and the checkpoint of an empty log."""

from __future__ import annotations

import secrets

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.tree import Tree
from trucewatch.storage.disk import PRIVATE, make_folders, write_new
from trucewatch.storage.entries import bodies, leaves
from trucewatch.storage.home import Home, make_home
from trucewatch.storage.lock import RecorderLock
from trucewatch.storage.log_folder import LogFolder
from trucewatch.storage.models import Entry
from trucewatch.storage.rebuilding import make_all
from trucewatch.storage.refusals import RecordAltered
from trucewatch.storage.signing import Notary


def migrate() -> None:
    """Bring the tables to the shape that this release needs; entries and payloads stay."""
    call_command("migrate", verbosity=0, interactive=False)


def lacks_steps() -> bool:
    """Whether the tables are not in the shape that this release needs."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def require_shape() -> None:
    """Refuse tables that are not in the shape that this release needs.

    Raises:
        Refusal: steps are missing; it names the command that takes them.
    """
    if lacks_steps():
        what = "the tables are not in the shape of this release"
        raise Refusal(what, remedy="make a backup, then run: trucewatch record migrate")


def migrate_record(home: Home) -> int:
    """Bring the tables of a record to today's shape while its recorder stands still.

    Where that took steps, tables are made anew, so that new ones and new columns are filled.

    Returns:
        How many entries it has; their root is seen to be what it was.

    Raises:
        RecordAltered: the root is another one afterwards.
    """
    lock = RecorderLock(home.lock, home.key().name)
    try:
        before, moving = Tree(leaves()).root(), lacks_steps()
        migrate()
        if moving:
            with transaction.atomic():
                make_all()
        tree = Tree(leaves())
        if tree.root() != before:
            raise RecordAltered("the root after migrating is not the root before")
    finally:
        lock.release()
    return len(tree)


def make_session_key(home: Home) -> None:
    """What sessions are signed with, made once; whoever takes it away signs everybody out."""
    path = home.root / "keys" / "session.key"
    if not path.exists():
        write_new(path, secrets.token_hex(32).encode(), mode=PRIVATE)


def make_record(home: Home, centre: str, *, exercise: bool = False) -> None:
    """Make the record of a centre where there is none.

    Args:
        home: where.
        centre: its name in the origin of the ledger, of a-z, 0-9 and -.
        exercise: whether it is that of an exercise, for ever.

    Raises:
        Refusal: something is there already.
    """
    make_folders(home.root)
    if lacks_steps():
        migrate()
    if Entry.objects.exists():
        remedy = "name another with TRUCEWATCH_DATABASE, or restore the home that belongs to it"
        raise Refusal("the database holds a record already", remedy=remedy)
    notary = Notary(make_home(home, centre, exercise=exercise), home.guard)
    note = notary.sign(Tree())
    LogFolder(home.log, home.key()).extend(note, bodies)
