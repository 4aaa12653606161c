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
@click.option("--all", "every", is_flag=True, help="Also terms that surely did not hold (table).")
@click.option("--explain", type=int, metavar="ROW", help="Every step for one row of a table.")
@click.option(
    "--engine",
    type=click.Choice(("local", "processes")),
    default="local",
    show_default=True,
    help="One core or all of them (table).",
)
@options.formats("table", "json", "jsonl", "csv", "parquet", "html")
@options.max_mb
@options.out
def command(
    *,
    files: tuple[str, ...],
    agreements: tuple[str, ...],
    views: tuple[str, ...],
    every: bool,
    explain: int | None,
    engine: str,
    shape: str,
    max_mb: float,
    out: str | None,
) -> int:
    """Assess what readings allege, or incidents; '-' is standard input.

    Takes JSON or JSONL in files or folders. Every finding lists its steps, the
    facts that each used, and what would change it.

    A table of incidents (CSV, Parquet, GeoParquet, JSONL with one row a line)
    gets result and reason for each row, agreement and reading; --explain shows
    the steps of a row. A run with -o that was stopped goes on where it was.

    \b
    Examples:
      trucewatch read report.txt --json | trucewatch assess -
      trucewatch assess readings.jsonl --format csv -o findings.csv
      trucewatch assess readings.json --reading united-states --json
      trucewatch assess incidents.csv --format parquet -o findings.parquet
      trucewatch assess incidents.csv --explain 7
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import complain
    from trucewatch.pipeline.assess import assess
    from trucewatch.pipeline.incident_files import is_table
    from trucewatch.pipeline.records import load

    if any(map(is_table, files)):
        from trucewatch.cli import assess_table

        return assess_table.run(
            files, agreements=agreements, views=views, every=every, explain=explain,
            engine=engine, shape=shape, max_mb=max_mb, out=out,
        )  # fmt: skip
    if every or explain is not None or engine != "local" or shape == "parquet":
        what = "--all, --explain, --engine and --format parquet are for tables of incidents"
        raise click.UsageError(what)
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
