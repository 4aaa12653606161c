"""`trucewatch fuse`: which statements tell of one happening, and who has it from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trucewatch.cli import options

if TYPE_CHECKING:
    from trucewatch.domain.fusion import Fusion
    from trucewatch.domain.reading import Reading


@click.command("fuse", short_help="Gather statements into incidents.")
@click.argument("files", nargs=-1, required=True, metavar="READINGS...")
@click.option("--decisions", metavar="FILE", help="What people decided, as JSONL.")
@click.option("--previous", metavar="FILE", help="An earlier run, whose ids are kept.")
@options.own
@options.own_name
@click.option(
    "--judgements",
    multiple=True,
    metavar="FILE",
    help="Recorded judgements on sources and information, YAML or JSONL.",
)
@click.option("--incident", metavar="ID", help="Only this one; the start of its id will do.")
@click.option(
    "--language",
    "--lang",
    "lang",
    type=click.Choice(["en", "ru", "ar"]),
    default="en",
    show_default=True,
    help="Language of the page or picture.",
)
@options.formats("table", "json", "jsonl", "html", "svg")
@options.max_mb
@options.out
def command(
    *,
    files: tuple[str, ...],
    decisions: str | None,
    previous: str | None,
    own: tuple[str, ...],
    own_name: tuple[str, ...],
    judgements: tuple[str, ...],
    incident: str | None,
    lang: str,
    shape: str,
    max_mb: float,
    out: str | None,
) -> int:
    """Gather what readings tell into incidents; '-' is standard input.

    Each incident shows what holds its statements together, who has it from whom,
    on how many origins it rests, and who denies it; people harmed, where the
    accounts differ, and what speaks for and against it. The order of the readings
    changes nothing. What people decided with `trucewatch incidents` outranks the
    comparison. HTML has the accounts side by side, what agrees and what differs,
    and who has it from whom as a picture; SVG is that picture alone.

    \b
    Examples:
      trucewatch read reports/*.txt --jsonl | trucewatch fuse -
      trucewatch fuse readings.jsonl --json -o incidents.json
      trucewatch fuse readings.jsonl --decisions d.jsonl --previous incidents.json
      trucewatch fuse readings.jsonl --own bulletin.txt --judgements ours.yaml
      trucewatch fuse readings.jsonl --format html --language ar -o incidents.html
      trucewatch fuse readings.jsonl --format svg --incident 4f2a -o lineage.svg
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import complain
    from trucewatch.pipeline.background import background
    from trucewatch.pipeline.decisions import read_decisions, read_identities
    from trucewatch.pipeline.fuse import fuse
    from trucewatch.pipeline.records import load

    largest = round(max_mb * 1_000_000)
    decided = read_decisions(decisions, largest=largest) if decisions else ()
    names = read_identities(previous, largest=largest) if previous else ()
    beside = background(own=own, own_names=own_name, judgements=judgements, largest=largest)
    records = load(files, largest=largest)
    if records.readings:
        made = fuse(records.readings, beside=beside, decisions=decided, previous=names)
        made = made if incident is None else made.only(incident)
        if shape == "svg" and len(made.incidents) != 1:
            raise click.UsageError(
                f"{len(made.incidents)} incidents; name one with --incident, ids are in the table"
            )
        if shape in {"html", "svg"}:
            deliver(pictured(made, records.readings, shape, lang=lang), out)
        else:
            deliver(written(made, shape, to_file=out is not None), out)
    complain(records.refused)
    return 2 if records.refused else 0


def pictured(made: Fusion, readings: tuple[Reading, ...], shape: str, *, lang: str) -> bytes:
    """The page of all incidents, or the picture of one."""
    from trucewatch.export.incident_wording import Wording

    say = Wording.packaged(lang)
    if shape == "html":
        from trucewatch.export.incident_html import incident_page

        return incident_page(made, readings, say)
    from trucewatch.export.incident_told import said_in
    from trucewatch.export.lineage_svg import lineage_svg

    return lineage_svg(made.incidents[0], said_in(readings), say)


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
