"""`trucewatch agreements timeline`: when terms held, by whose account, and what was told when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from trucewatch.cli import options

if TYPE_CHECKING:
    from trucewatch.domain.timeline import Timeline


@click.command("timeline")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--from", "since", type=options.Instant(), help="Only what touches that time on.")
@click.option("--to", "until", type=options.Instant(), help="Only what touches the time before.")
@click.option("--known-at", type=options.Instant(), help="With what was known then.")
@click.option("--reading", "readings", multiple=True, metavar="NAME", help="Only these readings.")
@click.option(
    "--lang", type=click.Choice(["en", "ru", "ar"]), default="en", help="Language of the picture."
)
@click.option(
    "--width",
    type=click.IntRange(320, 8000),
    default=960,
    show_default=True,
    help="Width of the picture in pixels.",
)
@options.formats("table", "json", "svg")
@options.out
def command(
    *,
    ids: tuple[str, ...],
    since: dt.datetime | None,
    until: dt.datetime | None,
    known_at: dt.datetime | None,
    readings: tuple[str, ...],
    lang: str,
    width: int,
    shape: str,
    out: str | None,
) -> None:
    """Show when terms held by each reading, and what was told when.

    Each agreement brings all that nest in it; without an ID all are shown.
    A '?' marks accounts that exclude one another or are denied.

    \b
    Examples:
      trucewatch agreements timeline ID
      trucewatch agreements timeline ID --known-at 2016-05-04T12:00+03:00
      trucewatch agreements timeline --format svg --lang ar -o terms.svg
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.pipeline.terms import timeline

    line = timeline(*ids, readings=readings or None, known_at=known_at, since=since, until=until)
    deliver(written(line, shape, lang=lang, width=width, to_file=out is not None), out)


def written(line: Timeline, shape: str, *, lang: str, width: int, to_file: bool) -> bytes:
    """The line of time in the form asked for."""
    if shape == "json":
        from trucewatch.export.json_text import json_value

        return json_value(line)
    from trucewatch.data.registry import Registry

    if shape == "svg":
        from trucewatch.export.timeline_svg import timeline_svg

        return timeline_svg(line, Registry.packaged(), lang=lang, wide=width)
    from trucewatch.cli.terminal import drawn
    from trucewatch.cli.timeline_table import parts

    return drawn(*parts(line, Registry.packaged().name_of), to_file=to_file)
