"""`trucewatch read`: reports to attributed, dated, located statements."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from trucewatch.cli import options

if TYPE_CHECKING:
    from trucewatch.domain.reading import Reading


@click.command("read", short_help="Read reports to attributed, dated statements.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--published", type=options.Day(), help="Day of publication, where you know it.")
@click.option("--source", metavar="NAME", help="Who published it, where you know it.")
@options.formats("table", "json", "jsonl", "html")
@options.max_mb
@options.out
def command(
    *,
    files: tuple[str, ...],
    published: dt.date | None,
    source: str | None,
    shape: str,
    max_mb: float,
    out: str | None,
) -> int:
    """Read reports; '-' is standard input.

    JSON is one object for one FILE and an array for several, JSONL one reading
    a line. The same bytes give the same output. A FILE that cannot be read is
    named on standard error, the others are still read, and the exit status is 2.

    \b
    Examples:
      trucewatch read report.txt
      trucewatch read *.txt --format html -o reports.html
      trucewatch read - --published 2016-05-03 --json < report.txt
    """
    from trucewatch.cli import terminal
    from trucewatch.cli.delivery import deliver
    from trucewatch.pipeline.read import read_all

    with terminal.progress(len(files)) as advance:
        batch = read_all(
            files,
            published=published,
            source=source,
            largest=round(max_mb * 1_000_000),
            before=advance,
        )
    if batch.readings:
        content = written(batch.readings, shape, alone=len(files) == 1, to_file=out is not None)
        deliver(content, out)
    terminal.complain(batch.refused)
    return 2 if batch.refused else 0


def written(readings: tuple[Reading, ...], shape: str, *, alone: bool, to_file: bool) -> bytes:
    """The readings in the form asked for; `alone` where one file was named."""
    if shape == "html":
        from trucewatch.export.reading_html import page

        return page(readings)
    if shape in {"json", "jsonl"}:
        from trucewatch.export.json_text import json_lines, json_value

        if shape == "jsonl":
            return json_lines(readings)
        return json_value(readings[0] if alone else readings)
    from trucewatch.cli.reading_table import parts
    from trucewatch.cli.terminal import drawn

    return drawn(*parts(readings), to_file=to_file)
