"""`trucewatch agreements`: the packaged terms, as data."""

from __future__ import annotations

import datetime as dt

import click

from trucewatch.cli import agreements_check, agreements_diff, agreements_timeline, options


@click.group("agreements")
def command() -> None:
    """List the packaged terms, show or check one, ask what held when and what differs.

    \b
    Examples:
      trucewatch agreements list
      trucewatch agreements show ID
      trucewatch agreements show ID --at 2016-05-05T03:40+03:00
      trucewatch agreements timeline ID
      trucewatch agreements diff ID OTHER
      trucewatch agreements check draft.yaml
    """


command.add_command(agreements_timeline.command)
command.add_command(agreements_diff.command)
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

    With --at only what held then, and whether the terms were in force; with
    --known-at less everything that was told or done later.

    \b
    Example:
      trucewatch agreements show ID --at 2016-05-05T03:40+03:00
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import drawn
    from trucewatch.cli.terms_table import unheard, whole
    from trucewatch.domain.wire import to_wire
    from trucewatch.export.json_text import json_value
    from trucewatch.pipeline.terms import agreement_as_of, agreement_held

    found = agreement_as_of(agreement_id, at=at, known_at=known_at)
    held = agreement_held(agreement_id, at, known_at=known_at) if at is not None else ()
    if shape == "json":
        more = {"in_force": held} if at is not None else {}
        deliver(json_value(None if found is None else to_wire(found) | more), out)
    elif found is None:
        deliver(drawn(unheard(agreement_id, known_at), to_file=out is not None), out)
    else:
        deliver(drawn(*whole(found, at=at, held=held), to_file=out is not None), out)
