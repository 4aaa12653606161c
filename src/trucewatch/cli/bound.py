"""`trucewatch bound`: what bound whom, there and then."""

from __future__ import annotations

import datetime as dt

import click

from trucewatch.cli import options
from trucewatch.domain.place import LonLat


@click.command("bound", short_help="Say what bound whom, there and then.")
@click.option("--at", type=options.Instant(), required=True, help="When, with its UTC offset.")
@click.option("--place", metavar="NAME", help="Where, by name or id.")
@click.option("--lonlat", "point", type=options.Point(), help="Where, longitude first.")
@click.option("--actor", metavar="ID", help="Only what bound this actor.")
@click.option("--known-at", type=options.Instant(), help="With what was known then.")
@click.option(
    "--terms", "files", multiple=True, metavar="FILE", help="Ask the terms of this file too."
)
@options.formats("table", "json")
@options.out
def command(
    *,
    at: dt.datetime,
    place: str | None,
    point: LonLat | None,
    actor: str | None,
    known_at: dt.datetime | None,
    files: tuple[str, ...],
    shape: str,
    out: str | None,
) -> None:
    """Say which terms held at a place and time, how surely, clause by clause.

    \b
    Examples:
      trucewatch bound --at 2016-05-05T03:40+03:00 --place Aleppo
      trucewatch bound --at 2016-05-05T03:40+03:00 --lonlat 37.16,36.20 --json
      trucewatch bound --at 2016-05-05T12:00Z --place Aleppo --terms draft.yaml
    """
    if (place is None) == (point is None):
        raise click.UsageError("give a place with --place or a point with --lonlat, not both")
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import drawn
    from trucewatch.data.agreement_files import load_agreement
    from trucewatch.export.json_text import json_value
    from trucewatch.pipeline.bound import bound
    from trucewatch.pipeline.locate import locate, locate_point

    located = locate_point(point) if point is not None else locate(place or "")
    terms = [load_agreement(file) for file in files]
    held = bound(at, located, actor=actor, known_at=known_at, terms=terms)
    if shape == "json":
        deliver(json_value(held), out)
    else:
        from trucewatch.cli.bound_table import parts

        deliver(drawn(*parts(held), to_file=out is not None), out)
