"""`trucewatch fuse`: which statements tell of one happening, and who has it from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trucewatch.cli import options

if TYPE_CHECKING:
    from trucewatch.pipeline.fuse import Fusion


@click.command("fuse", short_help="Gather statements into incidents.")
@click.argument("files", nargs=-1, required=True, metavar="READINGS...")
@click.option("--decisions", metavar="FILE", help="What people decided, as JSONL.")
@click.option("--previous", metavar="FILE", help="An earlier run, whose ids are kept.")
@options.formats("table", "json", "jsonl")
@options.max_mb
@options.out
def command(
    *,
    files: tuple[str, ...],
    decisions: str | None,
    previous: str | None,
    shape: str,
    max_mb: float,
    out: str | None,
) -> int:
    """Gather what readings tell into incidents; '-' is standard input.

    Each incident shows what holds its statements together, who has it from whom,
    on how many origins it rests, and who denies it. The order of the readings
    changes nothing. What people decided with `trucewatch incidents` outranks the
    comparison.

    \b
    Examples:
      trucewatch read reports/*.txt --jsonl | trucewatch fuse -
      trucewatch fuse readings.jsonl --json -o incidents.json
      trucewatch fuse readings.jsonl --decisions d.jsonl --previous incidents.json
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import complain
    from trucewatch.pipeline.decisions import read_decisions, read_identities
    from trucewatch.pipeline.fuse import fuse
    from trucewatch.pipeline.records import load

    largest = round(max_mb * 1_000_000)
    decided = read_decisions(decisions, largest=largest) if decisions else ()
    names = read_identities(previous, largest=largest) if previous else ()
    records = load(files, largest=largest)
    if records.readings:
        made = fuse(records.readings, decisions=decided, previous=names)
        deliver(written(made, shape, to_file=out is not None), out)
    complain(records.refused)
    return 2 if records.refused else 0


def written(made: Fusion, shape: str, *, to_file: bool) -> bytes:
    """The incidents in the form asked for."""
    if shape == "json":
        from trucewatch.export.json_text import json_value

        return json_value(made)
    if shape == "jsonl":
        from trucewatch.export.json_text import json_lines

        return json_lines(made.incidents)
    from trucewatch.cli.fusion_table import parts
    from trucewatch.cli.terminal import drawn

    return drawn(*parts(made), to_file=to_file)
