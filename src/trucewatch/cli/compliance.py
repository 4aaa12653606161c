"""`trucewatch compliance`: findings counted, each claimant by itself."""

from __future__ import annotations

import click

from trucewatch.cli import options


@click.command("compliance", short_help="Count findings, each claimant by itself.")
@click.argument("files", nargs=-1, required=True, metavar="FINDINGS.json [READINGS.json]...")
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(["party", "clause", "zone", "day", "reading"]),
    default=("party",),
    show_default=True,
    help="What to count by; several make a row for each that goes together.",
)
@click.option("--told", metavar="FILE", help="Days that claimants told nothing of, as YAML.")
@options.formats("table", "json", "csv")
@options.max_mb
@options.out
def command(
    *,
    files: tuple[str, ...],
    by: tuple[str, ...],
    told: str | None,
    shape: str,
    max_mb: float,
    out: str | None,
) -> None:
    """Count results by accused party, clause, zone, day or reading.

    Every claimant has counts of its own, under each reading: they are never
    added. Takes what `assess --json` writes; give the readings too, so that
    what a report says itself is told apart by report.

    \b
    Examples:
      trucewatch compliance findings.json readings.json
      trucewatch compliance findings.json readings.json --by day --format csv
      trucewatch compliance findings.json --by party --by clause --json
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.pipeline.compliance import compliance, load_assessed

    given = load_assessed(files, largest=round(max_mb * 1_000_000))
    made = compliance(given.assessment, by=by, readings=given.readings, told=told or ())
    if shape == "json":
        from trucewatch.export.json_text import json_value

        deliver(json_value(made), out)
    elif shape == "csv":
        from trucewatch.export.compliance_csv import compliance_csv

        deliver(compliance_csv(made), out)
    else:
        from trucewatch.cli.compliance_table import parts
        from trucewatch.cli.terminal import drawn

        deliver(drawn(*parts(made), to_file=out is not None), out)
