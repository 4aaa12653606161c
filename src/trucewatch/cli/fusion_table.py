"""Incidents on the terminal: what they rest on, and what holds them together."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from trucewatch.cli.decisions_table import fates, overriding
from trucewatch.domain.link import Link
from trucewatch.export import wording
from trucewatch.pipeline.fuse import Fused, Fusion


def parts(made: Fusion) -> Iterator[RenderableType]:
    """Each incident with its origins and links, those that rest on most first; then near misses."""
    ranked = sorted(made.incidents, key=lambda one: (-one.lineage.independent, one.incident.id))
    for one in ranked:
        yield from _incident(one)
    yield from _near_misses(made.near_misses)
    yield from _decided(made)
    origins = sum(one.lineage.independent > 1 for one in made.incidents)
    yield Text(f"{len(made.incidents)} incidents, {origins} of them on more than one origin")


def _incident(one: Fused) -> Iterator[RenderableType]:
    incident, line = one.incident, one.lineage
    who = wording.names(incident.initiators) or "nobody named"
    yield Text.assemble((wording.act_label(incident.act), "act"), f" by {who}")
    where = wording.names(incident.places) or "place not told"
    yield _indented(Text(f"{where} · {wording.when(incident.time)}"))
    yield _indented(Text(_called(one)))
    yield _indented(Text(_rests(one)))
    for origin in sorted({who for _, who in line.origins}):
        yield _indented(Text(f"from {origin}"), 4)
    for edge in line.edges:
        sign = wording.plain(edge.how)
        yield _indented(
            Text(f"{edge.taken} from {edge.origin}: {sign}, {edge.evidence}", "quiet"), 4
        )
    for ring in line.circles:
        yield _indented(Text(f"in a circle: {', '.join(ring)}"), 4)
    for link in one.links:
        yield _indented(Text(_told(link), "quiet"), 4)
    yield ""


def _called(one: Fused) -> str:
    """Its id, and what it was called before."""
    before = f", was {', '.join(alias.id for alias in one.aliases)}" if one.aliases else ""
    origin = f", split from {one.split_from}" if one.split_from else ""
    return f"{one.incident.id}{before}{origin}"


def _decided(made: Fusion) -> Iterator[RenderableType]:
    if made.decisions:
        yield Text("What people decided", style="bold")
        yield from (Padding(line, (0, 0, 0, 2)) for line in fates(made.decisions))
        for one in made.overridings:
            yield _indented(overriding(one))
        yield ""


def _rests(one: Fused) -> str:
    said = len(one.incident.statements)
    told = f"{said} statement{'s' * (said != 1)}"
    origins = one.lineage.independent
    told += f", {origins} independent origin{'s' * (origins != 1)}"
    return told + (f", denied or not confirmed by {len(one.denials)}" if one.denials else "")


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
