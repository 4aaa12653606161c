"""`trucewatch agreements`: the packaged terms, as data."""

from __future__ import annotations

import datetime as dt

import click

from trucewatch.cli import agreements_check, options


@click.group("agreements")
def command() -> None:
    """List the packaged terms, show one, or check terms for what they leave open.

    \b
    Examples:
      trucewatch agreements list
      trucewatch agreements show ID
      trucewatch agreements show ID --at 2016-05-05T03:40+03:00
      trucewatch agreements check draft.yaml
    """


command.add_command(agreements_check.command)


@command.command("list")
@options.formats("table", "json", "jsonl")
@options.out
def list_(*, shape: str, out: str | None) -> None:
    """List the packaged agreements by id.

    \b
    Example:
      trucewatch agreements list --json
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import drawn
    from trucewatch.cli.terms_table import listing
    from trucewatch.export.json_text import json_lines, json_value
    from trucewatch.pipeline.terms import agreements

    found = agreements()
    if shape == "json":
        deliver(json_value(found), out)
    elif shape == "jsonl":
        deliver(json_lines(found), out)
    else:
        deliver(drawn(listing(found), to_file=out is not None), out)


@command.command("show")
@click.argument("agreement_id", metavar="ID")
@click.option("--at", type=options.Instant(), help="Only what held then.")
@click.option("--known-at", type=options.Instant(), help="With what was known then.")
@options.formats("table", "json")
@options.out
def show(
    *,
    agreement_id: str,
    at: dt.datetime | None,
    known_at: dt.datetime | None,
    shape: str,
    out: str | None,
) -> None:
    """Show one agreement: its times, zones, parties, clauses and sources.

    \b
    Example:
      trucewatch agreements show ID --at 2016-05-05T03:40+03:00
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import drawn
    from trucewatch.cli.terms_table import whole
    from trucewatch.export.json_text import json_value
    from trucewatch.pipeline.terms import agreement_as_of

    found = agreement_as_of(agreement_id, at=at, known_at=known_at)
    if shape == "json":
        deliver(json_value(found), out)
    else:
        deliver(drawn(*whole(found), to_file=out is not None), out)
