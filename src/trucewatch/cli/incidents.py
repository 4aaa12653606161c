"""`trucewatch incidents`: what people decide about incidents, recorded for every later run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from trucewatch.cli import options

if TYPE_CHECKING:
    from trucewatch.domain.decision import DecisionKind, Side


@click.group("incidents", short_help="Confirm, merge and split incidents.")
def command() -> None:
    """Record what a person decides about incidents.

    FUSED is what `trucewatch fuse --json` wrote; an INCIDENT is named by its id,
    the start of it, or an alias. Each decision is one more line of the file
    --decisions; give that to `trucewatch fuse` to have them followed. Nothing is
    ever taken out of it: a later decision outranks an earlier one.

    \b
    Examples:
      trucewatch incidents merge fused.json 4f2a 91c0 --decisions d.jsonl
                 --by "Duty officer" --reason "same convoy, two spellings"
      trucewatch fuse readings.jsonl --decisions d.jsonl --previous fused.json
    """


def _recorded(verb: options.F) -> options.F:
    """The options of every decision."""
    made: list[Callable[[options.F], options.F]] = [
        click.option("--at", type=options.Instant(), help="When; now if not given."),
        click.option("--reason", required=True, metavar="TEXT", help="Why."),
        click.option("--by", required=True, metavar="NAME", help="Who decides."),
        click.option(
            "--decisions", "file", required=True, metavar="FILE", help="Where to add it, as JSONL."
        ),
    ]
    for option in made:
        verb = option(verb)
    return verb


_fused = click.argument("fused", metavar="FUSED")


@command.command("confirm")
@_fused
@click.argument("incident")
@_recorded
def confirm(fused: str, incident: str, **said: str | dt.datetime | None) -> None:
    """Confirm that the statements of an incident tell of one happening.

    \b
    Example:
      trucewatch incidents confirm fused.json 4f2a --decisions d.jsonl --by NAME
                 --reason "both callers were asked again"
    """
    from trucewatch.domain.decision import DecisionKind

    _decide(DecisionKind.CONFIRM, _sides(fused, incident), said)


@command.command("merge")
@_fused
@click.argument("incidents", nargs=-1, required=True, metavar="INCIDENT INCIDENT...")
@_recorded
def merge(fused: str, incidents: tuple[str, ...], **said: str | dt.datetime | None) -> None:
    """Say that incidents are one happening.

    \b
    Example:
      trucewatch incidents merge fused.json 4f2a 91c0 --decisions d.jsonl --by NAME
                 --reason "same convoy, two spellings"
    """
    from trucewatch.domain.decision import DecisionKind

    if len(incidents) < 2:
        raise click.UsageError("one incident alone cannot be merged; name two or more")
    _decide(DecisionKind.MERGE, _sides(fused, *incidents), said)


@command.command("split", short_help="Say that some statements tell of another happening.")
@_fused
@click.argument("incident")
@click.option(
    "--off", multiple=True, required=True, metavar="STATEMENT", help="A statement to hold apart."
)
@_recorded
def split(
    fused: str, incident: str, off: tuple[str, ...], **said: str | dt.datetime | None
) -> None:
    """Say that some statements of an incident tell of another happening.

    Those named with --off are held apart from the rest of the incident.

    \b
    Example:
      trucewatch incidents split fused.json 4f2a --off 0b7c --decisions d.jsonl
                 --by NAME --reason "the second strike, in the evening"
    """
    from trucewatch.domain.decision import DecisionKind
    from trucewatch.pipeline.decisions import parted

    [whole] = _sides(fused, incident)
    _decide(DecisionKind.SPLIT, parted(whole, off, where=fused), said)


@command.command("unmerge", short_help="Take an earlier merge back.")
@click.argument("decision")
@_recorded
def unmerge(decision: str, **said: str | dt.datetime | None) -> None:
    """Take an earlier merge back and leave the question to the comparison again.

    DECISION is the id that `merge` told; `list` shows it too. To say that the
    statements tell of different happenings, use `split`.

    \b
    Example:
      trucewatch incidents unmerge 7d21c0 --decisions d.jsonl --by NAME
                 --reason "the wrong two were named"
    """
    from trucewatch.domain.decision import DecisionKind
    from trucewatch.pipeline.decisions import merge_called

    withdraws = merge_called(decision, str(said["file"])).id
    _decide(DecisionKind.UNMERGE, (), said, withdraws=withdraws)


@command.command("list", short_help="List decisions and how they stand.")
@click.argument("file")
@options.formats("table", "json")
@options.out
def list_(file: str, shape: str, out: str | None) -> None:
    """List the decisions of a file and how they stand among themselves.

    \b
    Example:
      trucewatch incidents list decisions.jsonl
    """
    from trucewatch.cli.decisions_table import fates
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.terminal import drawn
    from trucewatch.export.json_text import json_value
    from trucewatch.fusion.constraints import constraints
    from trucewatch.pipeline.decisions import read_decisions

    found = constraints(read_decisions(file)).fates
    if shape == "json":
        deliver(json_value(found), out)
    else:
        deliver(drawn(*fates(found), to_file=out is not None), out)


def _sides(fused: str, *incidents: str) -> tuple[Side, ...]:
    from trucewatch.pipeline.decisions import read_identities, sides_of

    return sides_of(read_identities(fused), incidents, where=fused)


def _decide(
    kind: DecisionKind,
    sides: tuple[Side, ...],
    said: Mapping[str, str | dt.datetime | None],
    *,
    withdraws: str = "",
) -> None:
    """Add the decision to the file and say so."""
    from trucewatch.domain.decision import Decision, identified
    from trucewatch.fusion.constraints import constraints
    from trucewatch.pipeline.decisions import read_decisions, record

    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    given, file = said["at"], str(said["file"])
    at = given if isinstance(given, dt.datetime) else now
    if at > now:
        raise click.UsageError(f"{at:%Y-%m-%dT%H:%M}Z is still to come; say when it was decided")
    decision = Decision(
        id="",
        kind=kind,
        by=str(said["by"]),
        at=at,
        reason=str(said["reason"]),
        sides=sides,
        withdraws=withdraws,
    )
    made = identified(decision)
    record(made, file)
    told = " and ".join(map(_named, sides)) or withdraws
    [fate] = [one for one in constraints(read_decisions(file)).fates if one.decision == made]
    held = "" if fate.state == "standing" else f", but {fate.state}: see trucewatch incidents list"
    click.echo(f"{file}: {kind} of {told} by {made.by} recorded as {made.id}{held}")


def _named(side: Side) -> str:
    number = len(side.statements)
    return f"{side.incident or 'those named'} ({number} statement{'s' * (number != 1)})"
