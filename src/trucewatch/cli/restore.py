"""`trucewatch restore`: put a backup back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from trucewatch.cli.record_options import home_of, place


@click.command("restore", short_help="Put a backup back.")
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--replace", "replacing", is_flag=True, help="In the place of what is there.")
@place
def command(
    *, folder: Path, replacing: bool, home: str | None, database: str | None, guard: str | None
) -> None:
    """Put the backup in FOLDER back, every file of it checked first.

    Exit status 1: it stands, and what was signed since is still to be brought
    from a mirror before the recorder may sign again.

    \b
    Examples:
      trucewatch restore /media/backup/2016-05-05
      trucewatch restore /media/backup/2016-05-05 --replace
    """
    there = home_of(home, database, guard, made=False)
    from trucewatch.storage.restoring import restore

    done = restore(there, folder, replacing=replacing)
    click.echo(f"{done.entries} entries stand")
    if done.before_signing:
        click.echo(f"before signing: {done.before_signing}")
    sys.exit(1 if done.before_signing else 0)
