"""`trucewatch backup`: database, evidence and log into one folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from trucewatch.cli.record_options import home_of, place


@click.command("backup", short_help="Write a backup of the record.")
@click.argument("folder", type=click.Path(path_type=Path))
@place
def command(*, folder: Path, home: str | None, database: str | None, guard: str | None) -> None:
    """Write database, evidence and log into FOLDER, which must not exist yet.

    The recorder may run. The guard and the private key are not in it, on
    purpose. Exit status 1: it is written, but some evidence is damaged.

    \b
    Examples:
      trucewatch backup /media/backup/2016-05-05
    """
    there = home_of(home, database, guard)
    from trucewatch.storage.backup import back_up

    manifest = back_up(there, folder)
    click.echo(f"{len(manifest.files)} files are in {folder}")
    for line in manifest.damaged:
        click.echo(f"damaged: {line}", err=True)
    sys.exit(1 if manifest.damaged else 0)
