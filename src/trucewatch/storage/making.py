"""Making a record: folders, a key, tables, and the checkpoint of an empty log."""

from __future__ import annotations

from django.core.management import call_command

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.tree import Tree
from trucewatch.storage.disk import make_folders
from trucewatch.storage.entries import bodies
from trucewatch.storage.home import Home, make_home
from trucewatch.storage.log_folder import LogFolder
from trucewatch.storage.models import Entry
from trucewatch.storage.signing import Notary


def migrate() -> None:
    """Bring the tables to the shape that this release needs; entries and payloads stay."""
    call_command("migrate", verbosity=0, interactive=False)


def make_record(home: Home, centre: str) -> None:
    """Make the record of a centre where there is none.

    Args:
        home: where.
        centre: its name in the origin of the ledger, of a-z, 0-9 and -.

    Raises:
        Refusal: something is there already.
    """
    make_folders(home.root)
    migrate()
    if Entry.objects.exists():
        remedy = "name another with TRUCEWATCH_DATABASE, or restore the home that belongs to it"
        raise Refusal("the database holds a record already", remedy=remedy)
    notary = Notary(make_home(home, centre), home.guard)
    note = notary.sign(Tree())
    LogFolder(home.log, home.key()).extend(note, bodies)
