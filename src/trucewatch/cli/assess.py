"""`trucewatch assess`: what reports allege, held against the terms of then and there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trucewatch.cli import options

if TYPE_CHECKING:
    from trucewatch.domain.reading import Reading
    from trucewatch.pipeline.assess import Assessment


@click.command("assess", short_help="Hold what readings allege against the terms.")
@click.argument("files", nargs=-1, required=True, metavar="READINGS|INCIDENTS...")
@click.option("--agreement", "agreements", multiple=True, metavar="ID", help="Only these terms.")
@click.option(
    "--reading", "views", multiple=True, metavar="NAME", help="Only these readings of the terms."
)
@options.formats("table", "json", "jsonl", "csv", "html")
@options.max_mb
@options.out
def command(
    *,
    files: tuple[str, ...],
    agreements: tuple[str, ...],
    views: tuple[str, ...],
    shape: str,
    max_mb: float,
    out: str | None,
) -> int:
    """Assess what readings allege, or incidents; '-' is standard input.

    Takes JSON or JSONL in files or folders. Every finding lists its steps, the
    facts that each used, and what would change it.

    \b
    Examples:
      trucewatch read report.txt --json | trucewatch assess -
      trucewatch assess readings.jsonl --format csv -o findings.csv
      trucewatch assess readings.json --reading united-states --json
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import complain
    from trucewatch.pipeline.assess import assess
    from trucewatch.pipeline.records import load

    records = load(files, largest=round(max_mb * 1_000_000))
    if records.readings or records.incidents:
        made = assess(
            (*records.readings, *records.incidents),
            agreements=agreements or None,
            views=views or None,
        )
        deliver(written(made, records.readings, shape, to_file=out is not None), out)
        if shape in {"jsonl", "csv"}:
            for one in made.contradictions:
                click.echo(f"trucewatch: {one.sentence}", err=True)
    complain(records.refused)
    return 2 if records.refused else 0


def written(made: Assessment, readings: tuple[Reading, ...], shape: str, *, to_file: bool) -> bytes:
    """The assessment in the form asked for."""
    if shape == "json":
        from trucewatch.export.json_text import json_value

        return json_value(made)
    if shape == "jsonl":
        from trucewatch.export.json_text import json_lines

        return json_lines(made.findings)
    if shape == "csv":
        from trucewatch.export.findings_csv import findings_csv

        return findings_csv(made.incidents, made.findings)
    if shape == "html":
        from trucewatch.export.reading_html import page

        return page(readings, made.incidents, made.findings, made.contradictions)
    from trucewatch.cli.findings_table import parts
    from trucewatch.cli.terminal import drawn

    return drawn(*parts(made.incidents, made.findings, made.contradictions), to_file=to_file)
