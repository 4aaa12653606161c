"""`trucewatch lineage`: who has each statement from whom, and on how many origins it rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from trucewatch.cli import options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from trucewatch.pipeline.lineage import Claim


@click.command("lineage", short_help="Show who has it from whom.")
@click.argument("files", nargs=-1, required=True, metavar="READINGS...")
@click.option("--all", "everything", is_flag=True, help="Show claims of one plain voice too.")
@options.own
@options.own_name
@options.formats("table", "json", "jsonl")
@options.max_mb
@options.out
def command(
    *,
    files: tuple[str, ...],
    everything: bool,
    own: tuple[str, ...],
    own_name: tuple[str, ...],
    shape: str,
    max_mb: float,
    out: str | None,
) -> int:
    """Show where statements come from; '-' is standard input.

    Unlike fuse this takes statements of every kind. A claim that one voice tells
    in one report is left out of the table unless --all is given.

    \b
    Examples:
      trucewatch read reports/*.txt --jsonl | trucewatch lineage -
      trucewatch lineage readings.jsonl --own bulletin.txt --json
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import complain
    from trucewatch.pipeline.background import background
    from trucewatch.pipeline.lineage import lineage
    from trucewatch.pipeline.records import load

    largest = round(max_mb * 1_000_000)
    beside = background(own=own, own_names=own_name, largest=largest)
    records = load(files, largest=largest)
    if records.readings:
        claims = lineage(records.readings, beside=beside)
        deliver(written(claims, shape, everything=everything, to_file=out is not None), out)
    complain(records.refused)
    return 2 if records.refused else 0


def written(claims: Sequence[Claim], shape: str, *, everything: bool, to_file: bool) -> bytes:
    """The claims in the form asked for; JSON has them all."""
    if shape in {"json", "jsonl"}:
        from trucewatch.export.json_text import json_lines, json_value

        return json_value({"claims": claims}) if shape == "json" else json_lines(claims)
    from trucewatch.cli.terminal import drawn

    return drawn(*parts(claims, everything=everything), to_file=to_file)


def parts(claims: Sequence[Claim], *, everything: bool) -> Iterator[RenderableType]:
    """Each claim with its graph; those that one plain voice tells only where all are wanted."""
    from rich.text import Text

    from trucewatch.cli.lineage_table import graph
    from trucewatch.export import wording

    shown = [one for one in claims if everything or _branches(one)]
    for one in shown:
        yield Text.assemble((wording.act_label(one.act), "act"), f": {one.words}")
        yield from graph(one.lineage)
        yield ""
    yield Text(f"{len(shown)} of {len(claims)} claims shown")


def _branches(claim: Claim) -> bool:
    """Whether there is anything to see: several statements, or a chain of several voices."""
    chains = claim.lineage.chains
    return len(chains) > 1 or any(len(one.voices) > 1 for one in chains)
