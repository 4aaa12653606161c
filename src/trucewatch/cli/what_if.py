"""`trucewatch what-if`: what would follow if terms, lists or lines were others."""

from __future__ import annotations

import click

from trucewatch.cli import options


@click.command("what-if", short_help="Change terms on trial and compare the findings.")
@click.argument("files", nargs=-1, required=True, metavar="READINGS|INCIDENTS...")
@click.argument("changes", metavar="CHANGES.yaml")
@click.option("--agreement", "agreements", multiple=True, metavar="ID", help="Only these terms.")
@click.option(
    "--reading", "views", multiple=True, metavar="NAME", help="Only these readings of the terms."
)
@options.formats("table", "json", "csv")
@options.max_mb
@options.out
def command(
    *,
    files: tuple[str, ...],
    changes: str,
    agreements: tuple[str, ...],
    views: tuple[str, ...],
    shape: str,
    max_mb: float,
    out: str | None,
) -> int:
    """Say which findings would be others if terms were changed.

    CHANGES.yaml lists the changes, made one after the other; nothing that is
    on file is altered. Takes JSON or JSONL as `assess` does.

    \b
    Examples:
      trucewatch what-if readings.json changes.yaml
      trucewatch read report.txt --json | trucewatch what-if - changes.yaml
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import complain, drawn
    from trucewatch.pipeline.records import load
    from trucewatch.pipeline.what_if import load_changes, what_if

    supposed = load_changes(changes)
    records = load(files, largest=round(max_mb * 1_000_000))
    if records.readings or records.incidents:
        made = what_if(
            (*records.readings, *records.incidents),
            supposed,
            agreements=agreements or None,
            views=views or None,
        )
        if shape == "json":
            from trucewatch.export.json_text import json_value

            deliver(json_value(made), out)
        elif shape == "csv":
            from trucewatch.export.what_if_csv import what_if_csv

            deliver(what_if_csv(made), out)
        else:
            from trucewatch.cli.what_if_table import parts

            deliver(drawn(*parts(made), to_file=out is not None), out)
    complain(records.refused)
    return 2 if records.refused else 0
