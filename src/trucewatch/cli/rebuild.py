"""`trucewatch rebuild`: make the tables anew from entries and payloads."""

from __future__ import annotations

import click

from trucewatch.cli.record_options import home_of, place


@click.command("rebuild", short_help="Make the tables anew from the record.")
@place
def command(*, home: str | None, database: str | None, guard: str | None) -> None:
    """Make readings, statements, incidents and the rest anew from the record.

    Entries and payloads are not touched. What was erased comes back as a
    tombstone. The recorder must not run.

    \b
    Examples:
      trucewatch rebuild
      trucewatch rebuild --home /srv/trucewatch
    """
    there = home_of(home, database, guard)
    from trucewatch.storage.rebuilding import rebuild

    click.echo(f"made anew from {rebuild(there)} entries")
