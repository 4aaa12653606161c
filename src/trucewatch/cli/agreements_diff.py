"""`trucewatch agreements diff`: what differs between two agreements, or two times of knowing."""

from __future__ import annotations

import datetime as dt

import click

from trucewatch.cli import options


@click.command("diff")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--at", type=options.Instant(), help="Only what held then.")
@click.option(
    "--known-at",
    type=options.Instant(),
    multiple=True,
    help="With what was known then; given twice, the first for A, the second for B.",
)
@options.formats("table", "json")
@options.out
def command(
    *,
    one: str,
    other: str,
    at: dt.datetime | None,
    known_at: tuple[dt.datetime, ...],
    shape: str,
    out: str | None,
) -> None:
    """Show what B adds, drops and changes against A, part by part.

    A and B may be the same: with --known-at twice it shows what was learned.

    \b
    Examples:
      trucewatch agreements diff ID OTHER
      trucewatch agreements diff ID OTHER --at 2016-05-05T03:40+03:00
      trucewatch agreements diff ID ID \\
        --known-at 2016-05-06T00:00Z --known-at 2016-05-10T00:00Z
    """
    if len(known_at) > 2:
        raise click.UsageError("give --known-at once for both, or twice: for A, then for B")
    from trucewatch.cli.delivery import deliver
    from trucewatch.export.json_text import json_value
    from trucewatch.pipeline.terms import diff

    moments = (known_at[0], known_at[-1]) if known_at else (None, None)
    made = diff(one, other, at=at, known_at=moments)
    if shape == "json":
        deliver(json_value(made), out)
        return
    from trucewatch.cli.diff_table import parts
    from trucewatch.cli.terminal import drawn

    deliver(drawn(*parts(made), to_file=out is not None), out)
