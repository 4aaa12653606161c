"""`trucewatch scrub`: read evidence again and see that it is whole."""

from __future__ import annotations

import datetime as dt
import sys

import click

from trucewatch.cli.record_options import home_of, place


@click.command("scrub", short_help="See that every file of evidence is whole.")
@click.option("--part", is_flag=True, help="Only today's seventh; all come up each week.")
@click.option("--erase-unrecorded", is_flag=True, help="Erase files that no object names.")
@place
def command(
    *,
    part: bool,
    erase_unrecorded: bool,
    home: str | None,
    database: str | None,
    guard: str | None,
) -> None:
    """Hash every file of evidence anew; exit 1 where one is damaged or missing.

    A file that no object names came in while the power went, or was erased so;
    erase such files only while nobody takes evidence in.

    \b
    Examples:
      trucewatch scrub
      trucewatch scrub --part
    """
    there = home_of(home, database, guard)
    from trucewatch.storage.models import Evidence
    from trucewatch.storage.scrubbing import PARTS, scrub

    names = Evidence.objects.filter(sha256__isnull=False).values_list("sha256", flat=True)
    day = dt.datetime.now(dt.UTC).toordinal() % PARTS if part else None
    found = scrub(there.evidence, [name for name in names if name], day)
    click.echo(f"{found.files} files of {found.size} bytes are whole")
    for line in found.damaged:
        click.echo(f"damaged: {line}")
    for name in found.unrecorded:
        click.echo(f"no object names: {name}")
        if erase_unrecorded:
            there.evidence.erase(name)
    sys.exit(1 if found.damaged else 0)
