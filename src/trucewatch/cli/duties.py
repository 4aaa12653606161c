"""`trucewatch duties`: how duties with deadlines stand by what is reported of them."""

from __future__ import annotations

import datetime as dt

import click

from trucewatch.cli import options


@click.command("duties", short_help="Say how duties with deadlines stand.")
@click.argument("agreements", nargs=-1, metavar="[AGREEMENT]...")
@click.option("--at", type=options.Instant(), help="When, with its UTC offset; now if not given.")
@click.option("--performed", metavar="FILE", help="What is reported of duties, as YAML.")
@click.option(
    "--reading", "views", multiple=True, metavar="NAME", help="Only these readings of the terms."
)
@options.formats("table", "json")
@options.out
def command(
    *,
    agreements: tuple[str, ...],
    at: dt.datetime | None,
    performed: str | None,
    views: tuple[str, ...],
    shape: str,
    out: str | None,
) -> None:
    """Say for every duty to do something whether it is due, met, late, disputed.

    AGREEMENT is the id of packaged terms or a YAML file; all packaged terms if
    none is given. Statuses rest on reports; nothing is verified here.

    \b
    Examples:
      trucewatch duties --at 2016-09-20T12:00+03:00
      trucewatch duties terms.yaml --performed reports.yaml --json
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.pipeline.duties import duties

    asked = at or dt.datetime.now(dt.UTC).replace(microsecond=0)
    found = duties(agreements, at=asked, performed=performed or (), views=views or None)
    if shape == "json":
        from trucewatch.export.json_text import json_value

        deliver(json_value(found), out)
    else:
        from trucewatch.cli.duties_table import parts
        from trucewatch.cli.terminal import drawn

        deliver(drawn(*parts(found, asked), to_file=out is not None), out)
