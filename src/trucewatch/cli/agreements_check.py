"""`trucewatch agreements check`: faults of agreement files, and what their terms leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trucewatch.cli import options

if TYPE_CHECKING:
    from trucewatch.pipeline.check import Checks


@click.command("check")
@click.argument("names", nargs=-1, metavar="[FILE|ID]...")
@click.option(
    "--lang",
    type=click.Choice(["en", "ru", "ar"]),
    default="en",
    show_default=True,
    help="Language of the sentences.",
)
@options.formats("table", "json", "jsonl")
@options.max_mb
@options.out
def command(
    *, names: tuple[str, ...], lang: str, shape: str, max_mb: float, out: str | None
) -> int:
    """Check terms: errors of the file first, then what they leave open.

    Takes YAML files, '-' for standard input, or ids of packaged agreements;
    all of these when none is named. An ambiguity that a file lists under
    'ambiguities' is shown as known. Exit status 1: a gap was found that is not
    known. 2: a file could not be read, or names what no register holds.

    \b
    Examples:
      trucewatch agreements check draft.yaml
      trucewatch agreements check draft.yaml --lang ar
      trucewatch agreements check --jsonl -o ambiguities.jsonl
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import complain
    from trucewatch.pipeline.check import check

    made = check(names, lang=lang, largest=round(max_mb * 1_000_000))
    if made.checked:
        deliver(_written(made, shape, lang, to_file=out is not None), out)
    complain(made.refused)
    for one in made.checked:
        for fault in one.faults:
            click.echo(f"trucewatch: {fault}", err=True)
    if made.refused or any(one.faults for one in made.checked):
        return 2
    return 1 if any(one.new_gaps for one in made.checked) else 0


def _written(made: Checks, shape: str, lang: str, *, to_file: bool) -> bytes:
    """The checks in the form asked for."""
    if shape == "json":
        from trucewatch.export.json_text import json_value

        return json_value(made.checked)
    if shape == "jsonl":
        from trucewatch.export.json_text import json_lines

        return json_lines(found for one in made.checked for found in one.ambiguities)
    from trucewatch.cli.ambiguity_table import parts
    from trucewatch.cli.terminal import drawn

    return drawn(*parts(made.checked, lang), to_file=to_file)
