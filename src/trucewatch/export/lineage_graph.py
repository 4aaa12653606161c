"""A lineage as boxes and lines: groups of origins, reports, and folded stacks of further copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.domain.lineage import Edge, Lineage, Origin, OriginGroup, Sharing
from trucewatch.export.fusion_sentences import OPEN
from trucewatch.export.incident_told import Told

FOLD = 4
"""From so many alike on, what was taken from one box is the first of it and a stack of the rest."""
UNTOLD, OWN = "origin-", "own"
"""Keys of the one box for all accounts of which nobody says where they come from, and of the one
for all that the centre told itself."""


class Kind(StrEnum):
    """What a box stands for; a denier is an origin of denials alone, on which nothing rests."""

    ORIGIN = "origin"
    DENIER = "denier"
    UNTOLD = "untold"
    OWN = "own"
    REPORT = "report"
    STACK = "stack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A box of the picture.

    Args:
        key: tells it from all others; reports are in the order of their keys.
        parent: key of the box it hangs from, None for an origin.
        told: the accounts of one report that came the same way, or of all reports of a stack.
        group, who: for an origin, all who count as one with it, and why they do.
        edges: what it was taken by, one for each report of a stack; () where it quotes the origin.
        circles: numbers of the circles it is part of, from 1.
        own: it is the centre's own, come back.
    """

    key: str
    kind: Kind
    parent: str | None = None
    told: tuple[Told, ...] = ()
    group: OriginGroup | None = None
    who: tuple[Origin, ...] = ()
    edges: tuple[Edge, ...] = ()
    circles: tuple[int, ...] = ()
    own: bool = False

    @property
    def day(self) -> dt.date | None:
        """The first day on which any of it was published, None where no day is known."""
        return min((one.day for one in self.told if one.day is not None), default=None)

    @property
    def quotes(self) -> bool:
        """Whether it names its origin itself and was taken from no other report."""
        return not self.edges and self.parent not in {None, UNTOLD, OWN}

    @property
    def denies(self) -> bool:
        """Whether its accounts deny the incident or do not confirm it."""
        return any(one.denies for one in self.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """All boxes, and lines between them beside those to their parents.

    Args:
        asides: from an origin to a report that names it but was taken from somebody else's.
    """

    parts: tuple[Part, ...]
    asides: tuple[tuple[str, str], ...]


def graph(line: Lineage, told: Sequence[Told]) -> Graph:
    """The boxes of a lineage; each edge between two reports is the line to one of them.

    Args:
        told: the accounts of the incident; an edge from or to any other is left out.
    """
    groups = _groups(line)
    keys = {origin: f"{UNTOLD}{one.id}" for one in groups for origin in one.origins}
    roots = {name: keys[origin] for name, origin in line.origins}
    roots |= {one.statement: OWN for one in line.came_back}
    boxes = _boxes(line, told, roots)
    reports = [_report(key, boxes[key], line) for key in sorted(boxes)]
    asides = tuple(_asides(boxes, roots))
    folded = _folded(reports, {end for _, end in asides})
    used = {one.parent for one in folded} | {start for start, _ in asides}
    origins = [_origin(one, line) for one in groups if f"{UNTOLD}{one.id}" in used]
    others = ((UNTOLD, Kind.UNTOLD), (OWN, Kind.OWN))
    bare = [Part(key=key, kind=kind) for key, kind in others if key in used]
    return Graph(parts=(*origins, *bare, *folded), asides=asides)


def _groups(line: Lineage) -> tuple[OriginGroup, ...]:
    """The groups that count once each; an origin that no group holds is one of its own."""
    held = {name for group in line.groups for name in group.origins}
    alone = sorted({name for _, name in line.origins} - held)
    made = (OriginGroup(id=name, origins=(name,), why=Sharing.ALONE) for name in alone)
    return (*line.groups, *made)


@dataclass(slots=True)
class _Box:
    """Accounts of one report that came the same way: from `parent`, by `edge` where it shows."""

    parent: str
    edge: Edge | None
    told: list[Told] = field(default_factory=list)


def _boxes(line: Lineage, told: Sequence[Told], roots: Mapping[str, str]) -> dict[str, _Box]:
    by_id = {one.said.id: one for one in told}
    edges = {one.taken: one for one in line.edges if {one.taken, one.origin} <= by_id.keys()}
    boxes: dict[str, _Box] = {}
    ways: dict[object, str] = {}
    box_of: dict[str, str] = {}
    for one in sorted(told, key=lambda one: (_steps(one.said.id, edges), one.number)):
        name = one.said.id
        edge = edges.get(name)
        if edge is not None and edge.origin not in box_of:
            edge = None  # edges that close a ring: one of them has to be cut
        if edge is not None and _repeats(one, by_id[edge.origin]):
            key = box_of[edge.origin]
        else:
            parent = box_of[edge.origin] if edge else roots.get(name, UNTOLD)
            sign = (edge.how, edge.evidence) if edge else None
            way = (one.document.name, one.denies, parent, sign)
            key = ways.setdefault(way, f"report-{one.number:06}")
            boxes.setdefault(key, _Box(parent, edge))
        box_of[name] = key
        boxes[key].told.append(one)
    return boxes


def _steps(name: str, edges: Mapping[str, Edge]) -> int:
    """How many edges lead from a statement to its root, each counted once."""
    seen: set[str] = set()
    while name in edges and name not in seen:
        seen.add(name)
        name = edges[name].origin
    return len(seen)


def _repeats(one: Told, other: Told) -> bool:
    """Whether a report repeats itself; a denial beside an accusation does not."""
    return one.document.name == other.document.name and one.denies == other.denies


def _report(key: str, box: _Box, line: Lineage) -> Part:
    ids = {one.said.id for one in box.told}
    return Part(
        key=key,
        kind=Kind.REPORT,
        parent=box.parent,
        told=tuple(box.told),
        edges=(box.edge,) if box.edge else (),
        circles=tuple(sorted({one.circle + 1 for one in line.quotes if one.statement in ids})),
        own=any(one.statement in ids for one in line.came_back),
    )


def _asides(boxes: Mapping[str, _Box], roots: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each origin that a taken report names for itself, other than that of the taken one."""
    for key, box in boxes.items():
        if box.edge is not None:
            first = roots.get(box.edge.origin, UNTOLD)
            own = {roots[one.said.id] for one in box.told if one.said.id in roots}
            yield from ((origin, key) for origin in sorted(own - {first, OWN}))


def _origin(group: OriginGroup, line: Lineage) -> Part:
    by_id = {one.id: one for one in line.roots}
    who = tuple(by_id.get(name) or _bare(name) for name in group.origins)
    kind = Kind.ORIGIN if group in line.groups else Kind.DENIER
    return Part(key=f"{UNTOLD}{group.id}", kind=kind, group=group, who=who)


def _bare(name: str) -> Origin:
    """An origin of which the lineage says no more than its id."""
    return Origin(id=name, name=name, actor=name, unnamed=False, through="", statements=())


def _folded(reports: Sequence[Part], kept: Iterable[str]) -> list[Part]:
    """The reports with a stack for what hangs from one box by one sign and leads no further."""
    inner = {one.parent for one in reports} | set(kept)
    alike: dict[object, list[Part]] = {}
    for one in reports:
        marked = one.denies or one.circles or one.own or one.key in inner
        way = [(edge.how, edge.order in OPEN) for edge in one.edges]
        alike.setdefault(one.key if marked else (one.parent, *way), []).append(one)
    return [part for row in alike.values() for part in _stacked(row)]


def _stacked(row: list[Part]) -> Iterator[Part]:
    """The first by day and a stack of the others, where they are many."""
    row.sort(key=lambda one: (one.day or dt.date.min, one.key))
    if len(row) < FOLD:
        yield from row
        return
    first, *rest = row
    yield first
    yield Part(
        key=rest[0].key,
        kind=Kind.STACK,
        parent=first.parent,
        told=tuple(one for part in rest for one in part.told),
        edges=tuple(edge for part in rest for edge in part.edges),
    )
