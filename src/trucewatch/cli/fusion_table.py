"""Incidents on the terminal: what they rest on, and what holds them together."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from trucewatch.cli.decisions_table import fates, overriding
from trucewatch.cli.lineage_table import graph
from trucewatch.cli.weighing_table import weighing
from trucewatch.domain.fusion import Fused, Fusion
from trucewatch.domain.link import Link
from trucewatch.export import wording


def parts(made: Fusion) -> Iterator[RenderableType]:
    """Each incident with its origins and links, those that rest on most first; then near misses."""
    ranked = sorted(made.incidents, key=lambda one: (-one.lineage.independent, one.incident.id))
    for one in ranked:
        yield from _incident(one)
    yield from _near_misses(made.near_misses)
    yield from _decided(made)
    origins = sum(one.lineage.independent > 1 for one in made.incidents)
    count = len(made.incidents)
    several = f"{origins} of them on more than one origin"
    yield Text(f"{count} incident{'s' * (count != 1)}, {several}")


def _incident(one: Fused) -> Iterator[RenderableType]:
    incident = one.incident
    who = wording.names(incident.initiators) or "nobody named"
    name = (f"  {incident.id}", "quiet")
    yield Text.assemble((wording.act_label(incident.act), "act"), f" by {who}", name)
    where = wording.names(incident.places) or "place not told"
    yield _indented(Text(f"{where} · {wording.when(incident.time)}"))
    yield from (_indented(Text(told)) for told in _called(one))
    yield from graph(one.lineage, one.denials)
    yield from weighing(one)
    for link in one.links:
        yield _indented(Text(_told(link), "quiet"), 4)
    yield ""


def _called(one: Fused) -> Iterator[str]:
    """What it was called before, and what it was split from."""
    if one.aliases:
        yield f"was {', '.join(alias.id for alias in one.aliases)}"
    if one.split_from:
        yield f"split from {one.split_from}"


def _decided(made: Fusion) -> Iterator[RenderableType]:
    if made.decisions:
        yield Text("What people decided", style="bold")
        yield from (Padding(line, (0, 0, 0, 2)) for line in fates(made.decisions))
        for one in made.overridings:
            yield _indented(overriding(one))
        yield ""


def _told(link: Link) -> str:
    """A link with what speaks for it and against it."""
    signs = (f"{one.part} {wording.plain(one.code)} {one.weight:+d}" for one in link.likenesses)
    return f"{link.one} with {link.other}, {link.weight:+d}: {', '.join(signs)}"


def _near_misses(links: tuple[Link, ...]) -> Iterator[RenderableType]:
    if links:
        yield Text("Nearly taken for one happening", style="bold")
        yield from (_indented(Text(_told(link), "quiet")) for link in links[:10])
        if len(links) > 10:
            yield _indented(Text(f"and {len(links) - 10} more; --json lists all"))
        yield ""


def _indented(line: RenderableType, by: int = 2) -> Padding:
    return Padding(line, (0, 0, 0, by))
